package dev.dateline.enrich.trend;

import java.util.List;

/**
 * In which hop each of many 64-bit hashes was seen last: an open table of 12 bytes a place, so that a million tags fit. Keys
 * are hashes already; 0 is none.
 */
final class LastSeen {

    /** What {@link #see} says of a key that was not here. */
    static final int NEVER = Integer.MIN_VALUE;

    /** Most tags are seen once a day: room for one, and the place that ends a search. */
    private static final int FIRST_CAPACITY = 2;

    private long[] keys = new long[FIRST_CAPACITY];
    private int[] hops = new int[FIRST_CAPACITY];
    private int size;

    LastSeen() {}

    private LastSeen(LastSeen other) {
        keys = other.keys.clone();
        hops = other.hops.clone();
        size = other.size;
    }

    LastSeen copy() {
        return new LastSeen(this);
    }

    /** What was written down before. */
    static LastSeen of(List<Long> keys, List<Integer> hops) {
        LastSeen seen = new LastSeen();
        for (int i = 0; i < keys.size(); i++) {
            seen.see(keys.get(i), hops.get(i));
        }
        return seen;
    }

    /** Writes every key down, and its hop. */
    void writeTo(List<Long> intoKeys, List<Integer> intoHops) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                intoKeys.add(keys[i]);
                intoHops.add(hops[i]);
            }
        }
    }

    /** Notes a key within a hop; answers the hop in which it was seen last before, or {@link #NEVER}. */
    int see(long hash, int hop) {
        long key = hash == 0 ? 1 : hash;
        int place = place(keys, key);
        if (keys[place] == key) {
            int before = hops[place];
            hops[place] = Math.max(before, hop);
            return before;
        }
        if (4 * (size + 1) > 3 * keys.length) {
            rebuild(2 * keys.length, NEVER);
            place = place(keys, key);
        }
        keys[place] = key;
        hops[place] = hop;
        size++;
        return NEVER;
    }

    private static int place(long[] keys, long key) {
        int mask = keys.length - 1;
        int place = (int) (key ^ (key >>> 32)) & mask;
        while (keys[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void rebuild(int capacity, int fromHop) {
        long[] newKeys = new long[capacity];
        int[] newHops = new int[capacity];
        int kept = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0 && hops[i] >= fromHop) {
                int place = place(newKeys, keys[i]);
                newKeys[place] = keys[i];
                newHops[place] = hops[i];
                kept++;
            }
        }
        keys = newKeys;
        hops = newHops;
        size = kept;
    }

    /** Forgets what was not seen since a hop. */
    void forgetBefore(int hop) {
        int kept = count(hop, Integer.MAX_VALUE);
        if (kept < size) {
            int capacity = FIRST_CAPACITY;
            while (3 * capacity < 4 * kept) {
                capacity *= 2;
            }
            rebuild(capacity, hop);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many were seen last within these hops. */
    int count(int fromHop, int toHop) {
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0 && hops[i] >= fromHop && hops[i] < toHop) {
                count++;
            }
        }
        return count;
    }

    /**
     * The sum of the weights of all that was seen before a hop, by their age in hops; nothing beyond the last weight.
     *
     * @param weights of what was seen in the hop before, two before, and so on
     */
    long weigh(int endHop, long[] weights) {
        long sum = 0;
        for (int i = 0; i < keys.length; i++) {
            int age = endHop - 1 - hops[i];
            if (keys[i] != 0 && age >= 0 && age < weights.length) {
                sum += weights[age];
            }
        }
        return sum;
    }
}
