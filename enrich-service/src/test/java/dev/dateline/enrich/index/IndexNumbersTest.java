package dev.dateline.enrich.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dateline.schemas.FlashpointHour;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.FlashpointLevel;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndexNumbersTest {

    private static final Instant HOUR = Instant.parse("2026-03-20T12:00:00Z");

    /** Values of the score interval as worked out by hand for a count of n. */
    @ParameterizedTest
    @CsvSource({"0, 10, 0.0, 0.2775", "5, 10, 0.2366, 0.7634", "10, 10, 0.7225, 1.0", "81, 263, 0.2553, 0.3662"})
    void aShareHasTheIntervalOfWilson(long count, long n, double low, double high) {
        IndexNumbers.Interval interval = IndexNumbers.wilson(count, n);

        assertThat(interval.low()).isCloseTo(low, within(0.0005));
        assertThat(interval.high()).isCloseTo(high, within(0.0005));
    }

    @Test
    void underSevenDaysNothingIsSaidOfTheChange() {
        FlashpointIndex index = index(40, 9, Collections.nCopies(6, 2L), 1);

        assertThat(index.getLevel()).isEqualTo(FlashpointLevel.UNKNOWN);
        assertThat(index.getReason()).contains("6 of 7 days");
        assertThat(index.getChange()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "12, 6, 3, 28, 1.0, ABOVE",
        "12, 2, 3, 28, 1.0, UNKNOWN",
        "4, 3, 3, 28, 1.0, USUAL",
        "0, 0, 12, 28, 1.0, BELOW",
        "0, 0, 0, 28, 1.0, UNKNOWN",
        "1, 1, 3, 28, 0.1, UNKNOWN",
        "6, 4, 3, 28, 0.5, ABOVE"
    })
    void theLevelFollowsFromTheIntervalAndTheSources(
            long articles, int sources, long usual, int days, double elapsed, FlashpointLevel level) {
        FlashpointIndex index = index(articles, sources, Collections.nCopies(days, usual), elapsed);

        assertThat(index.getLevel()).as(index.getReason()).isEqualTo(level);
        assertThat(index.getChange().orElseThrow())
                .isBetween(
                        index.getChangeLow().orElseThrow(),
                        index.getChangeHigh().orElseThrow());
    }

    @Test
    void daysThatDifferMuchMakeTheIntervalWider() {
        List<Long> even = Collections.nCopies(28, 3L);
        List<Long> bursts =
                IntStream.range(0, 28).mapToObj(i -> i % 7 == 0 ? 21L : 0L).toList();

        assertThat(IndexNumbers.dispersion(even)).isEqualTo(1);
        assertThat(IndexNumbers.dispersion(bursts)).isGreaterThan(10);
        assertThat(index(12, 6, bursts, 1).getLevel()).isNotEqualTo(FlashpointLevel.ABOVE);
    }

    private static FlashpointIndex index(long articles, int sources, List<Long> before, double elapsed) {
        FlashpointHour hour = FlashpointHour.newBuilder(Hours.empty("x", "X", HOUR))
                .setArticles(articles)
                .setFamilies(
                        IntStream.range(0, sources).mapToObj(i -> "family-" + i).toList())
                .build();
        return IndexNumbers.index(hour, before, elapsed, HOUR.plusSeconds(3_600));
    }
}
