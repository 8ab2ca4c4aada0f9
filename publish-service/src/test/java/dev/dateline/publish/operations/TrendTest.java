package dev.dateline.publish.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is remembered from one look to the next. */
class TrendTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final TopicPartition PLACE = new TopicPartition("news.raw", 0);

    @Test
    void aStepHasItsWorstAndOneWithoutAReadingHasNone() {
        Trend trend = new Trend();
        trend.add(NOW.minusSeconds(10), new Lag(3, 2.0, null), 1.0);
        trend.add(NOW.minusSeconds(8), new Lag(9, 1.0, null), null);
        trend.add(NOW, Lag.unknown(0, "the broker is away"), null);

        assertThat(trend.last(3, NOW))
                .containsExactly(new Trend.Point(9, 2.0, 1.0), null, new Trend.Point(0, null, null));
    }

    @Test
    void aTrendHasAnEndHoweverLongItIsWatched() {
        Trend trend = new Trend();
        for (int i = 0; i < 5_000; i++) {
            trend.add(NOW.plusSeconds(5L * i), new Lag(i, 0.0, null), null);
        }
        Instant last = NOW.plusSeconds(5L * 4_999);

        assertThat(trend.last(Trend.STEPS, last))
                .doesNotContainNull()
                .last()
                .extracting(Trend.Point::records)
                .isEqualTo(4_999L);
        assertThat(trend.before(last, Duration.ofSeconds(5L * Trend.STEPS))).isNull();
    }

    @Test
    void aRateIsOverTheLastHalfMinuteAndNoneIsTooShortToTell() {
        Rate rate = new Rate();
        rate.add(NOW, 0);
        rate.add(NOW.plusSeconds(2), 100);
        assertThat(rate.perSecond()).isNull();
        rate.add(NOW.plusSeconds(10), 100);
        assertThat(rate.perSecond()).isEqualTo(10.0);
        rate.add(NOW.plusSeconds(40), 400);
        assertThat(rate.perSecond()).isEqualTo(10.0);
        rate.add(NOW.plusSeconds(42), 0);
        assertThat(rate.perSecond()).as("a topic that was made anew").isNull();
    }

    @Test
    void theLastReadingWithoutARecordIsKnownAsLongAsItIsKept() {
        EndOffsets ends = new EndOffsets(3);
        ends.add(NOW, Map.of(PLACE, 5L));
        ends.add(NOW.plusSeconds(2), Map.of(PLACE, 5L));
        ends.add(NOW.plusSeconds(4), Map.of(PLACE, 9L));

        assertThat(ends.lastWithout(PLACE, 5)).isEqualTo(NOW.plusSeconds(2));
        assertThat(ends.lastWithout(PLACE, 9)).isEqualTo(NOW.plusSeconds(4));
        assertThat(ends.lastWithout(PLACE, 4)).isNull();
        ends.add(NOW.plusSeconds(6), Map.of(PLACE, 9L));
        ends.add(NOW.plusSeconds(8), Map.of(PLACE, 9L));
        assertThat(ends.lastWithout(PLACE, 5)).as("no more kept").isNull();
        ends.add(NOW.plusSeconds(10), Map.of());
        assertThat(ends.lastWithout(PLACE, 9)).as("the topic is gone").isNull();
    }
}
