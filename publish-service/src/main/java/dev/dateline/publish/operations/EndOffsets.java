package dev.dateline.publish.operations;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where partitions ended at the last readings, so that it can be told how long a record has been there at most, whatever time
 * it bears itself: what Kafka Streams writes bears the time of what it read. Bounded by a number of readings.
 */
final class EndOffsets {

    private static final long UNKNOWN = -1;

    private final int readings;
    private final Instant[] times;
    private final Map<TopicPartition, long[]> ends = new HashMap<>();
    private int newest = -1;
    private int count;

    EndOffsets(int readings) {
        this.readings = readings;
        this.times = new Instant[readings];
    }

    /** Takes a reading; partitions that are not in it are forgotten. */
    void add(Instant at, Map<TopicPartition, Long> reading) {
        newest = (newest + 1) % readings;
        count = Math.min(count + 1, readings);
        times[newest] = at;
        ends.keySet().retainAll(reading.keySet());
        reading.forEach((place, end) -> ends.computeIfAbsent(place, any -> unknown())[newest] = end);
    }

    private long[] unknown() {
        long[] none = new long[readings];
        Arrays.fill(none, UNKNOWN);
        return none;
    }

    /** When the partition was last seen to end before or at an offset, so that no record was there yet; null if it never was. */
    @Nullable
    Instant lastWithout(TopicPartition place, long offset) {
        long[] history = ends.get(place);
        if (history == null) {
            return null;
        }
        for (int back = 0; back < count; back++) {
            int at = Math.floorMod(newest - back, readings);
            if (history[at] != UNKNOWN && history[at] <= offset) {
                return times[at];
            }
        }
        return null;
    }
}
