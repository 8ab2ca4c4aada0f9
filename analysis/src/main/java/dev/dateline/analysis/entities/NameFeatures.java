package dev.dateline.analysis.entities;

import java.util.Arrays;
import java.util.List;

/**
 * What the tagger sees of a word and its neighbours, each fact as a hash. Training and tagging share it. Most features tell of one
 * word alone, so that the tagger can keep what they add up to; those that join several words are only there near a capital, for
 * nothing else in running text is a name.
 */
public final class NameFeatures {

    private static final int BEFORE_1 = 64;
    private static final int AFTER_1 = 80;
    private static final int BEFORE_2 = 96;
    private static final int AFTER_2 = 104;
    private static final int JOINT = 128;

    private static final int LONGEST_PHRASE = 7;

    private static final int STYLES = Lettering.values().length;

    /** In how many contexts a word can stand itself: style of the sentence, and whether it is the first. */
    static final int CONTEXTS = 2 * STYLES;

    private final WordTables tables = new WordTables();
    private final KnownOrganisations organisations = new KnownOrganisations();
    private final WordFacts before = new WordFacts("<s>", "<s>", "<s>", tables);
    private final WordFacts after = new WordFacts("</s>", "</s>", "</s>", tables);

    private NameFeatures() {}

    /** The features with the tables that ship with this module, loaded once per JVM. */
    public static NameFeatures standard() {
        return Standard.FEATURES;
    }

    /** The organisations that the features know. */
    KnownOrganisations organisations() {
        return organisations;
    }

    /** The facts of a word. */
    WordFacts facts(String word) {
        return tables.facts(word);
    }

    /** The facts of what stands before the first word. */
    WordFacts start() {
        return before;
    }

    /** The facts of what stands after the last word. */
    WordFacts end() {
        return after;
    }

    /** The hashes of the features of each token of a sentence. */
    public int[][] hashes(List<String> words) {
        int n = words.size();
        WordFacts[] facts = new WordFacts[n + 4];
        facts[0] = facts[1] = before;
        facts[n + 2] = facts[n + 3] = after;
        for (int i = 0; i < n; i++) {
            facts[i + 2] = facts(words.get(i));
        }
        int style = Lettering.of(words).ordinal();
        int[] known = known(organisations.matches(words));
        int[] phrases = phrases(facts);
        int[][] hashes = new int[n][];
        FeatureList list = new FeatureList();
        for (int i = 0; i < n; i++) {
            list.clear();
            boolean capital = facts[i + 2].hasCapital();
            word(facts[i + 2], context(style, i), list);
            neighbour(facts[i + 1], -1, capital, list);
            neighbour(facts[i + 3], 1, capital, list);
            neighbour(facts[i], -2, capital, list);
            neighbour(facts[i + 4], 2, capital, list);
            if (isNearCapital(facts, i + 2)) {
                joint(facts, i + 2, i == 0, known[i], phrases, list);
            }
            hashes[i] = list.toArray();
        }
        return hashes;
    }

    /** The number of a word's context. */
    static int context(int style, int index) {
        return 2 * style + (index == 0 ? 1 : 0);
    }

    /** Whether a word (counted with two signs before the first) or one beside it has a capital. */
    static boolean isNearCapital(WordFacts[] facts, int i) {
        return facts[i].hasCapital() || facts[i - 1].hasCapital() || facts[i + 1].hasCapital();
    }

