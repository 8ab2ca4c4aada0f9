package dev.dateline.analysis.entities;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the tagger sees of a word and its neighbours, each fact as a hash. Training and tagging share it. */
public final class NameFeatures {

    /** How many features a token has. */
    public static final int PER_TOKEN = 50;

    private static final int[] PATH_LENGTHS = {4, 6, 10, 16};
    private static final Facts BEFORE = Facts.edge("<s>");
    private static final Facts AFTER = Facts.edge("</s>");

    private final WordClusters clusters;
    private final WordLists lists;
    private final KnownOrganisations organisations;
    private final int[][] pathHashes;

    private NameFeatures(WordClusters clusters, WordLists lists, KnownOrganisations organisations) {
        this.lists = lists;
        this.organisations = organisations;
        this.clusters = clusters;
        List<String> paths = clusters.paths();
        this.pathHashes = new int[paths.size()][PATH_LENGTHS.length];
        for (int c = 0; c < pathHashes.length; c++) {
            for (int p = 0; p < PATH_LENGTHS.length; p++) {
                String path = paths.get(c);
                pathHashes[c][p] = path.substring(0, Math.min(PATH_LENGTHS[p], path.length()))
                        .hashCode();
            }
        }
    }

    /** The features with the tables that ship with this module. */
    public static NameFeatures standard() {
        return new NameFeatures(
                new WordClusters(TableFile.rows("clusters.tsv.gz")), new WordLists(), new KnownOrganisations());
    }

    /** The hashes of the features of each token of a sentence, token by token. */
    public int[] hashes(List<String> words) {
        int n = words.size();
        Facts[] facts = new Facts[n + 4];
        facts[0] = facts[1] = BEFORE;
        facts[n + 2] = facts[n + 3] = AFTER;
        for (int i = 0; i < n; i++) {
            facts[i + 2] = facts(words.get(i));
        }
        int style = Lettering.of(words).ordinal();
        int[] known = knownOrganisations(words);
        int[] hashes = new int[n * PER_TOKEN];
        for (int i = 0; i < n; i++) {
            new Writer(hashes, i * PER_TOKEN).write(facts, i + 2, style, i == 0, known[i]);
        }
        return hashes;
    }

    /** For each word 0 outside the known names of organisations, 1 if it begins one, 2 if it goes on with one. */
    private int[] knownOrganisations(List<String> words) {
        int[] known = new int[words.size()];
        for (int i = 0; i < known.length; i++) {
            int length = organisations.matchAt(words, i);
            if (length > 0) {
                Arrays.fill(known, i, i + length, 2);
                known[i] = 1;
                i += length - 1;
            }
        }
        return known;
    }

    private Facts facts(String word) {
        String plain = word.indexOf('’') >= 0 ? word.replace('’', '\'') : word;
        String lowerCase = plain.toLowerCase(Locale.ROOT);
        return new Facts(plain, lowerCase, pathHashes[clusters.cluster(lowerCase)], lists.of(lowerCase));
    }

    /** What is known of a word by itself. */
    private static final class Facts {

        static final int OTHER = 0;
        static final int LOWER = 1;
        static final int CAPITALISED = 2;
        static final int UPPER = 3;
        static final int MIXED = 4;

        final int exact;
        final int lower;
        final int shape;
        final int longShape;
        final int caseKind;
        final int prefix2;
        final int prefix3;
        final int prefix4;
        final int suffix1;
        final int suffix2;
        final int suffix3;
        final int suffix4;
        final int[] paths;
        final int lists;

        Facts(String plain, String lowerCase, int[] paths, int lists) {
            this.paths = paths;
            this.lists = lists;
            this.exact = digitsAlike(plain);
            this.lower = digitsAlike(lowerCase);
            int shapes = 0;
            int longShapes = 0;
            int previous = 0;
            int uppers = 0;
            int lowers = 0;
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                int kind = kind(c);
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
            this.prefix2 = part(lowerCase, 0, 2);
            this.prefix3 = part(lowerCase, 0, 3);
            this.prefix4 = part(lowerCase, 0, 4);
            int end = lowerCase.length();
            this.suffix1 = part(lowerCase, end - 1, end);
            this.suffix2 = part(lowerCase, end - 2, end);
            this.suffix3 = part(lowerCase, end - 3, end);
            this.suffix4 = part(lowerCase, end - 4, end);
        }

