package dev.dateline.publish.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.publish.store.Partitions.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static final Stretch NEWEST = Stretch.of(100_000, 200_000, 0, Long.MAX_VALUE);
    private static final Stretch OLDER = Stretch.of(0, 100_000, 0, Long.MAX_VALUE);
    private static final List<Stretch> NEWEST_FIRST = List.of(NEWEST, OLDER);

    @Test
    void itBeginsWithAFewAndEndsWhereThereIsEnough() {
        assertThat(gone(NEWEST_FIRST, true, 50, 0.5))
                .containsExactly(new Stretch(100_000, 200_000, 199_000, 200_000, true));
    }

    @Test
    void ofWhatManyHaveAsMoreAreSearchedAsAreLikelyToDo() {
        assertThat(gone(NEWEST_FIRST, true, 1_000, 0.1))
                .containsExactly(
                        new Stretch(100_000, 200_000, 199_000, 200_000, true),
                        new Stretch(100_000, 200_000, 188_200, 199_000, true));
    }

    @Test
    void whatIsRareIsSearchedInTheWholeRest() {
        assertThat(gone(NEWEST_FIRST, true, 50, 0.001))
                .containsExactly(
                        new Stretch(100_000, 200_000, 199_000, 200_000, true),
                        new Stretch(100_000, 200_000, 100_000, 199_000, false));
    }

    @Test
    void whatNothingHasIsSearchedEverywhere() {
        assertThat(gone(NEWEST_FIRST, true, 50, 0))
                .containsExactly(
                        new Stretch(100_000, 200_000, 199_000, 200_000, true),
                        new Stretch(100_000, 200_000, 100_000, 199_000, false),
                        OLDER);
    }

    @Test
    void howManyMatchIsNotToldByTheFewOfANewPartition() {
        Stretch few = Stretch.of(200_000, 200_010, 0, Long.MAX_VALUE);
        assertThat(gone(List.of(few, NEWEST, OLDER), true, 50, 0.1))
                .containsExactly(few, new Stretch(100_000, 200_000, 199_000, 200_000, true));
    }

    @Test
    void oldestFirstIsCutFromTheOtherEnd() {
        assertThat(gone(List.of(OLDER, NEWEST), false, 1_000, 0.1))
                .containsExactly(new Stretch(0, 100_000, 0, 1_000, true), new Stretch(0, 100_000, 1_000, 11_800, true));
    }

    @Test
    void betweenCursorsAPartitionIsSearchedByItsBlocks() {
        assertThat(Stretch.of(0, 100_000, 5_000, 7_000)).isEqualTo(new Stretch(0, 100_000, 5_000, 7_000, true));
        assertThat(Stretch.of(0, 100_000, 5_000, Long.MAX_VALUE))
                .isEqualTo(new Stretch(0, 100_000, 5_000, 100_000, false));
    }

    @Test
    void blocksAreThoseThatAreTouched() {
        assertThat(new Stretch(0, 100_000, 1_023, 2_049, true).blocks()).containsExactly(0L, 1L, 2L);
        assertThat(new Stretch(0, 100_000, 1_024, 2_048, true).blocks()).containsExactly(1L);
    }

    /** The stretches that are gone through where a share of the articles has what is looked for. */
    private static List<Stretch> gone(List<Stretch> stretches, boolean newestFirst, int wanted, double share) {
        List<Stretch> gone = new ArrayList<>();
        new Walk(stretches, newestFirst).until(wanted, (stretch, missing) -> {
            gone.add(stretch);
            return (int) Math.min(missing, Math.round(share * stretch.length()));
        });
        return gone;
    }
}
