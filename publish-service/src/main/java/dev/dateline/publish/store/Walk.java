package dev.dateline.publish.store;

import dev.dateline.publish.store.Partitions.Stretch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * The way of one search through the stretches, until there is enough. Words are found by looking at each article of the first
 * few, which is soon done where many have them, and beyond by their index. How many of those looked at had the words tells whether
 * to look at more: an index that shows half of all articles is the slower way to the next hundred.
 */
final class Walk {

    /** What it takes to look for words in an article, and to sort one that their index shows, in millionths of a second, as measured. */
    private static final double LOOK_MICROS = 12;

    private static final double SORT_MICROS = 1.6;

    /** For a phrase each article that has its words somewhere is looked at too; how many those are nothing tells. */
    private static final double MOST_FOR_PHRASE = 6_000;

    /** Chance may thin out what is looked for. */
    private static final double MARGIN = 1.2;

    /** What is looked for. */
    enum Kind {
        /** No words: all is told by the order and the keys. */
        KEYS,
        /** Words, wherever they stand. */
        WORDS,
        /** Words side by side. */
        PHRASE
    }

    private final Deque<Stretch> left;
    private final boolean newestFirst;
    private final Kind kind;

    Walk(List<Stretch> stretches, boolean newestFirst, Kind kind) {
        this.left = new ArrayDeque<>(stretches);
        this.newestFirst = newestFirst;
        this.kind = kind;
    }

    /**
     * Goes on until as many as wanted are found, or everything was gone through.
     *
     * @param read takes a stretch and how many are still wanted, and answers how many it found
     */
    void until(int wanted, ToIntBiFunction<Stretch, Integer> read) {
        int missing = wanted;
        while (missing > 0 && !left.isEmpty()) {
            Stretch stretch = left.removeFirst();
            int found = read.applyAsInt(stretch, missing);
            missing -= found;
            if (stretch.walked() && found > 0 && missing > 0) {
                lookOn((double) found / (stretch.to() - stretch.from()), missing);
            }
        }
    }

    /** Cuts off the beginning of the next stretch where looking at each of its articles is the shorter way. */
    private void lookOn(double density, int missing) {
        Stretch next = left.peekFirst();
        if (next == null || next.walked()) {
            return;
        }
        long length = next.to() - next.from();
        double looks = MARGIN * missing / density;
        boolean shorter = switch (kind) {
            case KEYS -> false;
            case WORDS -> looks * LOOK_MICROS < density * length * SORT_MICROS;
            case PHRASE -> looks <= MOST_FOR_PHRASE;
        };
        if (shorter) {
            left.removeFirst();
            long cut = Math.min(length, (long) looks);
            if (cut < length) {
                left.addFirst(next.after(cut, newestFirst));
            }
            left.addFirst(next.beginning(cut, newestFirst));
        }
    }
}
