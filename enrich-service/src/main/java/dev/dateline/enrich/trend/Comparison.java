package dev.dateline.enrich.trend;

/**
 * What a window is compared with, the same for all tags.
 *
 * @param endHop first hop after the window
 * @param days that are looked back on
 * @param volumeBefore articles within the same times of those days, all together
 * @param volume articles within the window
 */
record Comparison(TrendWindow window, int endHop, int days, double volumeBefore, double volume) {

    /** The first hop of the window. */
    int begin() {
        return endHop - window.hops;
    }

    /**
     * The highest score that so many units can have: with nothing of the tag on the days before, and the smallest spread; in
     * the Top list each unit counts once at most.
     */
    double highest(int units) {
        return window == TrendWindow.TOP
                ? units
                : TrendScore.rise(units, TrendScore.expected(new double[days], 0, 0), 1);
    }
}
