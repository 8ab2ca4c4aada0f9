package dev.dateline.analysis.entities;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The learned weights of the tagger. A feature's hash leads to a row of weights, one a label; features that share a row
 * disturb one another a little, which training accounts for, and no feature needs a name. A weight is one byte and a row one long,
 * so that a row costs one access, and the rows are added eight lanes at a time.
 */
public final class NameModel {

    /** The binary logarithm of the number of rows. */
    public static final int ROW_BITS = 19;

    /** The number of rows. */
    public static final int ROWS = 1 << ROW_BITS;

    /** Every other lane of a row; the lanes between hold nothing, so that up to 256 rows can be added. */
    private static final long LANES = 0x00FF00FF00FF00FFL;

    private static final int FORMAT = 0x444C4E32;
    private static final int LABELS = Labels.COUNT;
    private static final int ZERO = 128;

    private final long[] rows;
    private final float step;
    private final float[] learnedTransitions;
    private final Transitions transitions;

    private NameModel(long[] rows, float step, float[] learnedTransitions) {
        this.rows = rows;
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
        long[] rows = new long[weights.length / LABELS];
        for (int i = 0; i < weights.length; i++) {
            rows[i / LABELS] |= (long) (Math.round(weights[i] / step) + ZERO) << (8 * (i % LABELS));
        }
        return new NameModel(rows, step, transitions.clone());
    }

    /** Reads a model.
     *
     * @throws IOException if the stream fails or holds something else
     */
    public static NameModel read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new GZIPInputStream(stream, 1 << 16));
        if (in.readInt() != FORMAT || in.readInt() != ROW_BITS || in.readInt() != LABELS) {
            throw new IOException("not a name model of this version");
        }
        float step = in.readFloat();
        float[] transitions = new float[Transitions.SIZE];
        for (int i = 0; i < transitions.length; i++) {
            transitions[i] = in.readFloat();
        }
        byte[] bytes = new byte[ROWS * LABELS];
        in.readFully(bytes);
        long[] rows = new long[ROWS];
        for (int i = 0; i < bytes.length; i++) {
            rows[i / LABELS] |= (long) (bytes[i] + ZERO) << (8 * (i % LABELS));
        }
        return new NameModel(rows, step, transitions);
    }

    /** Writes the model so that {@link #read} gives it back; equal models give equal bytes. */
    public void write(OutputStream stream) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream, 1 << 16))) {
            out.writeInt(FORMAT);
            out.writeInt(ROW_BITS);
            out.writeInt(LABELS);
            out.writeFloat(step);
            for (float transition : learnedTransitions) {
                out.writeFloat(transition);
            }
            byte[] bytes = new byte[ROWS * LABELS];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ((rows[i / LABELS] >>> (8 * (i % LABELS)) & 0xFF) - ZERO);
            }
            out.write(bytes);
        }
    }

    Transitions transitions() {
        return transitions;
    }

    /** The labels of even number of a feature's row, each in 16 bits; they may be added up to 256 times. */
    long even(int featureHash) {
        return rows[row(featureHash)] & LANES;
    }

    /** The labels of odd number likewise. */
    long odd(int featureHash) {
        return rows[row(featureHash)] >>> 8 & LANES;
    }

    /** Turns sums of rows into the score of each label at a token. */
    void scores(long even, long odd, int features, float[] into, int begin) {
        int zero = ZERO * features;
        for (int y = 0; y < LABELS; y++) {
            long lanes = (y & 1) == 0 ? even : odd;
            into[begin + y] = ((int) (lanes >>> (16 * (y >> 1)) & 0xFFFF) - zero) * step;
        }
    }
}
