package dev.dateline.bench.speed;

/** The value below which a share of some values lies. */
final class Quantile {

    private Quantile() {}

    /**
     * One of the values.
     *
     * @param share 0..1
     * @param ascending in ascending order
     * @return 0 if there are none
     */
    static double of(double share, double[] ascending) {
        return ascending.length == 0 ? 0 : ascending[(int) Math.min(ascending.length - 1, ascending.length * share)];
    }
}
