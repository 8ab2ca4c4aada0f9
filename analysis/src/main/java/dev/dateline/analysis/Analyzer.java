package dev.dateline.analysis;

import dev.dateline.analysis.countries.LocalCountryTagger;
import dev.dateline.analysis.entities.Entities;
import dev.dateline.analysis.entities.EntityReader;
import dev.dateline.analysis.entities.KnownPeopleTagger;
import dev.dateline.analysis.flashpoints.FlashpointFiles;
import dev.dateline.analysis.flashpoints.FlashpointTagger;
import dev.dateline.analysis.languages.ArticleLanguage;
import dev.dateline.analysis.languages.Detection;
import dev.dateline.analysis.places.Geography;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.topics.TopicTagger;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads articles. Pure: the same article gives the same analysis. Safe for use by many threads. */
public final class Analyzer {

    private final LocalCountryTagger localCountryTagger = LocalCountryTagger.standard();
    private final KnownPeopleTagger knownPeopleTagger = KnownPeopleTagger.standard();
    private final EntityReader entityReader = EntityReader.standard();
    private final GeographyReader geographyReader = GeographyReader.standard();
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

    /** Reads an article in its language: title and body; the summary repeats them and is left out. */
    public Analysis analyze(RawArticle article) {
        Document document = Document.of(article.getTitle(), article.getBody());
        String language = ArticleLanguage.of(document, article.getLanguage());
        return language.equals(ArticleLanguage.ENGLISH)
                ? english(document, article)
                : other(document, article, language);
    }

    private Analysis english(Document document, RawArticle article) {
        Entities entities = entityReader.read(document, article.getAuthors());
        Geography geography = geographyReader.read(document, entities);
        return new Analysis(
                Optional.of(ArticleLanguage.ENGLISH),
                entities.people(),
                entities.organisations(),
                geography.places(),
                geography.countries(),
                topicTagger.tag(document),
                flashpointTagger.tag(document, geography.countries()));
    }

    /**
     * What holds in every language: the names of countries, and full names of known people. Topics and flashpoints are told by English
     * words, and which countries an article names does not tell a conflict from a football match.
     */
    private Analysis other(Document document, RawArticle article, String language) {
        boolean known = !language.equals(Detection.UNDETERMINED);
        List<Tag> countries = known ? localCountryTagger.tag(document, language) : List.of();
        Set<String> codes = countries.stream().map(Tag::getId).collect(Collectors.toSet());
        return new Analysis(
                known ? Optional.of(language) : Optional.empty(),
                knownPeopleTagger.tag(document, codes, article.getAuthors()),
                List.of(),
                List.of(),
                countries,
                List.of(),
                List.of());
    }

    /** The analysis and its version; it changes when the same article may get other tags. */
    public String version() {
        return "dateline-analysis-8";
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final Analyzer ANALYZER = new Analyzer(FlashpointTagger.of(FlashpointFiles.standard()));
    }
}
