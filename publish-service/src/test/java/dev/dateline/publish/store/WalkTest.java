package dev.dateline.publish.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.publish.store.Partitions.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static final List<Stretch> NEWEST_FIRST =
            List.of(new Stretch(99_000, 100_000), new Stretch(0, 99_000), new Stretch(-100_000, 0));

    @Test
    void itEndsWhereThereIsEnough() {
        assertThat(gone(NEWEST_FIRST, true, Walk.Kind.WORDS, 50, 0.5)).containsExactly(new Stretch(99_000, 100_000));
    }

    @Test
    void whatIsRareIsLeftToTheIndex() {
        assertThat(gone(NEWEST_FIRST, true, Walk.Kind.WORDS, 50, 0.001))
                .startsWith(new Stretch(99_000, 100_000), new Stretch(0, 99_000, false));
    }

    @Test
    void whatNothingHasIsLeftToTheIndex() {
        assertThat(gone(NEWEST_FIRST, true, Walk.Kind.PHRASE, 50, 0)).containsExactlyElementsOf(NEWEST_FIRST);
    }

    @Test
    void ofWhatManyHaveAsMoreAreLookedAtAsAreLikelyToDo() {
        assertThat(gone(NEWEST_FIRST, true, Walk.Kind.WORDS, 1_000, 0.75))
                .containsExactly(new Stretch(99_000, 100_000), new Stretch(98_600, 99_000, true));
    }

    @Test
    void aPhraseIsLookedForLonger() {
        assertThat(gone(NEWEST_FIRST, true, Walk.Kind.WORDS, 50, 0.01)).contains(new Stretch(0, 99_000, false));
        assertThat(gone(NEWEST_FIRST, true, Walk.Kind.PHRASE, 50, 0.01))
                .containsExactly(new Stretch(99_000, 100_000), new Stretch(94_200, 99_000, true));
    }

    @Test
    void keysAreLeftToPostgres() {
        assertThat(gone(NEWEST_FIRST, true, Walk.Kind.KEYS, 1_000, 0.75))
                .containsExactly(new Stretch(99_000, 100_000), new Stretch(0, 99_000, false));
    }

    @Test
    void oldestFirstIsCutFromTheOtherEnd() {
        List<Stretch> oldestFirst = List.of(new Stretch(0, 1_000), new Stretch(1_000, 100_000));
        assertThat(gone(oldestFirst, false, Walk.Kind.WORDS, 1_000, 0.75))
                .containsExactly(new Stretch(0, 1_000), new Stretch(1_000, 1_400, true));
    }

    /** The stretches that are gone through where a share of the articles has what is looked for. */
    private static List<Stretch> gone(
            List<Stretch> stretches, boolean newestFirst, Walk.Kind kind, int wanted, double share) {
        List<Stretch> gone = new ArrayList<>();
        new Walk(stretches, newestFirst, kind).until(wanted, (stretch, missing) -> {
            gone.add(stretch);
            return (int) Math.min(missing, Math.round(share * (stretch.to() - stretch.from())));
        });
        return gone;
    }
}
