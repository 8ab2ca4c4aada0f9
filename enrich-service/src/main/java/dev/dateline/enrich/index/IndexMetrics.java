package dev.dateline.enrich.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the index topology counts; revisions read = counted + left out. */
public final class IndexMetrics {

    /** Why an article is in no index. */
    enum Reason {
        BACKFILL,
        REVISION,
        LATE,
        TAKEN_DOWN
    }

    private final Counter counted;
    private final Map<Reason, Counter> leftOut = new EnumMap<>(Reason.class);

    /** Registers the meters with the given registry. */
    public IndexMetrics(MeterRegistry registry) {
        counted = Counter.builder("dateline.index.counted")
                .description("Articles that may count in the index of a flashpoint")
                .register(registry);
        for (Reason reason : Reason.values()) {
            leftOut.put(
                    reason,
                    Counter.builder("dateline.index.left.out")
                            .description("Articles that count in no index")
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
