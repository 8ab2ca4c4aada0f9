package dev.dateline.enrich.trend;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the trends topology counts; revisions read = counted + left out. */
public final class TrendMetrics {

    /** Why an article moves no trend. */
    enum Reason {
        BACKFILL,
        REVISION,
        LATE,
        TAKEN_DOWN
    }

    private final Counter counted;
    private final Map<Reason, Counter> leftOut = new EnumMap<>(Reason.class);

    /** Registers the meters with the given registry. */
    public TrendMetrics(MeterRegistry registry) {
        counted = Counter.builder("dateline.trends.counted")
                .description("Articles that count in trends")
                .register(registry);
        for (Reason reason : Reason.values()) {
            leftOut.put(
                    reason,
                    Counter.builder("dateline.trends.left.out")
                            .description("Articles that count in no trend")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void counted() {
        counted.increment();
    }

    void leftOut(Reason reason) {
        Objects.requireNonNull(leftOut.get(reason)).increment();
    }
}
