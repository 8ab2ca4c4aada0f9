package dev.dateline.bench.train;

import dev.dateline.analysis.entities.NameFeatures;
import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.analysis.entities.NameTagger;
import dev.dateline.bench.conll.ConllFile;
import dev.dateline.bench.conll.MarkedDocument;
import dev.dateline.bench.evaluate.NameScores;
import dev.dateline.bench.train.TrainNames.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures the tagger of names on the very sets that it learns from: {@code CrossValidateNames FOLDER [FOLDS [FOLD]]} trains as often as
 * there are folds (5), each time without one part of every set that people marked, and reads that part. One fold alone is quicker.
 */
public final class CrossValidateNames {

    private static final int FOLDS = 5;

    /** Neighbouring sentences are often of one text, so that a part takes so many of them at a time. */
    private static final int RUN = 40;

    private CrossValidateNames() {}

    /** Measures; the arguments are the folder of sets, the number of folds and the only fold to take. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int folds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : FOLDS;
        int only = arguments.length > 2 ? Integer.parseInt(arguments[2]) : -1;
        OtherTagger other = TrainNames.otherTagger();
        Map<String, NameScores> scores = new TreeMap<>();
        for (int fold = 0; fold < folds; fold++) {
            if (only < 0 || only == fold) {
                measure(folder, fold, folds, other, scores);
            }
        }
        scores.forEach((set, score) -> {
            System.out.println(set);
            System.out.println(score.table());
        });
    }

    private static void measure(Path folder, int fold, int folds, OtherTagger other, Map<String, NameScores> scores)
            throws IOException {
        NameFinder finder = NameFinder.of(new NameTagger(
                TrainNames.train(folder, (source, document) -> !isHeld(source, document, fold, folds), other),
                NameFeatures.standard()));
        for (Source source : TrainNames.SOURCES) {
            List<MarkedDocument> documents = ConllFile.documents(folder.resolve(source.file()));
            for (int i = 0; i < documents.size(); i++) {
                if (isHeld(source, i, fold, folds)) {
                    scores.computeIfAbsent(source.file(), key -> new NameScores())
                            .add(finder, documents.get(i));
                }
            }
        }
    }

    static boolean isHeld(Source source, int document, int fold, int folds) {
        return source.byHand() && document / RUN % folds == fold;
    }
}
