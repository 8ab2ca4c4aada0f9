package dev.dateline.enrich.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a topology failed of lately. A thread that fails is replaced, and its topology says RUNNING in between;
 * whoever asks must hear of it for as long as it goes on. Safe for many threads.
 */
final class ThreadFailures {

    /** Longer than a new thread takes to fail of the same cause. */
    private static final Duration REMEMBERED = Duration.ofSeconds(8);

    private final Clock clock;
    private volatile @Nullable Failure last;

    private record Failure(String reason, Instant when) {}

    ThreadFailures(Clock clock) {
        this.clock = clock;
    }

    /** A thread failed, or is about to be replaced after it. */
    void add(String reason) {
        last = new Failure(reason, clock.instant());
    }

    /**
     * Returns if no thread failed lately.
     *
     * @throws IllegalStateException the reason of the last failure
     */
    void check() {
        Failure failure = last;
        if (failure != null && failure.when().plus(REMEMBERED).isAfter(clock.instant())) {
            throw new IllegalStateException(failure.reason());
        }
    }
}
