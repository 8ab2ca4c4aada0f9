package dev.dateline.analysis.entities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordProfileTest {

    @Test
    void aProfileTellsHowMuchOfAWordsUseIsInEachRole() {
        int profile = WordProfile.pack(new int[] {0, 90, 9, 1, 0});

        assertThat(WordProfile.share(profile, 0)).isZero();
        assertThat(WordProfile.share(profile, 1)).isEqualTo(3);
        assertThat(WordProfile.share(profile, 2)).isEqualTo(1);
        assertThat(WordProfile.main(profile)).isEqualTo(1 + 8 + 3);
    }

    @Test
    void aWordSeenOnceSaysNothing() {
        assertThat(WordProfile.pack(new int[] {1, 0, 0, 0, 0})).isZero();
        assertThat(WordProfile.main(0)).isZero();
    }
}