        static Facts edge(String sign) {
            return new Facts(sign, sign, new int[PATH_LENGTHS.length], 0);
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
            return Character.isDigit(c) ? '0' : c;
        }

        private static int digitsAlike(String word) {
            int hash = 7;
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                hash = hash * 31 + (c >= '0' && c <= '9' ? '0' : c);
            }
            return hash;
        }

        private static int part(String word, int from, int to) {
            if (from < 0 || to > word.length()) {
                return 1;
            }
            int hash = 3;
            for (int i = from; i < to; i++) {
                hash = hash * 31 + word.charAt(i);
            }
            return hash;
        }
    }

    /** Writes the features of one token; the order numbers them, so that equal facts in different places differ. */
    private static final class Writer {

        private final int[] hashes;
        private final int begin;
        private int at;

        Writer(int[] hashes, int begin) {
            this.hashes = hashes;
            this.begin = begin;
            this.at = begin;
        }

        void write(Facts[] facts, int i, int style, boolean first, int known) {
            Facts w = facts[i];
            Facts before = facts[i - 1];
            Facts after = facts[i + 1];
            int position = first ? 1 : 0;
            add(style);
            add(w.exact);
            add(w.lower);
            add(w.shape, style);
            add(w.longShape);
            add(w.caseKind, position, style);
            add(w.exact, position);
            add(w.prefix2);
            add(w.prefix3);
            add(w.prefix4);
            add(w.suffix1, w.caseKind);
            add(w.suffix2, w.caseKind);
            add(w.suffix3);
            add(w.suffix4);
            add(before.exact);
            add(after.exact);
            add(before.lower);
            add(after.lower);
            add(facts[i - 2].lower);
            add(facts[i + 2].lower);
            add(before.lower, w.lower);
            add(w.lower, after.lower);
            add(before.lower, w.shape);
            add(w.shape, after.lower);
            add(before.lower, after.lower, w.caseKind);
            add(before.shape, w.shape);
            add(w.shape, after.shape);
            add(before.shape, w.shape, after.shape);
            add(facts[i - 2].lower, before.lower, w.caseKind);
            add(after.lower, facts[i + 2].lower, w.caseKind);
            for (int p = 0; p < PATH_LENGTHS.length; p++) {
                add(w.paths[p], w.caseKind, position);
            }
            add(before.paths[1], w.caseKind);
            add(after.paths[1], w.caseKind);
            add(before.paths[3], w.caseKind);
            add(after.paths[3], w.caseKind);
            add(facts[i - 2].paths[3]);
            add(facts[i + 2].paths[3]);
            add(before.paths[3], w.paths[3], w.caseKind);
            add(w.paths[3], after.paths[3], w.caseKind);
            add(before.paths[2], w.caseKind, after.paths[2]);
            add(w.suffix3, before.suffix3, w.caseKind);
            add(w.lists, w.caseKind);
            add(before.lists, w.lists, w.caseKind);
            add(w.lists, after.lists, w.caseKind);
            add(before.lists, w.caseKind, after.lists);
            add(known, w.caseKind);
            add(known, w.exact);
        }

        private void add(int a) {
            add(a, 0, 0);
        }

        private void add(int a, int b) {
            add(a, b, 0);
        }

        private void add(int a, int b, int c) {
            int hash = (at - begin + 1) * 0x9E3779B1;
            hash = (hash ^ a) * 0x85EBCA6B;
            hash = ((hash ^ (hash >>> 15)) + b) * 0xC2B2AE35;
            hash = ((hash ^ (hash >>> 13)) + c) * 0x27D4EB2F;
            hashes[at++] = (hash ^ (hash >>> 16)) * 0x9E3779B1;
        }
    }
}
