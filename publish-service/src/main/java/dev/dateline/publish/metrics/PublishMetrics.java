package dev.dateline.publish.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every meter of this service. Of the records of news.enriched that were read, each became a stored revision, a takedown or
 * a refused record, or was no newer than what was stored.
 */
public final class PublishMetrics {

    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry registry;
    private final Counter revisions;
    private final Counter takedowns;
    private final Counter refused;
    private final Counter fenced;
    private final Timer batches;
    private final Timer lag;
    private final AtomicInteger readers = new AtomicInteger();
    private final Counter events;
    private final Counter dropped;

    /** Registers the meters. */
    public PublishMetrics(MeterRegistry registry) {
        this.registry = registry;
        revisions = counter("dateline.publish.revisions", "Article revisions stored");
        takedowns = counter("dateline.publish.takedowns", "Articles removed");
        refused = counter("dateline.publish.refused", "Records put among the rejected, of this stage and the others");
        fenced = counter("dateline.publish.fenced", "Batches given up because another instance had read on");
        batches = Timer.builder("dateline.publish.batch")
                .description("Time of one database transaction of the materializer")
                .publishPercentiles(PERCENTILES)
                .register(registry);
        lag = Timer.builder("dateline.publish.lag")
                .description("Time from the receipt of an article to its being stored")
                .publishPercentiles(PERCENTILES)
                .register(registry);
        events = counter("dateline.publish.stream.events", "Events sent to readers of the stream");
        dropped =
                counter("dateline.publish.stream.dropped", "Readers of the stream dropped because they were too slow");
        registry.gauge("dateline.publish.stream.readers", readers);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** Records of a topic went into the read model. */
    public void read(String topic, int records) {
        registry.counter("dateline.publish.records", "topic", topic).increment(records);
    }

    /** A transaction of the materializer took this long. */
    public void wrote(Duration time, int newTakedowns, int newRefused) {
        batches.record(time);
        takedowns.increment(newTakedowns);
        refused.increment(newRefused);
    }

    /** A revision was stored this long after its receipt; less than nothing where two machines' clocks differ. */
    public void stored(Duration sinceReceipt) {
        revisions.increment();
        lag.record(sinceReceipt.isNegative() ? Duration.ZERO : sinceReceipt);
    }

    /** Another instance had read on. */
    public void fenced() {
        fenced.increment();
    }

    /** A reader of the stream came. */
    public void readerCame() {
        readers.incrementAndGet();
    }

    /** A reader of the stream went. */
    public void readerWent() {
        readers.decrementAndGet();
    }

    /** Events went to a reader of the stream. */
    public void sent(int count) {
        events.increment(count);
    }

    /** A reader of the stream was dropped. */
    public void readerDropped() {
        dropped.increment();
    }
}
