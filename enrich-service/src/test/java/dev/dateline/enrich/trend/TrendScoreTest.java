package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TrendScoreTest {

    @Test
    void whatIsExpectedIsTheMeanOfTheDaysBeforeScaledByTheVolume() {
        double[] before = new double[TrendScore.DAYS];
        Arrays.fill(before, 2);

        assertThat(TrendScore.expected(before, 2800, 100)).isEqualTo((28 * 2 + 0.5) / 29);
        assertThat(TrendScore.expected(before, 2800, 200)).isEqualTo((28 * 4 + 0.5) / 29);
        assertThat(TrendScore.expected(new double[0], 0, 100)).isEqualTo(0.5);
    }

    @Test
    void theScoreIsTheSignedRootOfThePoissonDeviance() {
        assertThat(TrendScore.rise(10, 2, 1)).isCloseTo(4.02352, within(0.0001));
        assertThat(TrendScore.rise(10, 2, 4)).isCloseTo(4.02352 / 2, within(0.0001));
        assertThat(TrendScore.rise(2, 2, 1)).isZero();
        assertThat(TrendScore.rise(1, 2, 1)).isZero();
    }

    @Test
    void aFeedThatGivesNothingFallsShort() {
        assertThat(TrendScore.shortfall(0, 8, 1)).isEqualTo(4);
        assertThat(TrendScore.shortfall(9, 8, 1)).isZero();
    }

    @Test
    void dispersionIsVarianceOverMeanAndOneAtLeast() {
        assertThat(TrendScore.dispersion(new double[] {0, 10})).isEqualTo(10);
        assertThat(TrendScore.dispersion(new double[] {5, 5, 5})).isEqualTo(1);
        assertThat(TrendScore.dispersion(new double[] {0, 0, 0})).isEqualTo(1);
    }

    /** By the tables of the chi-squared distribution: its quantiles of 0.05 are 16.151 at 27 degrees and 1.635 at 6. */
    @Test
    void theFewerDaysAreKnownTheWiderCountsMaySpread() {
        assertThat(TrendScore.doubt(28)).isCloseTo(27 / 16.151, within(0.005));
        assertThat(TrendScore.doubt(7)).isCloseTo(6 / 1.635, within(0.05));
    }

    @Test
    void theGateAsksForUnitsFamiliesAndScore() {
        assertThat(TrendScore.passes(TrendWindow.HOUR, 5, 3, 3)).isTrue();
        assertThat(TrendScore.passes(TrendWindow.HOUR, 4, 3, 9)).isFalse();
        assertThat(TrendScore.passes(TrendWindow.HOUR, 5, 2, 9)).isFalse();
        assertThat(TrendScore.passes(TrendWindow.HOUR, 5, 3, 2.99)).isFalse();
        assertThat(TrendScore.passes(TrendWindow.DAY, 11, 3, 9)).isFalse();
    }
}
