package dev.dateline.analysis.flashpoints;

/**
 * A phrase of a definition or of the words that all definitions share.
 *
 * @param definition index of the definition; {@link #SHARED} for all of them
 * @param role what it says
 * @param term number of the phrase, the same wherever it is found
 * @param weight how strongly it says so
 */
record Signal(int definition, Role role, int term, double weight) {

    static final int SHARED = -1;

    /** What a phrase says about a flashpoint. */
    enum Role {
        /** A place or actor that stands for it. */
        ANCHOR,
        /** Conflict, posture or negotiation, which counts near an anchor. */
        TERM,
        /** Another subject. */
        AGAINST
    }
}
