package dev.dateline.enrich.order;

import dev.dateline.enrich.order.ReadingProgress.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Whose turn it is: reports go in the order of their {@linkplain Turn turns}, however the partitions that they were read from
 * got on. The first of those that wait may go once every other partition is known to have been read past it: because a
 * later report of it waits too, because the last one that came was later, or because somebody tells so. While all partitions
 * are read as they are written, nobody waits. Not safe for many threads.
 */
public final class Turns {

    /**
     * How long a record may take from the time it bears to its being read when nothing is late. What is younger is not put in
     * order. Longer than a producer and a commit take together, and than clocks differ.
     */
    public static final Duration MOMENTS = Duration.ofSeconds(5);

    /** How long a partition that does not move is waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Stands for all partitions while nobody has told which there are. */
    public static final int UNKNOWN = -1;

    private final IntConsumer passedOverNow;
    private final TreeSet<Turn> waiting = new TreeSet<>();
    private final Map<Integer, Integer> waitingOf = new HashMap<>();
    private final Map<Integer, Long> newest = new HashMap<>();
    private Map<Integer, Progress> told = Map.of();
    private final Map<Integer, Long> awaitedSince = new HashMap<>();
    private final Set<Integer> passedOver = new HashSet<>();

    /** Until it is known that nothing is late, it may be. */
    private boolean live;

    /**
     * Nobody waits yet.
     *
     * @param passedOverNow hears of each partition that was waited for in vain and from now on is not, until it moves
     */
    public Turns(IntConsumer passedOverNow) {
        this.passedOverNow = passedOverNow;
    }

    /** Takes up the newest time of a partition, to go on after an interruption. */
    public void restore(int partition, long time) {
        newest.put(partition, time);
    }

    /**
     * The turn of the next report of a partition.
     *
     * @param timestamp of its record, milliseconds since 1970
     * @param now by the clock, milliseconds since 1970
     */
    public Turn of(int partition, long timestamp, long offset, long now) {
        long time = newest.merge(partition, timestamp, Math::max);
        moved(partition);
        live &= time >= now - MOMENTS.toMillis();
        return new Turn(time, partition, offset);
    }

    /** The turn of what has no time of its own: after all that came of its partition. */
    public Turn after(int partition, long offset) {
        return new Turn(newest(partition), partition, offset);
    }

    /** Whether a report that comes now goes at once. */
    public boolean isLive() {
        return live && waiting.isEmpty();
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Waits for its turn. */
    public void join(Turn turn) {
        if (waiting.add(turn)) {
            waitingOf.merge(turn.partition(), 1, Integer::sum);
        }
    }

    /** Hears how far the partitions are. */
    public void tell(Map<Integer, Progress> progress) {
        if (progress.equals(told)) {
            return;
        }
        progress.forEach((partition, now) -> {
            if (!now.equals(told.get(partition))) {
                moved(partition);
            }
        });
        if (!progress.isEmpty()) {
            moved(UNKNOWN);
        }
        told = progress;
    }

    /**
     * Whose turn it is, which waits no longer; empty if nobody waits, or a partition is waited for.
     *
     * @param now by the clock, milliseconds since 1970
     */
    public Optional<Turn> next(long now) {
        if (waiting.isEmpty()) {
            awaitedSince.clear();
            return Optional.empty();
        }
        live |= isUpToDate(now);
        Turn first = waiting.getFirst();
        if (!live && mustWait(first, now)) {
            return Optional.empty();
        }
        waiting.removeFirst();
        waitingOf.merge(first.partition(), -1, Integer::sum);
        return Optional.of(first);
    }

    private void moved(int partition) {
        awaitedSince.remove(partition);
        passedOver.remove(partition);
    }

    private long newest(int partition) {
        return newest.getOrDefault(partition, 0L);
    }

    private long readAt(int partition) {
        Progress progress = told.get(partition);
        return progress == null ? 0 : progress.readAt();
    }

    private Set<Integer> partitions() {
        Set<Integer> partitions = new TreeSet<>(newest.keySet());
        partitions.addAll(told.keySet());
        if (told.isEmpty()) {
            partitions.add(UNKNOWN);
        }
        return partitions;
    }

    private boolean isUpToDate(long now) {
        return partitions().stream()
                .filter(partition -> !passedOver.contains(partition))
                .allMatch(partition -> Math.max(newest(partition), readAt(partition)) >= now - MOMENTS.toMillis());
    }

    private boolean mustWait(Turn first, long now) {
        boolean wait = false;
        for (int partition : partitions()) {
            if (!passedOver.contains(partition) && mayPrecede(partition, first)) {
                Long since = awaitedSince.putIfAbsent(partition, now);
                if (since == null || now - since < PATIENCE.toMillis()) {
                    wait = true;
                } else {
                    passedOver.add(partition);
                    passedOverNow.accept(partition);
                }
            }
        }
        return wait;
    }

    /** Whether a report may still come of the partition whose turn is before that of the first of those that wait. */
    private boolean mayPrecede(int partition, Turn first) {
        if (waitingOf.getOrDefault(partition, 0) > 0) {
            return false;
        }
        long earliest = Math.max(newest(partition), readAt(partition) - MOMENTS.toMillis());
        return earliest < first.time() || earliest == first.time() && partition < first.partition();
    }
}
