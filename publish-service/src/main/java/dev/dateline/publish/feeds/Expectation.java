package dev.dateline.publish.feeds;

import java.util.List;
import java.util.Optional;

/**
 * What a feed is expected to give within an hour, by the same hour of the days before.
 *
 * @param expected the mean of those hours
 * @param spread one standard deviation: of those hours, or of a Poisson process where that is more
 */
record Expectation(double expected, double spread) {

    /** So many standard deviations below what is expected, a feed is silent. */
    private static final double SILENT = 3;

    /** One day tells nothing of how days differ. */
    private static final int FEWEST_DAYS = 2;

    /** What hours before let expect; nothing where they are too few. */
    static Optional<Expectation> of(List<Long> hoursBefore) {
        if (hoursBefore.size() < FEWEST_DAYS) {
            return Optional.empty();
        }
        double mean = hoursBefore.stream().mapToLong(Long::longValue).average().orElse(0);
        double variance = hoursBefore.stream()
                        .mapToDouble(hour -> (hour - mean) * (hour - mean))
                        .sum()
                / (hoursBefore.size() - 1);
        return Optional.of(new Expectation(mean, Math.sqrt(Math.max(variance, mean))));
    }

    /** Whether so few are far less than expected. */
    boolean isSilence(long got) {
        return spread > 0 && (expected - got) / spread >= SILENT;
    }

    /** In words, such as: expected 42 ± 9 this hour, got 3. */
    String says(long got) {
        return "expected " + Math.round(expected) + " ± " + Math.round(spread) + " this hour, got " + got;
    }
}
