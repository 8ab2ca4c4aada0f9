package dev.dateline.analysis.entities;

/** What is known of a word by itself, as hashes and small numbers. */
final class WordFacts {

    static final int OTHER = 0;
    static final int LOWER = 1;
    static final int CAPITALISED = 2;
    static final int UPPER = 3;
    static final int MIXED = 4;

    private static final int LONGEST_PART = 4;

    final String word;
    final long phraseHash;
    final int exact;
    final int lower;
    final int shape;
    final int longShape;
    final int caseKind;
    final int[] prefixes = new int[LONGEST_PART];
    final int[] suffixes = new int[LONGEST_PART];
    final int[] paths;
    final int group;
    final int coarseGroup;
    final int lowerGroup;
    final int lists;
    final int profile;
    final int profileMain;

    /** Gathers the facts of a word; plain and lowerCase are its forms with one kind of apostrophe, and digits all 0. */
    WordFacts(String word, String plain, String lowerCase, WordTables tables) {
        this.word = word;
        this.phraseHash = HashedTable.hash(plain);
        this.exact = plain.hashCode();
        this.lower = lowerCase.hashCode();
        int shapes = 0;
        int longShapes = 0;
        int previous = 0;
        int uppers = 0;
        int lowers = 0;
        for (int i = 0; i < plain.length(); i++) {
            int kind = kind(plain.charAt(i));
            uppers += kind == 'X' ? 1 : 0;
            lowers += kind == 'x' ? 1 : 0;
            longShapes = longShapes * 31 + kind;
            if (kind != previous) {
                shapes = shapes * 31 + kind;
                previous = kind;
            }
        }
        this.shape = shapes;
        this.longShape = longShapes;
        this.caseKind = caseKind(plain, uppers, lowers);
        int length = lowerCase.length();
        for (int i = 0; i < LONGEST_PART; i++) {
            prefixes[i] = i < length ? part(lowerCase, 0, i + 1) : 1;
            suffixes[i] = i < length ? part(lowerCase, length - i - 1, length) : 1;
        }
        this.paths = tables.paths(lowerCase);
        int asWritten = tables.group(phraseHash);
        this.lowerGroup = tables.group(HashedTable.hash(lowerCase));
        this.group = asWritten == 0 ? lowerGroup : asWritten;
        this.coarseGroup = tables.coarse(group);
        this.lists = tables.lists(lowerCase);
        int found = tables.profile(phraseHash);
        boolean capitals = caseKind == UPPER && length > 3;
        this.profile = found == 0 && capitals
                ? tables.profile(HashedTable.hash(plain.charAt(0) + lowerCase.substring(1)))
                : found;
        this.profileMain = WordProfile.main(profile);
    }

    /** Whether it has a capital. */
    boolean hasCapital() {
        return caseKind >= CAPITALISED;
    }

    private static int caseKind(String word, int uppers, int lowers) {
        if (uppers == 0) {
            return lowers == 0 ? OTHER : LOWER;
        }
        if (lowers == 0) {
            return UPPER;
        }
        return uppers == 1 && Character.isUpperCase(word.charAt(0)) ? CAPITALISED : MIXED;
    }

    private static int kind(char c) {
        if (Character.isUpperCase(c)) {
            return 'X';
        }
        if (Character.isLetter(c)) {
            return 'x';
        }
        return c >= '0' && c <= '9' ? '0' : c;
    }

    private static int part(String word, int from, int to) {
        int hash = 3;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + word.charAt(i);
        }
        return hash;
    }
}
