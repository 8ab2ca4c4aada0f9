package dev.dateline.bench.calibrate;

import java.util.List;

/**
 * A confidence by a score: 1 / (1 + exp(-(intercept + slope * score))), fitted to smoothed targets so that it holds beyond
 * the few answers it was fitted to (Platt 1999, Probabilistic outputs for support vector machines, section 2.2).
 *
 * @param intercept the logit at score 0
 * @param slope how much the logit rises with the score
 */
public record Platt(double intercept, double slope) {

    private static final int STEPS = 50;
    private static final double RIDGE = 1e-3;

    /** The confidence at a score, 0..1. */
    public double at(double score) {
        return 1 / (1 + Math.exp(-(intercept + slope * score)));
    }

    /**
     * One answer to fit to.
     *
     * @param score what the confidence goes by
     * @param right whether it was right
     */
    public record Example(double score, boolean right) {}

    /** Fits by Newton's method; the same examples give the same fit. */
    public static Platt fit(List<Example> examples) {
        double rights = examples.stream().filter(Example::right).count();
        double wrongs = examples.size() - rights;
        double high = (rights + 1) / (rights + 2);
        double low = 1 / (wrongs + 2);
        double a = Math.log((rights + 1) / (wrongs + 1));
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = 0;
            double gb = 0;
            double aa = RIDGE;
            double ab = 0;
            double bb = RIDGE;
            for (Example example : examples) {
                double p = 1 / (1 + Math.exp(-(a + b * example.score())));
                double gap = (example.right() ? high : low) - p;
                double w = p * (1 - p);
                ga += gap;
                gb += gap * example.score();
                aa += w;
                ab += w * example.score();
                bb += w * example.score() * example.score();
            }
            double determinant = aa * bb - ab * ab;
            a += (bb * ga - ab * gb) / determinant;
            b += (aa * gb - ab * ga) / determinant;
        }
        return new Platt(a, b);
    }
}
