package dev.dateline.analysis.entities;

import java.util.List;
import java.util.Locale;

/** The tables that tell the tagger about words and phrases. */
final class WordTables {

    private static final int[] PATH_LENGTHS = {4, 6, 10, 16};

    private final WordClusters clusters = new WordClusters(TableFile.rows("clusters.tsv.gz"));
    private final WordLists lists = new WordLists();
    private final HashedTable groups = HashedTable.resource("groups.bin");
    private final HashedTable profiles = HashedTable.resource("profiles.bin");
    private final HashedTable phrases = HashedTable.resource("phrases.bin");
    private final int[] coarseGroups;
    private final int[][] pathHashes;

    /** Reads the shipped tables. */
    WordTables() {
        List<String> paths = clusters.paths();
        this.pathHashes = new int[paths.size()][PATH_LENGTHS.length];
        for (int c = 0; c < pathHashes.length; c++) {
            for (int p = 0; p < PATH_LENGTHS.length; p++) {
                String path = paths.get(c);
                pathHashes[c][p] = path.substring(0, Math.min(PATH_LENGTHS[p], path.length()))
                        .hashCode();
            }
        }
        List<String[]> rows = TableFile.rows("groups.tsv");
        this.coarseGroups = new int[rows.size() + 1];
        for (String[] row : rows) {
            coarseGroups[Integer.parseInt(row[0])] = Integer.parseInt(row[1]);
        }
    }

    /** The facts of a word. */
    WordFacts facts(String word) {
        String plain = plain(word);
        return new WordFacts(word, plain, plain.toLowerCase(Locale.ROOT), this);
    }

    /** With one kind of apostrophe, and 0 for every digit, as the tables have it. */
    private static String plain(String word) {
        StringBuilder plain = null;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char same = c == '’' ? '\'' : c >= '1' && c <= '9' ? '0' : c;
            if (same != c) {
                plain = plain == null ? new StringBuilder(word) : plain;
                plain.setCharAt(i, same);
            }
        }
        return plain == null ? word : plain.toString();
    }

    /** The prefixes of the path of a word's Brown cluster, as hashes. */
    int[] paths(String lowerCase) {
        return pathHashes[clusters.cluster(lowerCase)];
    }

    /** The number of the group of words that are used like this one; 0 for none. */
    int group(long wordHash) {
        return groups.get(wordHash);
    }

    /** The larger group that a group is in. */
    int coarse(int group) {
        return coarseGroups[group];
    }

    int lists(String lowerCase) {
        return lists.of(lowerCase);
    }

    /** The {@link WordProfile} of a word; 0 for none. */
    int profile(long wordHash) {
        return profiles.get(wordHash);
    }

    /** The {@link GazetteerFlags} of a phrase; 0 for none. */
    int phrase(long phraseHash) {
        return phrases.get(phraseHash);
    }
}
