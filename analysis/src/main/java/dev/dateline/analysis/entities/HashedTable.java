package dev.dateline.analysis.entities;

import dev.dateline.analysis.tables.Varint;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A large table of words or phrases, each with a small number. A key is known by 40 bits of its hash alone, so that a million
 * phrases take a few megabytes; about one in a million strange phrases is taken for one of them.
 */
public final class HashedTable {

    private static final int FORMAT = 0x444C4854;
    private static final int KEY_BITS = 40;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The binary logarithm of the signs a slot. */
    private static final int SIGN_BITS = 2;

    private final int[] keys;
    private final short[] values;
    private final int slotBits;

    /**
     * A bit for what keys begin with. Most phrases that are asked for are not in the table, and a megabyte of signs, which stays near the
     * processor, tells so of five in six.
     */
    private final long[] signs;

    private HashedTable(int size) {
        this.slotBits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(size + size / 3));
        this.keys = new int[1 << slotBits];
        this.values = new short[1 << slotBits];
        this.signs = new long[Math.ceilDiv(1 << slotBits + SIGN_BITS, Long.SIZE)];
    }

    /** The hash of a word. */
    public static long hash(String word) {
        long hash = word.length();
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * GOLDEN;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** The hash of a phrase and the word after it, by their hashes; the phrase before the first word has hash 0. */
    public static long hash(long phrase, long word) {
        long hash = (phrase ^ word) * GOLDEN;
        return (hash ^ (hash >>> 31)) * GOLDEN;
    }

    private void put(long key, int value) {
        int slot = (int) (key >>> (KEY_BITS - slotBits));
        while (values[slot] != 0) {
            slot = (slot + 1) & (values.length - 1);
        }
        keys[slot] = (int) key;
        values[slot] = (short) value;
        int sign = sign(key);
        signs[sign / Long.SIZE] |= 1L << sign;
    }

    private int sign(long key) {
        return (int) (key >>> (KEY_BITS - slotBits - SIGN_BITS));
    }

    /** The number of a key, by its hash; 0 for what is not in the table. */
    int get(long hash) {
        long key = hash >>> (Long.SIZE - KEY_BITS);
        int sign = sign(key);
        if ((signs[sign / Long.SIZE] >>> sign & 1) == 0) {
            return 0;
        }
        int slot = (int) (key >>> (KEY_BITS - slotBits));
        while (values[slot] != 0) {
            if (keys[slot] == (int) key) {
                return values[slot];
            }
            slot = (slot + 1) & (values.length - 1);
        }
        return 0;
    }

    /** A table that lies beside the classes. */
    static HashedTable resource(String name) {
        try (InputStream stream = TableFile.open(name)) {
            return read(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HashedTable read(InputStream stream) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16));
        if (in.readInt() != FORMAT) {
            throw new IOException("not a table of hashes");
        }
        int size = in.readInt();
        long[] sorted = new long[size];
        long key = 0;
        for (int i = 0; i < size; i++) {
            key += Varint.read(in);
            sorted[i] = key;
        }
        HashedTable table = new HashedTable(size);
        for (int i = 0; i < size; i++) {
            table.put(sorted[i], in.readShort());
        }
        return table;
    }

    /**
     * Writes a table so that it can be read; equal tables give equal bytes.
     *
     * @param numbers each key's number, 1 to 32767, by the key's hash
     */
    public static void write(Map<Long, Integer> numbers, OutputStream stream) throws IOException {
        SortedMap<Long, Integer> sorted = new TreeMap<>();
        numbers.forEach((hash, number) -> sorted.put(hash >>> (Long.SIZE - KEY_BITS), number));
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream, 1 << 16))) {
            out.writeInt(FORMAT);
            out.writeInt(sorted.size());
            long previous = 0;
            for (long key : sorted.keySet()) {
                Varint.write(key - previous, out);
                previous = key;
            }
            for (int number : sorted.values()) {
                out.writeShort(number);
            }
        }
    }
}
