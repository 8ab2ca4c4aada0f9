package dev.dateline.bench.speed;

import java.util.SplittableRandom;

/**
 * News without events, so that every alarm is a false one: entities with Zipf rates and a daily rhythm, of which each has
 * livelier and duller hours (a gamma factor an hour), so that counts spread wider than a Poisson count would; and, where
 * asked for, bursts at known times.
 */
final class SimulatedNews {

    static final int FAMILIES = 200;

    private static final double UNITS_AN_HOUR = 6_000;
    private static final double RHYTHM = 0.6;
    /** The shape of the gamma factor: the variance of an hour with mean m is m + m² / 4. */
    private static final double SHAPE = 4;

    private static final int HOPS_IN_HOUR = 12;
    private static final int HOURS = 24;

    private final SplittableRandom random;
    private final double[] rates;
    private final double[] familyBounds = new double[FAMILIES];

    /** News of a number of entities from a seed; together they are named 6,000 times an hour, however many they are. */
    SimulatedNews(long seed, int entities) {
        random = new SplittableRandom(seed);
        rates = new double[entities];
        double sum = 0;
        for (int i = 0; i < entities; i++) {
            rates[i] = 1.0 / (i + 1);
            sum += rates[i];
        }
        for (int i = 0; i < entities; i++) {
            rates[i] *= UNITS_AN_HOUR / sum;
        }
        double bound = 0;
        for (int i = 0; i < FAMILIES; i++) {
            bound += 1.0 / (i + 1);
            familyBounds[i] = bound;
        }
    }

    int entities() {
        return rates.length;
    }

    /** Units an hour of an entity, on average over the day. */
    double rate(int entity) {
        return rates[entity];
    }

    private double mean(int entity, int hour) {
        return rates[entity] * (1 + RHYTHM * Math.sin(2 * Math.PI * (hour % HOURS) / HOURS));
    }

    /** The units of one hour. */
    int hour(int entity, int hour) {
        return poisson(mean(entity, hour) * gamma());
    }

    /**
     * The units of one day by the hop.
     *
     * @param burstBegin first hop of a burst; -1 for none
     * @param burstHops its length
     * @param times how many times the usual
     */
    int[] day(int entity, int firstHour, int burstBegin, int burstHops, double times) {
        int[] hops = new int[HOURS * HOPS_IN_HOUR];
        for (int hour = 0; hour < HOURS; hour++) {
            double mean = mean(entity, firstHour + hour) * gamma() / HOPS_IN_HOUR;
            for (int i = 0; i < HOPS_IN_HOUR; i++) {
                int hop = hour * HOPS_IN_HOUR + i;
                boolean burst = burstBegin >= 0 && hop >= burstBegin && hop < burstBegin + burstHops;
                hops[hop] = poisson(burst ? mean * times : mean);
            }
        }
        return hops;
    }

    /** How many publisher families a number of units comes from; families have Zipf shares. */
    int families(int units) {
        if (units > 40) {
            return 3;
        }
        long[] seen = new long[FAMILIES / Long.SIZE + 1];
        int distinct = 0;
        for (int i = 0; i < units; i++) {
            double drawn = random.nextDouble(familyBounds[FAMILIES - 1]);
            int family = 0;
            while (familyBounds[family] < drawn) {
                family++;
            }
            if ((seen[family / Long.SIZE] & 1L << family % Long.SIZE) == 0) {
                seen[family / Long.SIZE] |= 1L << family % Long.SIZE;
                distinct++;
            }
        }
        return distinct;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private double gamma() {
        double d = SHAPE - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return d * v / SHAPE;
                }
            }
        }
    }

    private int poisson(double mean) {
        if (mean > 60) {
            return Math.max(0, (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
