package dev.dateline.publish.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every meter of this service. Of the records of news.enriched that were read, each became a stored revision, a takedown or
 * a refused record, or was no newer than what was stored.
 */
public final class PublishMetrics {

    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};
    private static final Duration A_MILLISECOND = Duration.ofMillis(1);

    private final MeterRegistry registry;
    private final Counter revisions;
    private final Counter takedowns;
    private final Counter refused;
    private final Counter fenced;
    private final Timer batches;
    private final Map<Reached, Timer> latencies = new EnumMap<>(Reached.class);
    private final Counter webhooksTaken;
    private final Counter webhooksRefused;
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
        for (Reached stage : Reached.values()) {
            latencies.put(stage, register(stage));
        }
        webhooksTaken = counter("dateline.publish.webhooks.taken", "Messages that an endpoint took");
        webhooksRefused = counter("dateline.publish.webhooks.refused", "Attempts at messages that failed");
        events = counter("dateline.publish.stream.events", "Events sent to readers of the stream");
        dropped =
                counter("dateline.publish.stream.dropped", "Readers of the stream dropped because they were too slow");
        registry.gauge("dateline.publish.stream.readers", readers);
    }

    /** The time from the receipt of an article to a stage of its way. */
    private Timer register(Reached stage) {
        return Timer.builder("dateline.publish.latency")
                .description(
                        "Time from the receipt of an article until it was written to news.raw, enriched, placed in its story, stored,"
                                + " streamed, delivered to an endpoint, ranked or indexed")
                .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                .publishPercentiles(PERCENTILES)
                .register(registry);
    }

    private Timer timer(Reached stage) {
        return Objects.requireNonNull(latencies.get(stage));
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

    /** A revision was enriched, placed in its story (where that was written down) and stored this long after its receipt. */
    public void stored(Duration untilEnriched, Optional<Duration> untilPlaced, Duration untilStored) {
        revisions.increment();
        reached(Reached.ENRICHED, untilEnriched);
        untilPlaced.ifPresent(time -> reached(Reached.PLACED, time));
        reached(Reached.STORED, untilStored);
    }

    /**
     * An article reached a stage this long after its receipt. Times are in whole milliseconds: what took none of them counts as
     * one, and so does less than nothing, where the clocks of two machines differ.
     */
    public void reached(Reached stage, Duration sinceReceipt) {
        timer(stage).record(sinceReceipt.compareTo(A_MILLISECOND) < 0 ? A_MILLISECOND : sinceReceipt);
    }

    /** An endpoint was sent a message. */
    public void webhookSent(boolean taken) {
        (taken ? webhooksTaken : webhooksRefused).increment();
    }

    /**
     * How long after its receipt an article reached a stage, within the last minutes, of what this instance saw.
     *
     * @param count articles since the start
     */
    public record Latency(long count, double p50, double p95, double p99) {}

    /** Of a stage; empty where nothing reached it within the last minutes. */
    public Optional<Latency> latency(Reached stage) {
        HistogramSnapshot snapshot = timer(stage).takeSnapshot();
        double[] seconds = Arrays.stream(snapshot.percentileValues())
                .mapToDouble(value -> value.value(TimeUnit.SECONDS))
                .toArray();
        // Percentiles are of the last minutes, and none where nothing came in them.
        return snapshot.count() == 0 || seconds.length < PERCENTILES.length || seconds[PERCENTILES.length - 1] <= 0
                ? Optional.empty()
                : Optional.of(new Latency(snapshot.count(), seconds[0], seconds[1], seconds[2]));
    }

    /** How far an article came. */
    public enum Reached {
        /** Ingest gave it to Kafka for news.raw; Kafka's acknowledgement is not waited for. */
        WRITTEN,
        /** It was read and tagged. */
        ENRICHED,
        /** It was put into its story. */
        PLACED,
        /** The read model had it. */
        STORED,
        /** A reader of the stream who keeps up took it. */
        STREAMED,
        /** An endpoint took it at the first attempt. */
        DELIVERED,
        /** A ranking was sent that counts it. */
        RANKED,
        /** The index of a flashpoint that it is about was sent, and counts it. */
        INDEXED
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
