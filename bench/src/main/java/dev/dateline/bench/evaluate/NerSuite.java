package dev.dateline.bench.evaluate;

import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.bench.conll.ConllFile;
import dev.dateline.bench.conll.MarkedArticles;
import dev.dateline.bench.conll.MarkedDocument;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        NameScores scores = new NameScores();
        documents.forEach(document -> scores.add(finder, document));
        out.println(scores.table());
        out.println(scores.calibrations());
        out.println(scores.json(documents.size()));
    }

    /** Whether a path is articles with their names in a list, not a CoNLL file. */
    private static boolean isArticles(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".jsonl") || Files.isRegularFile(path.resolve(ARTICLES));
    }
}
