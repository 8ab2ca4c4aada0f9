package dev.dateline.analysis.entities;

import java.util.Arrays;

/** Features as hashes, while they are gathered. Not safe for use by threads. */
public final class FeatureList {

    private int[] hashes = new int[128];
    private int size;
    private int slot;

    /** Goes on with the features of a place: their numbers begin here, so that equal facts in different places differ. */
    void at(int firstSlot) {
        slot = firstSlot;
    }

    void add(int a) {
        add(a, 0, 0);
    }

    void add(int a, int b) {
        add(a, b, 0);
    }

    void add(int a, int b, int c) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash(++slot, a, b, c);
    }

    /** The hash of a feature: the number of its kind and what it saw. */
    private static int hash(int slot, int a, int b, int c) {
        int hash = slot * 0x9E3779B1;
        hash = (hash ^ a) * 0x85EBCA6B;
        hash = ((hash ^ (hash >>> 15)) + b) * 0xC2B2AE35;
        hash = ((hash ^ (hash >>> 13)) + c) * 0x27D4EB2F;
        return (hash ^ (hash >>> 16)) * 0x9E3779B1;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return hashes[index];
    }

    int[] toArray() {
        return Arrays.copyOf(hashes, size);
    }
}
