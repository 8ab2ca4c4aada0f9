package dev.dateline.analysis;

import dev.dateline.analysis.entities.Entities;
import dev.dateline.analysis.entities.EntityReader;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.RawArticle;
import java.util.List;

/** Reads articles. Pure: the same article gives the same analysis. Safe for use by many threads. */
public final class Analyzer {

    private final EntityReader entityReader = EntityReader.standard();

    private Analyzer() {}

    /** The analyzer with the data that ships with this module, loaded once per JVM. */
    public static Analyzer standard() {
        return Standard.ANALYZER;
    }

    /** Reads an article: title and body; the summary repeats them and is left out. */
    public Analysis analyze(RawArticle article) {
        Document document = Document.of(article.getTitle(), article.getBody());
        Entities entities = entityReader.read(document, article.getAuthors());
        return new Analysis(
                entities.people(), entities.organisations(), entities.places(), List.of(), List.of(), List.of());
    }

    /** The analysis and its version; it changes when the same article may get other tags. */
    public String version() {
        return "dateline-analysis-1";
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final Analyzer ANALYZER = new Analyzer();
    }
}
