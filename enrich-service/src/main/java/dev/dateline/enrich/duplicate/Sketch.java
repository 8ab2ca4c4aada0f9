package dev.dateline.enrich.duplicate;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.dateline.enrich.words.Words;
import java.util.Arrays;
import java.util.List;

/**
 * A text's shingles, each stretch of {@value #SHINGLE} words being one, as a MinHash sketch that tells resemblance and
 * containment alike: of the hashes, those below a bound are kept, the bound being a power of two that leaves at most
 * {@value #KEPT}. Two sketches are compared below the lower of their bounds, where both are complete (FracMinHash:
 * Irber et al. 2022, doi:10.1101/2022.01.11.475838; resemblance and containment: Broder 1997). A text of up to
 * {@value #KEPT} shingles is compared without error.
 *
 * @param hashes ascending as unsigned numbers, distinct, all below 2^(32 - halvings)
 * @param halvings how often the range of hashes was halved, 0..31
 */
public record Sketch(int[] hashes, int halvings) {

    /** Words in a shingle. */
    public static final int SHINGLE = 5;

    /** Most hashes that a sketch keeps. */
    public static final int KEPT = 512;

    /** The sketch of an article's text, its title first. */
    public static Sketch of(String title, String body) {
        List<String> words = Words.of(title + " " + body);
        if (words.isEmpty()) {
            return new Sketch(new int[0], 0);
        }
        Hasher64 hasher = Hashing.komihash5_0();
        int shingles = Math.max(1, words.size() - SHINGLE + 1);
        int[] all = new int[shingles];
        StringBuilder shingle = new StringBuilder();
        for (int i = 0; i < shingles; i++) {
            shingle.setLength(0);
            for (int j = i; j < Math.min(i + SHINGLE, words.size()); j++) {
                shingle.append(words.get(j)).append(' ');
            }
            // Flipping the sign bit makes the order of signed numbers that of unsigned ones.
            all[i] = (int) hasher.hashCharsToLong(shingle) ^ Integer.MIN_VALUE;
        }
        Arrays.sort(all);
        int distinct = distinct(all);
        int halvings = 0;
        while (below(all, distinct, halvings) > KEPT) {
            halvings++;
        }
        int[] kept = new int[below(all, distinct, halvings)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = all[i] ^ Integer.MIN_VALUE;
        }
        return new Sketch(kept, halvings);
    }

    private static int distinct(int[] sorted) {
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return distinct;
    }

    private static int below(int[] flipped, int size, int halvings) {
        if (halvings == 0) {
            return size;
        }
        int bound = (1 << (32 - halvings)) ^ Integer.MIN_VALUE;
        int at = Arrays.binarySearch(flipped, 0, size, bound);
        return at < 0 ? -at - 1 : at;
    }

    /** About how many shingles the text has. */
    public long shingles() {
        return (long) hashes.length << halvings;
    }

    /** How alike two texts are. */
    public Likeness to(Sketch other) {
        int common = Math.max(halvings, other.halvings);
        int mine = size(common);
        int theirs = other.size(common);
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < mine && j < theirs) {
            int order = Integer.compareUnsigned(hashes[i], other.hashes[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int union = mine + theirs - shared;
        return new Likeness(
                union == 0 ? 0 : (double) shared / union,
                mine == 0 ? 0 : (double) shared / mine,
                theirs == 0 ? 0 : (double) shared / theirs);
    }

    private int size(int bound) {
        if (bound == halvings) {
            return hashes.length;
        }
        long end = 1L << (32 - bound);
        int size = 0;
        while (size < hashes.length && Integer.toUnsignedLong(hashes[size]) < end) {
            size++;
        }
        return size;
    }
}
