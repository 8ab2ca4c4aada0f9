package dev.dateline.bench.evaluate;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.analysis.entities.Span;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.bench.conll.ConllFile;
import dev.dateline.bench.conll.MarkedArticles;
import dev.dateline.bench.conll.MarkedDocument;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Strict-span F1 of people, organisations and places: right is only the very same words and type. Reads CoNLL files (see {@link ConllFile})
 * and articles with their names in a list (see {@link MarkedArticles}); the words of the file go the way of an article's, with the context
 * of the whole document.
 */
public final class NerSuite implements Suite {

    private static final String ARTICLES = "dev.jsonl";

    @Override
    public String name() {
        return "ner";
    }

    @Override
    public String defaultSet() {
        return "ner/ewt.test.conll";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        List<MarkedDocument> documents = isArticles(path) ? MarkedArticles.read(path) : ConllFile.documents(path);
        NameFinder finder = NameFinder.standard();
        Map<EntityType, Counts> counts = new EnumMap<>(EntityType.class);
        for (EntityType type : EntityType.values()) {
            counts.put(type, new Counts());
        }
        Counts all = new Counts();
        Calibration calibration = new Calibration();
        for (MarkedDocument document : documents) {
            List<List<Span>> spans = finder.spans(
                    document.sentences().stream().map(MarkedSentence::tokens).toList());
            for (int i = 0; i < spans.size(); i++) {
                MarkedSentence sentence = document.sentences().get(i);
                Map<MarkedSpan, Double> found = found(sentence, spans.get(i));
                found.forEach((span, confidence) ->
                        calibration.add(confidence, sentence.names().contains(span)));
                for (EntityType type : EntityType.values()) {
                    Set<MarkedSpan> given = ofType(type, found.keySet());
                    Set<MarkedSpan> wanted = ofType(type, sentence.names());
                    int givenCount = given.size();
                    given.retainAll(wanted);
                    counts.getOrDefault(type, all).add(given.size(), givenCount, wanted.size());
                    all.add(given.size(), givenCount, wanted.size());
                }
            }
        }
        out.printf("%-5s %9s %9s %9s %9s%n", "", "precision", "recall", "f1", "names");
        counts.forEach((type, count) -> print(out, type.code(), count));
        print(out, "all", all);
        out.println(calibration.table("names"));
        out.printf(
                Locale.ROOT,
                "{\"per\":%.4f,\"org\":%.4f,\"loc\":%.4f,\"f1\":%.4f,\"precision\":%.4f,\"recall\":%.4f,"
                        + "\"calibration_error\":%.4f,\"documents\":%d,\"names\":%d}%n",
                counts.getOrDefault(EntityType.PERSON, all).f1(),
                counts.getOrDefault(EntityType.ORGANISATION, all).f1(),
                counts.getOrDefault(EntityType.LOCATION, all).f1(),
                all.f1(),
                all.precision(),
                all.recall(),
                calibration.error(),
                documents.size(),
                all.wanted());
    }

    /** Whether a path is articles with their names in a list, not a CoNLL file. */
    private static boolean isArticles(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".jsonl") || Files.isRegularFile(path.resolve(ARTICLES));
    }

    private static Map<MarkedSpan, Double> found(MarkedSentence sentence, List<Span> spans) {
        Map<MarkedSpan, Double> found = new LinkedHashMap<>();
        for (Span span : spans) {
            sentence.inWords(span.type(), span.begin(), span.end())
                    .ifPresent(marked -> found.merge(marked, span.confidence(), Math::max));
        }
        return found;
    }

    private static Set<MarkedSpan> ofType(EntityType type, Iterable<MarkedSpan> spans) {
        Set<MarkedSpan> chosen = new HashSet<>();
        spans.forEach(span -> {
            if (span.type() == type) {
                chosen.add(span);
            }
        });
        return chosen;
    }

    private static void print(PrintStream out, String name, Counts counts) {
        out.printf(
                Locale.ROOT,
                "%-5s %9.4f %9.4f %9.4f %9d%n",
                name,
                counts.precision(),
                counts.recall(),
                counts.f1(),
                counts.wanted());
    }
}
