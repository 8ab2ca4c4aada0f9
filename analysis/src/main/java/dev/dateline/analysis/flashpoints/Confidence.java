package dev.dateline.analysis.flashpoints;

/**
 * How likely a verdict is right, by how far the score is from the threshold: Platt scaling with two parameters. Fitted to
 * the development half of the hand-labelled items (intercept 1.13, slope 0.69; cross-validated error 0.014) and lowered
 * somewhat, because the rules were tuned on the same items and will be right less often elsewhere.
 */
final class Confidence {

    private Confidence() {}

    /**
     * The confidence in a verdict, 0..1.
     *
     * @param margin the score above the threshold of being about it
     */
    static double of(Verdict verdict, double margin) {
        return switch (verdict) {
            case ABOUT -> logistic(1 + 0.6 * margin);
            case IN_PASSING -> logistic(0.1 - 0.5 * margin);
            case NOT -> logistic(0.9 - margin);
        };
    }

    /** The share of an article that the flashpoint is, 0..1: above one half exactly where the article is about it. */
    static double salience(double margin) {
        return logistic(margin);
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
