package dev.dateline.enrich.article;

import dev.dateline.analysis.Analysis;
import dev.dateline.analysis.Analyzer;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Times;
import java.time.Instant;
import java.util.function.Supplier;

/** RawArticle to EnrichedArticle: what the stream and the command line alike make of an article. Safe for many threads. */
public final class ArticleEnricher {

    private final Supplier<Analyzer> analyzers;

    /** An enricher that reads each article with the analyzer that is in force then. */
    public ArticleEnricher(Supplier<Analyzer> analyzers) {
        this.analyzers = analyzers;
    }

    /**
     * The article with its tags.
     *
     * @param revision 1 for the first text under the article's id
     * @param now when it is read
     */
    public EnrichedArticle enrich(RawArticle article, int revision, Instant now) {
        Analyzer analyzer = analyzers.get();
        Analysis analysis = analyzer.analyze(article);
        return EnrichedArticle.newBuilder()
                .setArticle(article)
                .setRevision(revision)
                .setAnalyzer(analyzer.version())
                .setPeople(analysis.people())
                .setOrganisations(analysis.organisations())
                .setPlaces(analysis.places())
                .setCountries(analysis.countries())
                .setTopics(analysis.topics())
                .setFlashpoints(analysis.flashpoints())
                .setTimes(Times.newBuilder()
                        .setReceived(article.getReceived())
                        .setEnriched(now)
                        .build())
                .build();
    }
}
