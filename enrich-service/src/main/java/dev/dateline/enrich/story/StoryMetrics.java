package dev.dateline.enrich.story;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the telling of stories counts. One task of one instance has it; the others show nothing. */
public final class StoryMetrics {

    private final Counter placed;
    private final Counter copies;
    private final Counter told;
    private final Counter passedOver;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong reports = new AtomicLong();
    private final AtomicLong stories = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Registers the meters with the given registry. */
    public StoryMetrics(MeterRegistry registry) {
        placed = counter(registry, "dateline.stories.placed", "Article revisions put into a story");
        copies = counter(registry, "dateline.stories.copies", "Those of them that are copies");
        told = counter(registry, "dateline.stories.told", "Changed stories written to news.stories");
        passedOver = counter(
                registry,
                "dateline.stories.passed.over",
                "How often a partition of news.raw that did not move was no longer waited for");
        registry.gauge("dateline.stories.waiting", waiting);
        registry.gauge("dateline.stories.remembered", reports);
        registry.gauge("dateline.stories.open", stories);
        registry.gauge("dateline.stories.bytes", bytes);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void placed(boolean copy) {
        placed.increment();
        copies.increment(copy ? 1 : 0);
    }

    void told(int count) {
        told.increment(count);
    }

    void passedOver() {
        passedOver.increment();
    }

    void stands(StoryDesk desk, int waitingNow) {
        waiting.set(waitingNow);
        reports.set(desk.reports());
        stories.set(desk.stories());
        bytes.set(desk.bytes());
    }
}
