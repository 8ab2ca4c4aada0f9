package dev.dateline.enrich.article;

import dev.dateline.schemas.EnrichedArticle;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the enrich topology counts; articles read = published + duplicates + rejected. */
public final class EnrichMetrics {

    private final Counter published;
    private final Counter duplicates;
    private final Timer wait;

    /** Registers the meters with the given registry. */
    public EnrichMetrics(MeterRegistry registry) {
        published = Counter.builder("dateline.enrich.published")
                .description("Articles that became a revision on news.enriched")
                .register(registry);
        duplicates = Counter.builder("dateline.enrich.duplicates")
                .description("Articles whose content was known under their id")
                .register(registry);
        wait = Timer.builder("dateline.enrich.received.to.enriched")
                .description("From the receipt of an article to its tags")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
    }

    void published(EnrichedArticle article) {
        published.increment();
        Duration waited = Duration.between(
                article.getTimes().getReceived(), article.getTimes().getEnriched());
        // The clocks of two machines may disagree by a little; a negative wait says nothing.
        wait.record(waited.isNegative() ? Duration.ZERO : waited);
    }

    void duplicate() {
        duplicates.increment();
    }
}
