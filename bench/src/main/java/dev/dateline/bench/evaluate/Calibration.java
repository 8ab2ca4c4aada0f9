package dev.dateline.bench.evaluate;

import java.io.PrintStream;
import java.util.Locale;

/** How far confidences mean what they say: answers in ten bins by confidence, and the share of each bin that is right. */
final class Calibration {

    private static final int BINS = 10;

    private final int[] given = new int[BINS];
    private final int[] right = new int[BINS];
    private final double[] confidence = new double[BINS];

    void add(double stated, boolean isRight) {
        int bin = Math.min(BINS - 1, (int) (stated * BINS));
        given[bin]++;
        right[bin] += isRight ? 1 : 0;
        confidence[bin] += stated;
    }

    /** The expected calibration error: the mean distance of a bin's confidence from its share of right answers, weighed by answers; 0..1. */
    double error() {
        double sum = 0;
        int all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(confidence[bin] - right[bin]);
            all += given[bin];
        }
        return all == 0 ? 0 : sum / all;
    }

    /** Prints a row for each bin that has answers. */
    void print(PrintStream out) {
        out.printf("%-11s %9s %9s %9s%n", "confidence", "names", "stated", "right");
        for (int bin = 0; bin < BINS; bin++) {
            if (given[bin] > 0) {
                out.printf(
                        Locale.ROOT,
                        "%.1f to %.1f %10d %9.4f %9.4f%n",
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        given[bin],
                        confidence[bin] / given[bin],
                        (double) right[bin] / given[bin]);
            }
        }
    }
}
