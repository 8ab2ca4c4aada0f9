package dev.dateline.enrich.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.order.ReadingProgress.Progress;
import dev.dateline.enrich.order.ReadingRounds.Round;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadingRoundsTest {

    private final ReadingRounds rounds = new ReadingRounds();

    private Progress after(long at, long read, long end, long reportsRead, long reportsEnd) {
        Map<Integer, Progress> partitions =
                rounds.after(new Round(at, Map.of(0, new ReadingRounds.Where(end, read)), reportsRead, reportsEnd));
        return Objects.requireNonNull(partitions.get(0));
    }

    @Test
    void aPartitionThatIsReadToItsEndCountsOnceTheReportsHaveArrived() {
        assertThat(after(1_000, 10, 10, 40, 50)).isEqualTo(new Progress(10, 0));
        assertThat(after(1_200, 10, 10, 49, 55)).isEqualTo(new Progress(10, 0));
        assertThat(after(1_400, 10, 10, 50, 60))
                .as("of what was read by the first round, all has arrived")
                .isEqualTo(new Progress(10, 1_000));
        assertThat(after(1_600, 10, 10, 59, 60)).isEqualTo(new Progress(10, 1_000));
        assertThat(after(1_800, 10, 10, 60, 60)).isEqualTo(new Progress(10, 1_400));
    }

    @Test
    void aPartitionThatIsWrittenToAllTheWhileIsReadToWhereItsEndWas() {
        assertThat(after(1_000, 5, 10, 50, 50)).isEqualTo(new Progress(5, 0));
        assertThat(after(1_200, 9, 20, 50, 50)).isEqualTo(new Progress(9, 0));
        assertThat(after(1_400, 10, 30, 50, 50)).isEqualTo(new Progress(10, 0));
        assertThat(after(1_600, 11, 40, 50, 50))
                .as("the end of the first round; that of the round in which it was reached comes next")
                .isEqualTo(new Progress(11, 1_000));
        assertThat(after(1_800, 30, 50, 50, 50).readAt()).isEqualTo(1_000);
        assertThat(after(2_000, 31, 60, 50, 50).readAt()).isEqualTo(1_400);
    }

    @Test
    void aBacklogIsNotReadBeforeAllOfItIs() {
        assertThat(after(1_000, 0, 1_000, 0, 0).readAt()).isZero();
        assertThat(after(1_200, 999, 1_000, 9, 9).readAt()).isZero();
        assertThat(after(1_400, 1_000, 1_000, 9, 9).readAt()).isZero();
        assertThat(after(1_600, 1_000, 1_000, 9, 9).readAt()).isEqualTo(1_400);
    }

    @Test
    void aPartitionWithoutAnythingIsReadToItsEnd() {
        after(1_000, 0, 0, 0, 0);
        assertThat(after(1_200, 0, 0, 0, 0)).isEqualTo(new Progress(0, 1_000));
    }
}
