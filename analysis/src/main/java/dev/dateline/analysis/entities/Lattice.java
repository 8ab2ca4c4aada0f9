package dev.dateline.analysis.entities;

import java.util.Arrays;

/**
 * All ways to label one sentence under a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001):
 * the best one by Viterbi, and probabilities by the forward-backward algorithm with scaling. Not safe for use by threads.
 */
public final class Lattice {

    private static final int LABELS = Labels.COUNT;

    private final int length;
    private final float[] emissions;
    private final float[] transitions;
    private final double[] transitionFactors;
    private double[] emissionFactors = {};
    private double[] forward = {};
    private double[] backward = {};
    private double[] scales = {};
    private float[] tops = {};

    /**
     * A lattice over the scores of a sentence.
     *
     * @param emissions the score of each label at each token, token by token
     * @param transitions the scores between labels
     */
    public Lattice(float[] emissions, Transitions transitions) {
        this.length = emissions.length / LABELS;
        this.emissions = emissions;
        this.transitions = transitions.scores();
        this.transitionFactors = transitions.factors();
    }

    /** The most likely labels. */
    public int[] best() {
        int[] from = new int[length * LABELS];
        float[] previous = new float[LABELS];
        float[] current = new float[LABELS];
        for (int y = 0; y < LABELS; y++) {
            previous[y] = transitions[Transitions.START * LABELS + y] + emissions[y];
        }
        for (int i = 1; i < length; i++) {
            for (int y = 0; y < LABELS; y++) {
                int best = 0;
                float score = Float.NEGATIVE_INFINITY;
                for (int x = 0; x < LABELS; x++) {
                    float candidate = previous[x] + transitions[x * LABELS + y];
                    if (candidate > score) {
                        score = candidate;
                        best = x;
                    }
                }
                current[y] = score + emissions[i * LABELS + y];
                from[i * LABELS + y] = best;
            }
            float[] swap = previous;
            previous = current;
            current = swap;
        }
        int[] labels = new int[length];
        for (int y = 1; y < LABELS; y++) {
            labels[length - 1] = previous[y] > previous[labels[length - 1]] ? y : labels[length - 1];
        }
        for (int i = length - 1; i > 0; i--) {
            labels[i - 1] = from[i * LABELS + labels[i]];
        }
        return labels;
    }

    /** Computes what the probabilities below need. */
    public void sum() {
        sum(0);
    }

    /** Computes what the probabilities at a token and those after it need, and those of names that end there or later. */
    void sum(int from) {
        emissionFactors = new double[length * LABELS];
        forward = new double[length * LABELS];
        backward = new double[length * LABELS];
        scales = new double[length];
        tops = new float[length];
        for (int i = 0; i < length; i++) {
            forward(i);
        }
        Arrays.fill(backward, (length - 1) * LABELS, length * LABELS, 1);
        for (int i = length - 1; i > from; i--) {
            for (int x = 0; x < LABELS; x++) {
                double sum = 0;
                for (int y = 0; y < LABELS; y++) {
                    sum += edgeFactor(x, i, y) * backward[i * LABELS + y];
                }
                backward[(i - 1) * LABELS + x] = sum;
            }
        }
    }

    private void forward(int i) {
        float top = Float.NEGATIVE_INFINITY;
        for (int y = 0; y < LABELS; y++) {
            top = Math.max(top, emissions[i * LABELS + y]);
        }
        double scale = 0;
        for (int y = 0; y < LABELS; y++) {
            float below = emissions[i * LABELS + y] - top;
            double factor = below == 0 ? 1 : StrictMath.exp(below);
            emissionFactors[i * LABELS + y] = factor;
            double sum = 0;
            if (i == 0) {
                sum = transitionFactors[Transitions.START * LABELS + y];
            } else {
                for (int x = 0; x < LABELS; x++) {
                    sum += forward[(i - 1) * LABELS + x] * transitionFactors[x * LABELS + y];
                }
            }
            forward[i * LABELS + y] = sum * factor;
            scale += sum * factor;
        }
        for (int y = 0; y < LABELS; y++) {
            forward[i * LABELS + y] /= scale;
        }
        scales[i] = scale;
        tops[i] = top;
    }

    /** What going from label x to label y at token i multiplies a probability by. */
    private double edgeFactor(int x, int i, int y) {
        return transitionFactors[x * LABELS + y] * emissionFactors[i * LABELS + y] / scales[i];
    }

    /** The logarithm of the sum over all labellings, for {@link #sum()} was called. */
    public double logPartition() {
        double logPartition = 0;
        for (int i = 0; i < length; i++) {
            logPartition += tops[i] + StrictMath.log(scales[i]);
        }
        return logPartition;
    }

    /** The probability of a label at a token, 0..1. */
    public double node(int i, int label) {
        return forward[i * LABELS + label] * backward[i * LABELS + label];
    }

    /** The probability of one label at the token before i and another at i, 0..1. */
    public double edge(int x, int i, int y) {
        return forward[(i - 1) * LABELS + x] * edgeFactor(x, i, y) * backward[i * LABELS + y];
    }

    /** The probability that exactly the tokens from begin to end are a name of a type, 0..1. */
    double span(EntityType type, int begin, int end) {
        int label = Labels.first(type);
        int further = Labels.further(type);
        double probability = forward[begin * LABELS + label];
        for (int i = begin + 1; i < end; i++) {
            probability *= edgeFactor(label, i, further);
            label = further;
        }
        if (end == length) {
            return probability;
        }
        double after = 0;
        for (int y = 0; y < LABELS; y++) {
            if (y != further) {
                after += edgeFactor(label, end, y) * backward[end * LABELS + y];
            }
        }
        return Math.min(1, probability * after);
    }
}
