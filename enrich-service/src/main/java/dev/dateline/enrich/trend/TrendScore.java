package dev.dateline.enrich.trend;

/**
 * The score of {@code trend/v1}: how many standard deviations a count is above what the days before let expect. Pure
 * functions, with {@link StrictMath}, so that they give the same bits on every machine.
 *
 * <p>Of D days before (28 at most) the same time of day is taken: b units of the tag, V of all articles. Scaled to the volume
 * of now, lambda = (D · V(now) · sum b / sum V + 0.5) / (D + 1). S is the signed root of the deviance of a Poisson count,
 * sqrt(2 (k ln(k / lambda) - (k - lambda))), divided by sqrt(max(1, variance / mean of b)); for a day's window that variance is
 * the upper bound at 95 in 100.
 */
public final class TrendScore {

    /** The name of the definition, with its version. */
    public static final String DEFINITION = "trend/v1";

    /** Days that are looked back on. */
    public static final int DAYS = 28;

    /** With fewer days of history nothing is called a trend. */
    public static final int WARM_DAYS = 7;

    /** Fewer units are no trend. */
    static final int FEWEST_UNITS = 5;

    /** Fewer publisher families are no trend. */
    static final int FEWEST_FAMILIES = 3;

    /** From this score on a tag trends. */
    static final double ON = 3;

    /** Below this score, for {@link #HOPS_TO_END} hops on end, it does no more. */
    static final double OFF = 2;

    static final int HOPS_TO_END = 2;

    private static final double PRIOR = 0.5;

    /** The standard normal quantile of the probability that the bound of a variance is too low: 5 in 100. */
    private static final double BOUND = -1.6448536269514722;

    private TrendScore() {}

    /**
     * The units to expect.
     *
     * @param before units within the same time of each of the days before, one a day
     * @param volumeBefore articles within the same times, all days together
     * @param volume articles within the window; where it or volumeBefore is 0 nothing is scaled
     */
    public static double expected(double[] before, double volumeBefore, double volume) {
        double sum = 0;
        for (double units : before) {
            sum += units;
        }
        double scaled = volume > 0 && volumeBefore > 0 ? sum / volumeBefore * volume * before.length : sum;
        return (scaled + PRIOR) / (before.length + 1);
    }

    /** Variance over mean, 1 at least. */
    public static double dispersion(double[] before) {
        if (before.length < 2) {
            return 1;
        }
        double sum = 0;
        for (double units : before) {
            sum += units;
        }
        double mean = sum / before.length;
        if (mean <= 0) {
            return 1;
        }
        double squares = 0;
        for (double units : before) {
            squares += (units - mean) * (units - mean);
        }
        return Math.max(1, squares / (before.length - 1) / mean);
    }

    /**
     * How much wider than measured counts may spread: by so much does the upper bound of a variance, at 95 in 100, exceed the
     * variance of a sample. It is the degrees of freedom over their chi-squared quantile, that by Wilson and Hilferty (1931); 1.67
     * for 28 days, 3.7 for seven.
     *
     * @param days in the sample; fewer than 2 tell of no variance, and 1 is the answer
     */
    static double doubt(int days) {
        if (days < 2) {
            return 1;
        }
        int freedom = days - 1;
        double spread = 2.0 / (9 * freedom);
        double root = 1 - spread + BOUND * Math.sqrt(spread);
        return 1 / (root * root * root);
    }

    /** S: 0 where there is no more than expected. */
    public static double rise(double units, double expected, double dispersion) {
        return units <= expected ? 0 : deviations(units, expected, dispersion);
    }

    /** The same for falling short: 0 where there is no less than expected. */
    public static double shortfall(double units, double expected, double dispersion) {
        return units >= expected ? 0 : deviations(units, expected, dispersion);
    }

    private static double deviations(double units, double expected, double dispersion) {
        double logarithm = units == 0 ? 0 : units * StrictMath.log(units / expected);
        double deviance = Math.max(0, 2 * (logarithm - (units - expected)));
        return Math.sqrt(deviance) / Math.sqrt(Math.max(1, dispersion));
    }

    /** Whether there is evidence enough to speak of a trend, whatever the score. */
    public static boolean evident(TrendWindow window, int units, int families) {
        return units >= window.fewestUnits && families >= FEWEST_FAMILIES;
    }

    /** Whether a tag trends that did not. */
    public static boolean passes(TrendWindow window, int units, int families, double score) {
        return evident(window, units, families) && score >= ON;
    }
}
