package dev.dateline.analysis.flashpoints;

/**
 * A phrase of a definition or of the words that all definitions share.
 *
 * @param definition index of the definition; {@link #SHARED} for all of them
 * @param role what it says
 * @param term number of the phrase, the same wherever it is found
 * @param weight how strongly it says so
 * @param text the phrase as the definition has it
 */
record Signal(int definition, Role role, int term, double weight, String text) {

    static final int SHARED = -1;

    /** Weight from which a place or actor stands for a flashpoint by itself, or several together do. */
    static final double STANDS_ALONE = 1;

    /** Whether it is of the words that hold for every definition. */
    boolean isShared() {
        return definition == SHARED;
    }

    /** What a phrase, a country or a pair of countries says about a flashpoint. */
    enum Role {
        /** A country that the article must deal with. */
        PARTY,
        /** Two countries named in one sentence. */
        RIVALS,
        /** A place that stands for it. */
        PLACE,
        /** A group, leader or body that stands for it. */
        ACTOR,
        /** Conflict, posture or negotiation, which counts near one of the above. */
        TERM,
        /** Another subject. */
        AGAINST;

        /** Whether it names the flashpoint, as the terms that stand near it do not. */
        boolean isAnchor() {
            return this != TERM && this != AGAINST;
        }
    }
}
