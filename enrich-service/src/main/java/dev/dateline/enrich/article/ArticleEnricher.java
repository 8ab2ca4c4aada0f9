package dev.dateline.enrich.article;

import dev.dateline.analysis.Analysis;
import dev.dateline.analysis.Analyzer;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Times;
import java.time.Instant;
import java.util.List;
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
        return enrich(article, revision, List.of(), now);
    }

    /**
     * The article with its tags; of one that was killed no more than that it was.
     *
     * @param changed what differs from the revision before
     */
    EnrichedArticle enrich(RawArticle article, int revision, List<String> changed, Instant now) {
        // Asked once, so that the version in the record is that of the analyzer that read it.
        Analyzer analyzer = analyzers.get();
        boolean killed = article.getSignal() == Signal.KILL;
        EnrichedArticle.Builder enriched = EnrichedArticle.newBuilder()
                .setArticle(killed ? withoutText(article) : article)
                .setRevision(revision)
                .setChanged(changed)
                .setAnalyzer(analyzer.version())
                .setTimes(Times.newBuilder()
                        .setReceived(article.getReceived())
                        .setEnriched(now)
                        .build());
        return killed ? enriched.build() : tagged(enriched, analyzer, article);
    }

    private static EnrichedArticle tagged(EnrichedArticle.Builder enriched, Analyzer analyzer, RawArticle article) {
        Analysis analysis = analyzer.analyze(article);
        return enriched.setLanguage(analysis.language().orElse(null))
                .setPeople(analysis.people())
                .setOrganisations(analysis.organisations())
                .setPlaces(analysis.places())
                .setCountries(analysis.countries())
                .setTopics(analysis.topics())
                .setFlashpoints(analysis.flashpoints())
                .build();
    }

    /** A kill often repeats what it takes back. */
    private static RawArticle withoutText(RawArticle killed) {
        return RawArticle.newBuilder(killed)
                .setTitle("")
                .setSummary(null)
                .setBody("")
                .setAuthors(List.of())
                .build();
    }
}
