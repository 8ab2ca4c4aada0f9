package dev.dateline.enrich.article;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Signal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the enrich topology counts; articles read = published + duplicates + withheld + rejected. */
public final class EnrichMetrics {

    private final Counter published;
    private final Counter duplicates;
    private final Counter withheld;
    private final Counter kills;

    /** Registers the meters with the given registry. */
    public EnrichMetrics(MeterRegistry registry) {
        published = Counter.builder("dateline.enrich.published")
                .description("Articles that became a revision on news.enriched")
                .register(registry);
        duplicates = Counter.builder("dateline.enrich.duplicates")
                .description("Articles whose content was known under their id")
                .register(registry);
        withheld = Counter.builder("dateline.enrich.withheld")
                .description("Articles that came again after they were killed")
                .register(registry);
        kills = Counter.builder("dateline.enrich.kills")
                .description("Revisions that say that their article was killed")
                .register(registry);
    }

    void published(EnrichedArticle article) {
        published.increment();
        if (article.getArticle().getSignal() == Signal.KILL) {
            kills.increment();
        }
    }

    void duplicate() {
        duplicates.increment();
    }

    void withheld() {
        withheld.increment();
    }
}
