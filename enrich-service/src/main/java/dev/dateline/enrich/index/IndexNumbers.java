package dev.dateline.enrich.index;

import dev.dateline.schemas.FlashpointHour;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.FlashpointLevel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The arithmetic of the index; pure functions.
 *
 * <p>The share of conflict among articles that speak of conflict or of talks has the score interval of Wilson (1927, JASA 22,
 * 209-212), at 95 %.
 *
 * <p>The change compares the articles k of the hour with the same hours of n days before, B articles in all. Expected is e = t
 * B / n, where t is the part of the hour that has passed. The change is (k + 0.5) / (e + 0.5); its interval is that of the
 * logarithm of a ratio of two Poisson rates with 0.5 added to each count (Price and Bonett 2000, Computational Statistics and
 * Data Analysis 34, 345-356), its standard error sqrt(f (1 / (k + 0.5) + 1 / (B + 0.5))). News come in bursts, so the variance
 * is larger than that of a Poisson count by f = max(1, variance / mean) of the days' counts (quasi-Poisson: McCullagh and
 * Nelder 1989, section 6.2).
 */
final class IndexNumbers {

    static final String DEFINITION = "flashpoint-index/v1";

    /** Days that are compared with at most. */
    static final int DAYS = 28;

    private static final int LEAST_DAYS = 7;
    private static final int LEAST_SOURCES = 3;
    private static final int LEAST_OF_EITHER = 5;
    private static final double LEAST_ELAPSED = 0.25;

    /** An interval whose upper end is more than so many times its lower end says nothing. */
    private static final double WIDEST = 10;

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959964;

    private IndexNumbers() {}

    /** Two ends. */
    record Interval(double low, double high) {}

    /**
     * The index of an hour.
     *
     * @param before articles in the same hours of the days before that are known, 28 at most
     * @param elapsed how much of the hour has passed, 0..1
     */
    static FlashpointIndex index(FlashpointHour hour, List<Long> before, double elapsed, Instant computed) {
        FlashpointIndex.Builder index = FlashpointIndex.newBuilder()
                .setFlashpoint(hour.getFlashpoint())
                .setName(hour.getName())
                .setHour(hour.getHour())
                .setComputed(computed)
                .setElapsed(elapsed)
                .setDefinition(DEFINITION)
                .setArticles(hour.getArticles())
                .setCopies(hour.getCopies())
                .setSources(hour.getFamilies().size())
                .setConflict(hour.getConflict())
                .setTalks(hour.getTalks())
                .setBaselineDays(before.size())
                .setEvidence(hour.getEvidence());
        long either = hour.getConflict() + hour.getTalks();
        if (either >= LEAST_OF_EITHER) {
            Interval share = wilson(hour.getConflict(), either);
            index.setConflictShare((double) hour.getConflict() / either)
                    .setConflictShareLow(share.low())
                    .setConflictShareHigh(share.high());
        }
        if (before.size() < LEAST_DAYS) {
            return index.setLevel(FlashpointLevel.UNKNOWN)
                    .setReason("not enough evidence: " + before.size() + " of " + LEAST_DAYS
                            + " days to compare with are known")
                    .build();
        }
        long all = before.stream().mapToLong(Long::longValue).sum();
        double expected = elapsed * all / before.size();
        double change = (hour.getArticles() + 0.5) / (expected + 0.5);
        Interval interval = ratio(change, hour.getArticles(), all, dispersion(before));
        index.setExpected(expected)
                .setChange(change)
                .setChangeLow(interval.low())
                .setChangeHigh(interval.high());
        judge(index, hour, interval, elapsed);
        return index.build();
    }

    private static void judge(FlashpointIndex.Builder index, FlashpointHour hour, Interval change, double elapsed) {
        int sources = hour.getFamilies().size();
        if (elapsed < LEAST_ELAPSED) {
            say(index, FlashpointLevel.UNKNOWN, "not enough evidence: the hour has only begun");
        } else if (change.low() > 1 && sources < LEAST_SOURCES) {
            say(
                    index,
                    FlashpointLevel.UNKNOWN,
                    "not enough evidence: more than usual, but of " + sources + " independent sources where "
                            + LEAST_SOURCES + " are needed");
        } else if (change.low() > 1) {
            say(index, FlashpointLevel.ABOVE, "more than usual: at least " + times(change.low()) + " as many");
        } else if (change.high() < 1) {
            say(index, FlashpointLevel.BELOW, "less than usual: at most " + times(change.high()) + " as many");
        } else if (change.high() / change.low() > WIDEST) {
            say(index, FlashpointLevel.UNKNOWN, "not enough evidence: too few articles to tell more from less");
        } else {
            say(index, FlashpointLevel.USUAL, "as usual, as far as chance explains");
        }
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, "%.1f times", factor);
    }

    private static void say(FlashpointIndex.Builder index, FlashpointLevel level, String reason) {
        index.setLevel(level).setReason(reason);
    }

    /** The score interval of a share of n. */
    static Interval wilson(long count, long n) {
        double share = (double) count / n;
        double square = Z * Z;
        double centre = share + square / (2 * n);
        double half = Z * Math.sqrt(share * (1 - share) / n + square / (4.0 * n * n));
        double scale = 1 + square / n;
        return new Interval(Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
    }

    private static Interval ratio(double ratio, long count, long before, double dispersion) {
        double error = Math.sqrt(dispersion * (1 / (count + 0.5) + 1 / (before + 0.5)));
        return new Interval(ratio * Math.exp(-Z * error), ratio * Math.exp(Z * error));
    }

    /** Variance over mean, at least 1. */
    static double dispersion(List<Long> counts) {
        double mean = counts.stream().mapToLong(Long::longValue).average().orElse(0);
        if (mean == 0 || counts.size() < 2) {
            return 1;
        }
        double squares = 0;
        for (long count : counts) {
            squares += (count - mean) * (count - mean);
        }
        return Math.max(1, squares / (counts.size() - 1) / mean);
    }
}
