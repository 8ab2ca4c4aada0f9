package dev.dateline.analysis.entities;

/** The labels that the tagger gives to tokens, in the BIO scheme: outside, or first or further token of a type. */
public final class Labels {

    /** No part of a name. */
    public static final int OUTSIDE = 0;

    /** How many labels there are. */
    public static final int COUNT = 1 + 2 * EntityType.values().length;

    private static final EntityType[] TYPES = EntityType.values();

    private Labels() {}

    /** The label of the first token of a name. */
    public static int first(EntityType type) {
        return 1 + 2 * type.ordinal();
    }

    /** The label of the tokens after the first. */
    public static int further(EntityType type) {
        return 2 + 2 * type.ordinal();
    }

    /** Whether a label is that of a first token. */
    static boolean isFirst(int label) {
        return label % 2 == 1;
    }

    /** The type of a label other than outside. */
    static EntityType type(int label) {
        return TYPES[(label - 1) / 2];
    }

    /** Whether a label may follow another; a further token only follows one of its own type. */
    static boolean mayFollow(int label, int previous) {
        return label == OUTSIDE || isFirst(label) || previous == label || previous == label - 1;
    }
}
