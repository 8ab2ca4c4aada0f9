package dev.dateline.enrich.duplicate;

/**
 * How alike two texts are, by their shingles.
 *
 * @param resemblance the shingles that both have, of those that either has (Jaccard), 0..1
 * @param contained the share of the first text that stands in the second, 0..1
 * @param contains the share of the second text that stands in the first, 0..1
 */
public record Likeness(double resemblance, double contained, double contains) {

    private static final double EXACT = 0.999;
    private static final double NEAR = 0.8;
    private static final double PARTIAL = 0.5;
    private static final double WITHIN = 0.8;

    /** What one text is to another. */
    public enum Kind {
        /** The same words. */
        EXACT,
        /** The same but for a few words: another headline, another dateline, a sentence less. */
        NEAR,
        /** One holds most of the other, or they share half: cut short, or a later take with new text. */
        PARTIAL,
        /** Another text. */
        NONE
    }

    /** What the texts are to each other, whichever came first. */
    public Kind kind() {
        if (resemblance >= EXACT) {
            return Kind.EXACT;
        }
        if (resemblance >= NEAR) {
            return Kind.NEAR;
        }
        return resemblance >= PARTIAL || contained >= WITHIN || contains >= WITHIN ? Kind.PARTIAL : Kind.NONE;
    }

    /**
     * What the first text, the later one, repeats of the second. A text that goes on where the second ended is no copy,
     * though it holds all of it.
     */
    public Kind copy() {
        Kind kind = kind();
        return kind == Kind.PARTIAL && resemblance < PARTIAL && contained < WITHIN ? Kind.NONE : kind;
    }
}
