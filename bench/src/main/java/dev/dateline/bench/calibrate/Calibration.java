package dev.dateline.bench.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers with the confidence they were given and whether they were right. Not safe for use by several threads. */
public final class Calibration {

    private static final int BINS = 10;

    private final List<Answer> answers = new ArrayList<>();

    /**
     * One answer.
     *
     * @param confidence 0..1
     * @param right whether people say the same
     */
    public record Answer(double confidence, boolean right) {}

    /** Adds an answer. */
    public void add(double confidence, boolean right) {
        answers.add(new Answer(confidence, right));
    }

    /** How many answers there are. */
    public int size() {
        return answers.size();
    }

    /**
     * The expected calibration error, 0..1: over ten bins of equal width, the distance of mean confidence and share of
     * right answers, weighted by the answers in the bin (Naeini, Cooper and Hauskrecht 2015). 0 if there is no answer.
     */
    public double error() {
        double error = 0;
        for (Bin bin : bins()) {
            error += Math.abs(bin.confidence - bin.right);
        }
        return answers.isEmpty() ? 0 : error / answers.size();
    }

    /** A table of the bins that hold answers: confidence and share of right answers. */
    public String table(String name) {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT, "%-24s %9s %11s %9s%n", name + " confidence", "answers", "confidence", "right"));
        List<Bin> bins = bins();
        for (int i = 0; i < BINS; i++) {
            Bin bin = bins.get(i);
            if (bin.size > 0) {
                out.append(String.format(
                        Locale.ROOT,
                        "%.1f to %.1f %24d %11.4f %9.4f%n",
                        (double) i / BINS,
                        (double) (i + 1) / BINS,
                        bin.size,
                        bin.confidence / bin.size,
                        bin.right / bin.size));
            }
        }
        return out.append(String.format(Locale.ROOT, "calibration error %.4f", error()))
                .toString();
    }

    private List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin());
        }
        for (Answer answer : answers) {
            Bin bin = bins.get(Math.clamp((int) (answer.confidence() * BINS), 0, BINS - 1));
            bin.size++;
            bin.confidence += answer.confidence();
            bin.right += answer.right() ? 1 : 0;
        }
        return bins;
    }

    private static final class Bin {
        private int size;
        private double confidence;
        private double right;
    }
}
