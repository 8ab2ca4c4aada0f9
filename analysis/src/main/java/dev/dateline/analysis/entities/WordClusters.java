package dev.dateline.analysis.entities;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

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

    private WordClusters(int slots, List<String> paths) {
        this.words = new long[slots];
        this.clusters = new short[slots];
        this.paths = paths;
    }

    /** Reads a gzipped table: a line a cluster, its path, a tab, and its words with spaces between. */
    static WordClusters read(InputStream stream) throws IOException {
        List<String> paths = new ArrayList<>(List.of(""));
        List<String[]> members = new ArrayList<>();
        int count = 0;
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(stream, 1 << 16), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            int tab = line.indexOf('\t');
            paths.add(line.substring(0, tab));
            String[] words = line.substring(tab + 1).split(" ");
            members.add(words);
            count += words.length;
        }
        WordClusters table = new WordClusters(Integer.highestOneBit(count * 2) << 1, List.copyOf(paths));
        for (int i = 0; i < members.size(); i++) {
            for (String word : members.get(i)) {
                table.put(hash(word), (short) (i + 1));
            }
        }
        return table;
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
