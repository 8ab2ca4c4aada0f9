package dev.dateline.enrich.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.order.ReadingProgress.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final long LATE = NOW - 3_600_000;
    private static final long MOMENTS = Turns.MOMENTS.toMillis();
    private static final long PATIENCE = Turns.PATIENCE.toMillis();

    private final List<Integer> passedOver = new ArrayList<>();
    private final Turns turns = new Turns(passedOver::add);
    private long offset;

    /** A report of the log: where it was read and the time it bears. */
    private record Logged(int partition, long timestamp, int number) {}

    private Turn come(int partition, long timestamp) {
        Turn turn = turns.of(partition, timestamp, offset++, NOW);
        turns.join(turn);
        return turn;
    }

    private static Progress readAt(long time) {
        return new Progress(0, time);
    }

    private List<Turn> go() {
        return go(NOW);
    }

    private List<Turn> go(long now) {
        List<Turn> gone = new ArrayList<>();
        for (Optional<Turn> next = turns.next(now); next.isPresent(); next = turns.next(now)) {
            gone.add(next.get());
        }
        return gone;
    }

    @Test
    void anyInterleavingOfThePartitionsGivesTheSameOrder() {
        for (int seed = 0; seed < 300; seed++) {
            List<List<Logged>> log = log(new Random(seed));
            List<Logged> expected = order(log, new Random(0), false);

            assertThat(expected).hasSize(log.stream().mapToInt(List::size).sum());
            for (int reading = 1; reading < 6; reading++) {
                assertThat(order(log, new Random(seed * 31L + reading), reading % 2 == 0))
                        .isEqualTo(expected);
            }
        }
    }

    /** Partitions of different lengths, some without anything; times that go back at places, and equal ones. */
    private static List<List<Logged>> log(Random random) {
        List<List<Logged>> log = new ArrayList<>();
        int partitions = 1 + random.nextInt(6);
        for (int partition = 0; partition < partitions; partition++) {
            int of = partition;
            int length = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
            int apart = 1 + random.nextInt(20);
            log.add(IntStream.range(0, length)
                    .mapToObj(i -> new Logged(of, LATE + (long) apart * i - random.nextInt(30), i))
                    .toList());
        }
        return log;
    }

    /** One reading of the log, in which partitions get on as chance has it, and may be told to be at their end. */
    private static List<Logged> order(List<List<Logged>> log, Random random, boolean restarts) {
        Turns turns = new Turns(partition -> {
            throw new AssertionError("nobody is passed over");
        });
        List<Deque<Logged>> left =
                log.stream().<Deque<Logged>>map(ArrayDeque::new).toList();
        Map<Long, Logged> waiting = new HashMap<>();
        Map<Long, Turn> kept = new HashMap<>();
        Map<Integer, Long> times = new HashMap<>();
        List<Logged> order = new ArrayList<>();
        long offset = 0;
        while (order.size() < log.stream().mapToInt(List::size).sum()) {
            Deque<Logged> from = left.get(random.nextInt(left.size()));
            for (int some = random.nextInt(8); some > 0 && !from.isEmpty(); some--) {
                Logged next = from.removeFirst();
                // Transactions take offsets too.
                offset += 1 + random.nextInt(2);
                Turn turn = turns.of(next.partition(), next.timestamp(), offset, NOW);
                assertThat(turns.isLive()).isFalse();
                turns.join(turn);
                waiting.put(offset, next);
                kept.put(offset, turn);
                times.put(next.partition(), turn.time());
            }
            if (random.nextInt(3) == 0) {
                Map<Integer, Progress> progress = new HashMap<>();
                for (int partition = 0; partition < left.size(); partition++) {
                    progress.put(partition, readAt(left.get(partition).isEmpty() ? NOW - 60_000 : 0));
                }
                turns.tell(progress);
            }
            for (Optional<Turn> next = turns.next(NOW); next.isPresent(); next = turns.next(NOW)) {
                order.add(waiting.remove(next.get().offset()));
                kept.remove(next.get().offset());
            }
            if (restarts && random.nextInt(5) == 0) {
                turns = new Turns(partition -> {});
                times.forEach(turns::restore);
                kept.values().forEach(turns::join);
            }
        }
        return order;
    }

    @Test
    void theOrderIsThatOfTimeThenOfPartition() {
        turns.tell(Map.of(0, readAt(0), 1, readAt(0)));
        Turn third = come(1, LATE + 2);
        Turn fourth = come(1, LATE + 3);
        Turn first = come(0, LATE + 1);
        Turn second = come(0, LATE + 2);

        assertThat(go()).containsExactly(first, second);
        come(0, LATE + 9);
        assertThat(go()).containsExactly(third, fourth);
        assertThat(turns.waiting()).as("another of partition 1 may be earlier").isOne();
    }

    @Test
    void aPartitionKeepsItsOrderWhereItsTimesGoBack() {
        turns.tell(Map.of(0, readAt(0), 1, readAt(NOW - 60_000)));
        List<Turn> ofZero = List.of(come(0, LATE + 50), come(0, LATE + 10), come(0, LATE + 60));
        assertThat(ofZero).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(go()).isEqualTo(ofZero);
    }

    @Test
    void nothingGoesBeforeItIsKnownWhichPartitionsThereAre() {
        come(0, LATE);
        assertThat(go()).isEmpty();
        turns.tell(Map.of(0, readAt(0)));
        assertThat(go()).hasSize(1);
    }

    @Test
    void whileAllIsReadAsItIsWrittenNobodyWaitsAndWhatIsLateEndsThat() {
        assertThat(turns.isLive())
                .as("it may be late until the contrary is known")
                .isFalse();
        come(0, NOW - 100);
        turns.tell(Map.of(0, readAt(NOW - 300), 1, readAt(NOW - 300)));
        assertThat(go()).hasSize(1);

        turns.of(1, NOW - MOMENTS, offset++, NOW);
        assertThat(turns.isLive()).isTrue();
        turns.of(0, NOW - MOMENTS - 1, offset++, NOW);
        assertThat(turns.isLive()).as("its partition's newest time is younger").isTrue();
        turns.of(2, NOW - MOMENTS - 1, offset++, NOW);
        assertThat(turns.isLive()).isFalse();
    }

    @Test
    void whatIsYoungWaitsForAPartitionThatIsLate() {
        turns.tell(Map.of(0, readAt(NOW), 1, readAt(0)));
        Turn young = come(0, NOW - 10);
        Turn late = come(1, LATE);

        assertThat(go()).containsExactly(late);
        turns.tell(Map.of(0, readAt(NOW), 1, readAt(NOW)));
        assertThat(go()).containsExactly(young);
        assertThat(turns.isLive()).isTrue();
    }

    @Test
    void whatHasNoTimeOfItsOwnComesAfterAllOfItsPartition() {
        turns.tell(Map.of(0, readAt(0), 1, readAt(0)));
        Turn first = come(0, LATE + 5);
        Turn end = turns.after(0, offset++);
        turns.join(end);
        Turn next = come(0, LATE + 5);
        come(1, LATE + 6);

        assertThat(go()).containsExactly(first, end, next);
    }

    @Test
    void aPartitionThatDoesNotMoveIsNoLongerWaitedForAfterAMinute() {
        turns.tell(Map.of(0, new Progress(7, 0), 1, new Progress(7, 0)));
        Turn turn = come(0, LATE);
        assertThat(go(NOW)).isEmpty();
        assertThat(go(NOW + PATIENCE - 1)).isEmpty();
        turns.tell(Map.of(0, new Progress(7, 0), 1, new Progress(8, 0)));
        assertThat(go(NOW + PATIENCE)).as("it moves").isEmpty();
        assertThat(go(NOW + 2 * PATIENCE - 1)).isEmpty();
        assertThat(passedOver).isEmpty();

        assertThat(go(NOW + 2 * PATIENCE)).containsExactly(turn);
        assertThat(passedOver).containsExactly(1);
        Turn next = come(0, LATE + 1);
        assertThat(go(NOW + 2 * PATIENCE + 1)).containsExactly(next);

        Turn late = come(1, LATE - 5);
        come(0, LATE + 2);
        assertThat(go(NOW + 2 * PATIENCE + 2)).as("waited for again").containsExactly(late);
        assertThat(passedOver).hasSize(1);
    }

    @Test
    void whereNobodyTellsHowFarTheyAreTheyAreWaitedForAMinuteToo() {
        Turn turn = come(0, LATE);
        assertThat(go(NOW)).isEmpty();

        assertThat(go(NOW + PATIENCE)).containsExactly(turn);
        assertThat(passedOver).containsExactly(Turns.UNKNOWN);
    }
}
