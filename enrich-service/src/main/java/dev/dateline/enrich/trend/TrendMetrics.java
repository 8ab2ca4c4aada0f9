package dev.dateline.enrich.trend;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the trends topology counts; revisions read = counted + left out. */
public final class TrendMetrics {

    private final Clock clock;
    private final Counter counted;
    private final Map<LeftOut, Counter> leftOut = new EnumMap<>(LeftOut.class);

    /** Registers the meters with the given registry. */
    public TrendMetrics(MeterRegistry registry) {
        clock = registry.config().clock();
        counted = Counter.builder("dateline.trends.counted")
                .description("Articles that count in trends")
                .register(registry);
        for (LeftOut reason : LeftOut.values()) {
            leftOut.put(
                    reason,
                    Counter.builder("dateline.trends.left.out")
                            .description("Articles that count in no trend")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
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
