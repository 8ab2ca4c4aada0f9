package dev.dateline.publish.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a stage fared within the last minutes, step by step; a step without a reading has no point. Bounded. Not thread-safe. */
final class Trend {

    static final Duration STEP = Duration.ofSeconds(5);
    static final int STEPS = 180;

    private final TreeMap<Long, Point> points = new TreeMap<>();

    /**
     * The worst of one step.
     *
     * @param seconds null where it was not known
     * @param rate records a second; null where it was not known
     */
    record Point(
            long records,
            @Nullable Double seconds,
            @Nullable Double rate) {

        private Point and(Point later) {
            return new Point(
                    Math.max(records, later.records),
                    larger(seconds, later.seconds),
                    later.rate == null ? rate : later.rate);
        }

        private static @Nullable Double larger(@Nullable Double one, @Nullable Double other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return Math.max(one, other);
        }
    }

    void add(Instant at, Lag lag, @Nullable Double rate) {
        long step = step(at);
        points.merge(step, new Point(lag.records(), lag.seconds(), rate), Point::and);
        points.headMap(step - STEPS + 1).clear();
    }

    /** The last steps up to now, the oldest first; null for a step without a reading. */
    List<@Nullable Point> last(int steps, Instant now) {
        List<@Nullable Point> last = new ArrayList<>();
        for (long step = step(now) - steps + 1; step <= step(now); step++) {
            last.add(points.get(step));
        }
        return last;
    }

    /** The point about so long ago; null if there is none. */
    @Nullable
    Point before(Instant now, Duration ago) {
        return points.get(step(now.minus(ago)));
    }

    private static long step(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), STEP.toMillis());
    }
}
