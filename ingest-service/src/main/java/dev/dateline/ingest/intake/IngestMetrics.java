package dev.dateline.ingest.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The meters of requests; those of items are {@link dev.dateline.ingest.feeds.FeedCounts}. */
public final class IngestMetrics {

    private final MeterRegistry registry;
    private final Counter unavailable;
    private final Timer acknowledgement;

    /** Meters of the given registry. */
    public IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.unavailable = Counter.builder("dateline.ingest.unavailable")
                .description("Requests answered with 503 because Kafka did not take them or memory was short")
                .register(registry);
        this.acknowledgement = Timer.builder("dateline.ingest.request")
                .description("From the beginning of a request to Kafka's acknowledgement of all its items")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** A request was refused as a whole; the client's items count once it has sent them rightly. */
    void refused(int status, String code) {
        if (status == 503) {
            unavailable.increment();
        }
        Counter.builder("dateline.ingest.refused.requests")
                .description("Requests that were refused as a whole")
                .tag("code", code)
                .register(registry)
                .increment();
    }

    void acknowledged(Duration took) {
        acknowledgement.record(took);
    }
}
