package dev.dateline.ingest.intake;

import dev.dateline.ingest.parse.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All meters of the ingest service. Counted is what Kafka acknowledged, so that for each feed received = accepted + rejected
 * holds at any time; what was answered with 503 is counted apart, for the client sends it again.
 */
public final class IngestMetrics {

    /** Feeds are named by clients, and every name costs memory here and in Prometheus: later ones are counted together. */
    private static final int MOST_FEEDS = 500;

    private static final String OTHER_FEEDS = "_other";

    private final MeterRegistry registry;
    private final Set<String> feeds = ConcurrentHashMap.newKeySet();
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

    void accepted(String feed) {
        received(feed);
        Counter.builder("dateline.ingest.accepted")
                .description("Items that became articles on news.raw")
                .tag("feed", label(feed))
                .register(registry)
                .increment();
    }

    void rejected(String feed, Reason reason) {
        received(feed);
        Counter.builder("dateline.ingest.rejected")
                .description("Items that were refused and put on news.rejected")
                .tag("feed", label(feed))
                .tag("reason", reason.code())
                .register(registry)
                .increment();
    }

    private void received(String feed) {
        Counter.builder("dateline.ingest.received")
                .description("Items that were answered for: accepted + rejected")
                .tag("feed", label(feed))
                .register(registry)
                .increment();
    }

    void unavailable() {
        unavailable.increment();
    }

    void acknowledged(Duration took) {
        acknowledgement.record(took);
    }

    private String label(String feed) {
        return feeds.contains(feed) || (feeds.size() < MOST_FEEDS && feeds.add(feed)) ? feed : OTHER_FEEDS;
    }
}
