package dev.dateline.analysis.entities;

/**
 * In which names of the gazetteer a word stands and where in them, as a few steps each, packed into 15 bits: how much of the word's use is
 * first in persons' names, last in them, in organisations, in places, in anything else (0..4 fourths; 3 bits each).
 */
public final class WordProfile {

    /** The number of roles. */
    public static final int ROLES = 5;

    private static final int BITS = 3;

    private WordProfile() {}

    /** Packs counts by role; 0 if the word is too rare to say anything. */
    public static int pack(int[] counts) {
        int all = 0;
        for (int count : counts) {
            all += count;
        }
        if (all < 2) {
            return 0;
        }
        int packed = 0;
        for (int role = 0; role < ROLES; role++) {
            int fourths = counts[role] == 0 ? 0 : 1 + (int) (3L * counts[role] / all);
            packed |= fourths << (BITS * role);
        }
        return packed;
    }

    /** How much of a word's use is in a role: 0 for none to 4 for all. */
    static int share(int packed, int role) {
        return packed >>> (BITS * role) & 7;
    }

    /** The role that most of a word's use is in, and how much that is. */
    static int main(int packed) {
        int best = 0;
        for (int role = 1; role < ROLES; role++) {
            if (share(packed, role) > share(packed, best)) {
                best = role;
            }
        }
        return packed == 0 ? 0 : 1 + best * 8 + share(packed, best);
    }
}