    /**
     * For each word 0 outside the known names of organisations, 1 if it begins one, 2 if it goes on with one.
     *
     * @param lengths what {@link KnownOrganisations#matches} gives
     */
    static int[] known(int[] lengths) {
        int[] known = new int[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                Arrays.fill(known, i, i + lengths[i], 2);
                known[i] = 1;
            }
        }
        return known;
    }

    /**
     * Where each word stands in the longest phrases of the gazetteer, four bits a kind of name: 0 in none, 1 alone, 2 first and 4 last of two, 5 first,
     * 6 inner and 7 last of more.
     */
    int[] phrases(WordFacts[] facts) {
        int n = facts.length - 4;
        int[] places = new int[n];
        int[] ends = new int[GazetteerFlags.COUNT];
        int[] longest = new int[GazetteerFlags.COUNT];
        for (int i = 0; i < n; i++) {
            if (facts[i + 2].caseKind == WordFacts.LOWER) {
                continue;
            }
            Arrays.fill(longest, 0);
            long hash = 0;
            int found = 0;
            for (int k = 0; k < LONGEST_PHRASE && i + k < n; k++) {
                hash = HashedTable.hash(hash, facts[i + k + 2].phraseHash);
                int kinds = tables.phrase(hash);
                found |= kinds;
                for (int t = 0; t < longest.length && kinds >>> t != 0; t++) {
                    longest[t] = (kinds >>> t & 1) == 1 ? k + 1 : longest[t];
                }
            }
            for (int t = 0; t < longest.length && found >>> t != 0; t++) {
                if (longest[t] > 0 && i + longest[t] > ends[t]) {
                    mark(places, i, longest[t], 4 * t);
                    ends[t] = i + longest[t];
                }
            }
        }
        return places;
    }

    private static void mark(int[] places, int begin, int length, int shift) {
        for (int k = 0; k < length; k++) {
            int place = length == 1 ? 1 : (k == 0 ? 2 : k == length - 1 ? 4 : 3) + (length > 2 ? 3 : 0);
            places[begin + k] = places[begin + k] & ~(15 << shift) | place << shift;
        }
    }

    /** The features of a word by itself. */
    void word(WordFacts w, int context, FeatureList list) {
        int kind = w.caseKind;
        int style = context >> 1;
        list.at(0);
        list.add(style);
        list.add(w.exact);
        list.add(w.lower);
        list.add(w.shape, style);
        list.add(w.longShape);
        list.add(kind, context);
        list.add(w.exact, context & 1);
        list.add(w.prefixes[1]);
        list.add(w.prefixes[2]);
        list.add(w.prefixes[3]);
        list.add(w.suffixes[0], kind);
        list.add(w.suffixes[1], kind);
        list.add(w.suffixes[2]);
        list.add(w.suffixes[3]);
        for (int path : w.paths) {
            list.add(path, kind, context & 1);
        }
        list.add(w.group, kind, context & 1);
        list.add(w.coarseGroup, kind);
        list.add(w.lowerGroup, style);
        list.add(w.lists, kind);
        for (int role = 0; role < WordProfile.ROLES; role++) {
            list.add(WordProfile.share(w.profile, role), kind);
        }
        list.add(w.profile, kind);
    }

    /** The features of a word beside another, at a distance of -2..2 words; the capital is that of the other. */
    void neighbour(WordFacts w, int distance, boolean capital, FeatureList list) {
        int other = capital ? 1 : 0;
        switch (distance) {
            case -1 -> list.at(BEFORE_1);
            case 1 -> list.at(AFTER_1);
            case -2 -> list.at(BEFORE_2);
            default -> list.at(AFTER_2);
        }
        list.add(w.lower);
        list.add(w.paths[3], other);
        list.add(w.group, other);
        if (distance == 1 || distance == -1) {
            list.add(w.exact);
            list.add(w.paths[1], other);
            list.add(w.lists, other);
            list.add(w.profileMain, other);
        }
    }

    /** The features that join the word at i (counted with two signs before the first) to what is around it. */
    void joint(WordFacts[] facts, int i, boolean first, int known, int[] phrases, FeatureList list) {
        WordFacts w = facts[i];
        WordFacts b = facts[i - 1];
        WordFacts a = facts[i + 1];
        int kind = w.caseKind;
        list.at(JOINT);
        list.add(b.lower, w.lower);
        list.add(w.lower, a.lower);
        list.add(b.lower, w.shape);
        list.add(w.shape, a.lower);
        list.add(b.lower, a.lower, kind);
        list.add(b.shape, w.shape);
        list.add(w.shape, a.shape);
        list.add(b.shape, w.shape, a.shape);
        list.add(facts[i - 2].lower, b.lower, kind);
        list.add(a.lower, facts[i + 2].lower, kind);
        list.add(b.paths[3], w.paths[3], kind);
        list.add(w.paths[3], a.paths[3], kind);
        list.add(b.paths[2], kind, a.paths[2]);
        list.add(b.suffixes[2], w.suffixes[2], kind);
        list.add(b.lists, w.lists, kind);
        list.add(w.lists, a.lists, kind);
        list.add(b.lists, kind, a.lists);
        list.add(b.coarseGroup, w.coarseGroup, kind);
        list.add(w.coarseGroup, a.coarseGroup, kind);
        list.add(b.group, w.group);
        list.add(w.group, a.group);
        list.add(b.coarseGroup, kind, a.coarseGroup);
        list.add(b.profileMain, w.profileMain, kind);
        list.add(w.profileMain, a.profileMain, kind);
        list.add(b.profileMain, kind, a.profileMain);
        list.add(known, kind);
        list.add(known, w.exact);
        int here = phrases[i - 2];
        int person = here & 15;
        int organisation = here >> 4 & 15;
        int place = here >> 8 & 15;
        list.add(person, kind);
        list.add(organisation, kind);
        list.add(place, kind);
        list.add(here >> 12 & 255, kind);
        list.add(here >> 20, kind);
        list.add(here & 0xFFF, kind);
        list.add(here & 0xFFF, w.paths[1], first ? 1 : 0);
        list.add(here & 0xFFF, i - 1 < phrases.length ? phrases[i - 1] & 0xFFF : -1);
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final NameFeatures FEATURES = new NameFeatures();
    }
}
