package dev.dateline.enrich.words;

import java.util.Collection;
import java.util.List;

/**
 * The sum of some vectors, laid out to be multiplied with many others: a term of the other is found in one step, where two
 * ascending lists would be walked side by side with a branch that no processor foresees. Products are whole numbers,
 * exact in any order of adding up.
 */
public final class TermTable {

    /** Slots for each term at least, so that most terms that are not there are told so by the first slot. */
    private static final int SLOTS_A_TERM = 2;

    private final int[] terms;

    /** Zero where a slot is empty: no term has the weight zero. */
    private final long[] weights;

    private final int shift;

    private TermTable(int most) {
        int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, most * SLOTS_A_TERM));
        terms = new int[1 << bits];
        weights = new long[1 << bits];
        shift = Integer.SIZE - bits;
    }

    /** The table of one vector. */
    public static TermTable of(TermVector vector) {
        return sum(List.of(vector));
    }

    /** The table of the sum of the vectors. */
    public static TermTable sum(Collection<TermVector> vectors) {
        TermTable table = new TermTable(
                vectors.stream().mapToInt(vector -> vector.terms().length).sum());
        vectors.forEach(table::add);
        return table;
    }

    private void add(TermVector vector) {
        for (int i = 0; i < vector.terms().length; i++) {
            int slot = slot(vector.terms()[i]);
            terms[slot] = vector.terms()[i];
            weights[slot] += vector.weights()[i];
        }
    }

    /** The scalar product of the sum with a vector, in squares of {@link TermVector#UNIT}. */
    public long dot(TermVector vector) {
        int[] others = vector.terms();
        short[] theirs = vector.weights();
        long dot = 0;
        for (int i = 0; i < others.length; i++) {
            dot += weights[slot(others[i])] * theirs[i];
        }
        return dot;
    }

    /** Where the term stands, or would stand. */
    private int slot(int term) {
        int slot = (term * 0x9E3779B9) >>> shift;
        while (weights[slot] != 0 && terms[slot] != term) {
            slot = (slot + 1) & (terms.length - 1);
        }
        return slot;
    }
}
