package dev.dateline.enrich.story;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which members stand under a key, newest first. An open table of chains in plain arrays, because it holds millions of
 * entries of which most keys have one; adding and removing take constant time.
 */
final class Postings {

    /** Bytes that one entry takes, its places in the table and in its member included. */
    static final int ENTRY_BYTES = 28;

    private static final int NONE = -1;

    /** Links of a chain that are followed at most; other keys may share it. */
    private static final int STEPS = 1024;

    private int[] chains = filled(1 << 10);
    private int[] keys = new int[1 << 10];
    private int[] newer = new int[1 << 10];
    private int[] older = new int[1 << 10];
    private @Nullable Member[] members = new Member[1 << 10];
    private int used;
    private int free = NONE;
    private int size;

    /** Adds an entry, newer than all others; the answer is its number, by which it is removed. */
    int add(int key, Member member) {
        if (size == chains.length) {
            spread();
        }
        int entry = take();
        keys[entry] = key;
        members[entry] = member;
        link(entry);
        size++;
        return entry;
    }

    void remove(int entry) {
        int before = newer[entry];
        int after = older[entry];
        if (before == NONE) {
            chains[chain(keys[entry])] = after;
        } else {
            older[before] = after;
        }
        if (after != NONE) {
            newer[after] = before;
        }
        members[entry] = null;
        older[entry] = free;
        free = entry;
        size--;
    }

    /** Shows the newest members under a key, newest first, at most as many as given. */
    void newest(int key, int limit, Consumer<Member> to) {
        int seen = 0;
        int entry = chains[chain(key)];
        for (int steps = 0; entry != NONE && seen < limit && steps < STEPS; steps++) {
            Member member = members[entry];
            if (keys[entry] == key && member != null) {
                to.accept(member);
                seen++;
            }
            entry = older[entry];
        }
    }

    int size() {
        return size;
    }

    private int take() {
        if (free != NONE) {
            int entry = free;
            free = older[entry];
            return entry;
        }
        if (used == keys.length) {
            keys = Arrays.copyOf(keys, used * 2);
            newer = Arrays.copyOf(newer, used * 2);
            older = Arrays.copyOf(older, used * 2);
            members = Arrays.copyOf(members, used * 2);
        }
        return used++;
    }

    private void link(int entry) {
        int chain = chain(keys[entry]);
        int first = chains[chain];
        newer[entry] = NONE;
        older[entry] = first;
        if (first != NONE) {
            newer[first] = entry;
        }
        chains[chain] = entry;
    }

    /** Doubles the chains. Each is taken apart from its oldest entry on, so that the newest stays first. */
    private void spread() {
        int[] before = chains;
        chains = filled(before.length * 2);
        for (int first : before) {
            int oldest = NONE;
            for (int entry = first; entry != NONE; entry = older[entry]) {
                oldest = entry;
            }
            int entry = oldest;
            while (entry != NONE) {
                int next = newer[entry];
                link(entry);
                entry = next;
            }
        }
    }

    private int chain(int key) {
        // Fibonacci hashing: keys below a bound must not crowd into the first chains.
        return (key * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(chains.length));
    }

    private static int[] filled(int length) {
        int[] chains = new int[length];
        Arrays.fill(chains, NONE);
        return chains;
    }
}
