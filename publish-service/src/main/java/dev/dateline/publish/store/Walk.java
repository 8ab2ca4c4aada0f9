package dev.dateline.publish.store;

import dev.dateline.publish.store.Partitions.Stretch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * The way of one search through the stretches, until there is enough. It begins with a few articles. How many of those matched
 * tells how many more it takes: what many articles have in common is found among the next few thousand, where to sort all that a
 * partition has of it would take long.
 */
final class Walk {

    /** Articles that it begins with, and the least that it goes on by: to ask takes as long as to find that few. */
    private static final int BEGINNING = 1_000;

    /** The longest part of a stretch that is searched by its blocks: each block is looked up in the index. */
    private static final int LONGEST_CUT = 128 * 1024;

    /** Chance may thin out what is looked for. */
    private static final double MARGIN = 1.2;

    private final Deque<Stretch> left;
    private final boolean newestFirst;
    private long searched;
    private long matched;

    Walk(List<Stretch> stretches, boolean newestFirst) {
        this.left = new ArrayDeque<>(stretches);
        this.newestFirst = newestFirst;
    }

    /**
     * Goes on until as many as wanted are found, or everything was gone through.
     *
     * @param read takes a stretch and how many are still wanted, and answers how many it found
     */
    void until(int wanted, ToIntBiFunction<Stretch, Integer> read) {
        int missing = wanted;
        while (missing > 0 && !left.isEmpty()) {
            Stretch stretch = next(missing);
            int found = read.applyAsInt(stretch, missing);
            missing -= found;
            matched += found;
            searched += stretch.length();
        }
    }

    /** The next stretch, or its beginning where that is likely to do. */
    private Stretch next(int missing) {
        Stretch next = left.removeFirst();
        double needed = Math.max(BEGINNING, searched < BEGINNING ? 0 : MARGIN * missing * searched / matched);
        if (!isCut(needed, next.length())) {
            return next;
        }
        left.addFirst(next.after((long) needed, newestFirst));
        return next.beginning((long) needed, newestFirst);
    }

    /** Whether a part of so many articles is worth to be searched by itself. */
    static boolean isCut(double part, long whole) {
        return part <= whole / 2.0 && part <= LONGEST_CUT;
    }
}
