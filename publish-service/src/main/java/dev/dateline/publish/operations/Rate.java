package dev.dateline.publish.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast a count grows, over the last half minute. Not thread-safe. */
final class Rate {

    private static final Duration OVER = Duration.ofSeconds(30);
    private static final Duration AT_LEAST = Duration.ofSeconds(3);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long count) {}

    /** Takes a count; one that is less than before begins anew. */
    void add(Instant at, long count) {
        if (!samples.isEmpty() && samples.getLast().count() > count) {
            samples.clear();
        }
        samples.add(new Sample(at, count));
        while (samples.getFirst().at().isBefore(at.minus(OVER))) {
            samples.removeFirst();
        }
    }

    /** How many a second; null while too little was seen. */
    @Nullable
    Double perSecond() {
        if (samples.size() < 2) {
            return null;
        }
        Duration span =
                Duration.between(samples.getFirst().at(), samples.getLast().at());
        return span.compareTo(AT_LEAST) < 0
                ? null
                : (samples.getLast().count() - samples.getFirst().count()) * 1000.0 / span.toMillis();
    }
}
