package dev.dateline.analysis.entities;

import java.util.ArrayList;
import java.util.List;

/**
 * Which words are used alike: Brown clusters (Brown et al. 1992), each a path of bits in a binary tree; clusters with a
 * common prefix are near one another. A word is known by a 64-bit hash, so a table of half a million words is small.
 */
final class WordClusters {

    /** The cluster of words that are not in the table. */
    static final int NONE = 0;

    private final long[] words;
    private final short[] clusters;
    private final List<String> paths;

    /** Takes a table: a row a cluster, its path, then its words with spaces between. */
    WordClusters(List<String[]> rows) {
        List<String> allPaths = new ArrayList<>(List.of(""));
        int size = 0;
        for (String[] row : rows) {
            allPaths.add(row[0]);
            size += row[1].length() / 4;
        }
        this.paths = List.copyOf(allPaths);
        this.words = new long[Integer.highestOneBit(size) << 1];
        this.clusters = new short[words.length];
        for (int i = 0; i < rows.size(); i++) {
            for (String word : rows.get(i)[1].split(" ")) {
                put(hash(word), (short) (i + 1));
            }
        }
    }

    private static long hash(String word) {
        long hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash == 0 ? 1 : hash;
    }

    private void put(long hash, short cluster) {
        int slot = slot(hash);
        words[slot] = hash;
        clusters[slot] = cluster;
    }

    private int slot(long hash) {
        int mask = words.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (words[slot] != 0 && words[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** The number of the cluster of a lower-case word. */
    int cluster(String lowerCase) {
        return clusters[slot(hash(lowerCase))];
    }

    /** The path of each cluster, by its number. */
    List<String> paths() {
        return paths;
    }
}
