package dev.dateline.enrich.trend;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** What the trends topology counts; revisions read = counted + left out. */
public final class TrendMetrics {

    private final Clock clock;
    private final Counter counted;
    private final Timer ended;
    private final Map<LeftOut, Counter> leftOut = new EnumMap<>(LeftOut.class);
    private final Map<Integer, Tags> tags = new ConcurrentHashMap<>();

    private record Tags(int held, int evicted) {}

    /** Registers the meters with the given registry. */
    public TrendMetrics(MeterRegistry registry) {
        clock = registry.config().clock();
        counted = Counter.builder("dateline.trends.counted")
                .description("Articles that count in trends")
                .register(registry);
        ended = Timer.builder("dateline.trends.hop")
                .description("How long it takes one partition to end five minutes and find the leaders of all windows")
                .register(registry);
        gauge(registry, "memory", Tags::held);
        gauge(registry, "disk", Tags::evicted);
        for (LeftOut reason : LeftOut.values()) {
            leftOut.put(
                    reason,
                    Counter.builder("dateline.trends.left.out")
                            .description("Articles that count in no trend")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    private void gauge(MeterRegistry registry, String where, ToIntFunction<Tags> number) {
        Gauge.builder(
                        "dateline.trends.tags",
                        tags,
                        byPartition ->
                                byPartition.values().stream().mapToInt(number).sum())
                .description("Tags of the last day that this process counts, by where they are held")
                .tag("held", where)
                .register(registry);
    }

    /** A partition holds so many tags in memory, and so many were evicted. */
    void tags(int partition, int held, int evicted) {
        tags.put(partition, new Tags(held, evicted));
    }

    /** A partition is counted by this process no more. */
    void countsElsewhere(int partition) {
        tags.remove(partition);
    }

    /** Five minutes were ended within so many nanoseconds. */
    void ended(long nanoseconds) {
        ended.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** Nanoseconds from some beginning, to measure how long a thing takes. */
    long nanoseconds() {
        return clock.monotonicTime();
    }

    void counted() {
        counted.increment();
    }

    void leftOut(LeftOut reason) {
        Objects.requireNonNull(leftOut.get(reason)).increment();
    }
}
