package dev.dateline.analysis.entities;

/**
 * The scores between the labels of neighbouring tokens; those that the scheme forbids are impossible.
 *
 * @param scores the score of each label after each label, and after the start of a sentence: row by row
 * @param factors their exponentials
 */
public record Transitions(float[] scores, double[] factors) {

    /** The row of the start of a sentence. */
    public static final int START = Labels.COUNT;

    /** How many scores there are. */
    public static final int SIZE = (Labels.COUNT + 1) * Labels.COUNT;

    private static final float IMPOSSIBLE = -1e4f;

    /** Takes learned scores and rules out what the scheme forbids. */
    public static Transitions of(float[] learned) {
        float[] scores = learned.clone();
        double[] factors = new double[SIZE];
        for (int x = 0; x <= START; x++) {
            for (int y = 0; y < Labels.COUNT; y++) {
                int i = x * Labels.COUNT + y;
                if (!Labels.mayFollow(y, x == START ? Labels.OUTSIDE : x)) {
                    scores[i] = IMPOSSIBLE;
                }
                factors[i] = StrictMath.exp(scores[i]);
            }
        }
        return new Transitions(scores, factors);
    }
}
