package dev.dateline.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TrendsBenchmarkTest {

    private static final int ENTITIES = 300;

    /** trend/v1, three times the mean, that gated, three standard deviations, those gated. */
    private static final int OURS = 0;

    private static final int TRIPLE = 1;

    @Test
    void theSameSeedGivesTheSameAlarmsAndNewsWithoutEventsRaiseFew() {
        double[][] alarms = TrendsBenchmark.falseAlarms(3, ENTITIES);

        assertThat(TrendsBenchmark.falseAlarms(3, ENTITIES)).isDeepEqualTo(alarms);
        for (int window = 0; window < alarms[OURS].length; window++) {
            assertThat(alarms[OURS][window]).isLessThan(2);
        }
        assertThat(alarms[TRIPLE][0]).isGreaterThan(10 * alarms[OURS][0]);
    }

    @Test
    void entitiesAreNamedByZipfAndSpreadWiderThanByChance() {
        SimulatedNews news = new SimulatedNews(5, ENTITIES);
        int hours = 24 * 400;
        double sum = 0;
        double squares = 0;
        for (int hour = 0; hour < hours; hour += 24) {
            int units = news.hour(9, hour);
            sum += units;
            squares += (double) units * units;
        }
        double mean = sum / (hours / 24);
        double variance = squares / (hours / 24) - mean * mean;

        assertThat(news.rate(0) / news.rate(9)).isCloseTo(10, within(1e-9));
        assertThat(mean).isBetween(0.9 * news.rate(9), 1.1 * news.rate(9));
        assertThat(variance).isGreaterThan(3 * mean);
    }
}
