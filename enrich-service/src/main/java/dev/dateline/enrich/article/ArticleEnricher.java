package dev.dateline.enrich.article;

import dev.dateline.analysis.Analysis;
import dev.dateline.analysis.Analyzer;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Times;
import java.time.Instant;

/** RawArticle to EnrichedArticle: what the stream and the command line alike make of an article. Safe for many threads. */
public final class ArticleEnricher {

    private final Analyzer analyzer;

    /** An enricher that reads with the given analyzer. */
    public ArticleEnricher(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /**
     * The article with its tags.
     *
     * @param revision 1 for the first text under the article's id
     * @param now when it is read
     */
    public EnrichedArticle enrich(RawArticle article, int revision, Instant now) {
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
