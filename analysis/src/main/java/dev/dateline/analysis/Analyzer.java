package dev.dateline.analysis;

import dev.dateline.analysis.countries.CountryTagger;
import dev.dateline.analysis.entities.Entities;
import dev.dateline.analysis.entities.EntityReader;
import dev.dateline.analysis.flashpoints.FlashpointFiles;
import dev.dateline.analysis.flashpoints.FlashpointTagger;
import dev.dateline.analysis.places.PlaceTagger;
import dev.dateline.analysis.places.Toponym;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.topics.TopicTagger;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import java.util.List;

/** Reads articles. Pure: the same article gives the same analysis. Safe for use by many threads. */
public final class Analyzer {

    private final EntityReader entityReader = EntityReader.standard();
    private final CountryTagger countryTagger = CountryTagger.standard();
    private final PlaceTagger placeTagger = PlaceTagger.standard();
    private final TopicTagger topicTagger = TopicTagger.standard();
    private final FlashpointTagger flashpointTagger;

    private Analyzer(FlashpointTagger flashpointTagger) {
        this.flashpointTagger = flashpointTagger;
    }

    /** An analyzer that tags these flashpoints; all else is that of {@link #standard()} and is not loaded again. */
    public static Analyzer of(FlashpointTagger flashpointTagger) {
        return new Analyzer(flashpointTagger);
    }

    /** The analyzer with the data that ships with this module, loaded once per JVM. */
    public static Analyzer standard() {
        return Standard.ANALYZER;
    }

    /** Reads an article: title and body; the summary repeats them and is left out. */
    public Analysis analyze(RawArticle article) {
        Document document = Document.of(article.getTitle(), article.getBody());
        Entities entities = entityReader.read(document, article.getAuthors());
        List<Tag> countries = countryTagger.tag(document);
        return new Analysis(
                entities.people(),
                entities.organisations(),
                placeTagger.tag(entities.places(), placeTagger.toponyms(document, entities.placeNames(), countries)),
                countries,
                topicTagger.tag(document),
                flashpointTagger.tag(document, countries));
    }

    /** Every name of a place in a document with what it means, in the order of the text. */
    public List<Toponym> toponyms(Document document) {
        Entities entities = entityReader.read(document, List.of());
        return placeTagger.toponyms(document, entities.placeNames(), countryTagger.tag(document));
    }

    /** The analysis and its version; it changes when the same article may get other tags. */
    public String version() {
        return "dateline-analysis-3";
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final Analyzer ANALYZER = new Analyzer(FlashpointTagger.of(FlashpointFiles.standard()));
    }
}
