package dev.dateline.analysis.entities;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The learned weights of the tagger. A feature's hash leads to a row of weights, one a label; features that share a row
 * disturb one another a little, which training accounts for, and no feature needs a name. A weight is one byte, so that
 * all of them stay in a processor's cache.
 */
public final class NameModel {

    /** The binary logarithm of the number of rows. */
    public static final int ROW_BITS = 18;

    /** The number of rows. */
    public static final int ROWS = 1 << ROW_BITS;

    private static final int FORMAT = 0x444C4E31;
    private static final int LABELS = Labels.COUNT;

    private final byte[] weights;
    private final float step;
    private final float[] learnedTransitions;
    private final Transitions transitions;

    private NameModel(byte[] weights, float step, float[] learnedTransitions) {
        this.weights = weights;
        this.step = step;
        this.learnedTransitions = learnedTransitions;
        this.transitions = Transitions.of(learnedTransitions);
    }

    /** The row of a feature. */
    public static int row(int featureHash) {
        return featureHash >>> (Integer.SIZE - ROW_BITS);
    }

    /**
     * A model of learned weights, each rounded to one of 255 steps.
     *
     * @param weights row by row, one a label
     * @param transitions the scores between labels, in the order of {@link Transitions}
     */
    public static NameModel rounded(float[] weights, float[] transitions) {
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        float step = Math.max(largest, Float.MIN_NORMAL) / Byte.MAX_VALUE;
        byte[] bytes = new byte[weights.length];
        for (int i = 0; i < weights.length; i++) {
            bytes[i] = (byte) Math.round(weights[i] / step);
        }
        return new NameModel(bytes, step, transitions.clone());
    }

    /** Reads a model.
     *
     * @throws IOException if the stream fails or holds something else
     */
    public static NameModel read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new GZIPInputStream(stream));
        if (in.readInt() != FORMAT || in.readInt() != ROW_BITS || in.readInt() != LABELS) {
            throw new IOException("not a name model of this version");
        }
        float step = in.readFloat();
        float[] transitions = new float[Transitions.SIZE];
        for (int i = 0; i < transitions.length; i++) {
            transitions[i] = in.readFloat();
        }
        byte[] weights = new byte[ROWS * LABELS];
        in.readFully(weights);
        return new NameModel(weights, step, transitions);
    }

    /** Writes the model so that {@link #read} gives it back; equal models give equal bytes. */
    public void write(OutputStream stream) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream))) {
            out.writeInt(FORMAT);
            out.writeInt(ROW_BITS);
            out.writeInt(LABELS);
            out.writeFloat(step);
            for (float transition : learnedTransitions) {
                out.writeFloat(transition);
            }
            out.write(weights);
        }
    }

    Transitions transitions() {
        return transitions;
    }

    /** The score of each label at each token of a sentence, from the hashes of its features. */
    float[] emissions(int[] featureHashes) {
        int tokens = featureHashes.length / NameFeatures.PER_TOKEN;
        float[] emissions = new float[tokens * LABELS];
        int[] sums = new int[LABELS];
        for (int i = 0; i < tokens; i++) {
            Arrays.fill(sums, 0);
            for (int f = i * NameFeatures.PER_TOKEN; f < (i + 1) * NameFeatures.PER_TOKEN; f++) {
                int row = row(featureHashes[f]) * LABELS;
                for (int y = 0; y < LABELS; y++) {
                    sums[y] += weights[row + y];
                }
            }
            for (int y = 0; y < LABELS; y++) {
                emissions[i * LABELS + y] = sums[y] * step;
            }
        }
        return emissions;
    }
}
