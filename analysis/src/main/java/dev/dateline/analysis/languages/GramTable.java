package dev.dateline.analysis.languages;

import dev.dateline.analysis.tables.Varint;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Pieces of words, each with the languages that it speaks for and how much. A piece is up to six bytes of UTF-8, with a space where a
 * word begins or ends, packed into one number. Immutable.
 */
public final class GramTable {

    private static final int FORMAT = 0x444C4C47;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final List<String> languages;
    private final long[] keys;

    /** By slot, where the entries of its key begin; they end at a 0. */
    private final int[] starts;

    /** Language, counted from 1, in the high byte and score in the low one. */
    private final short[] entries;

    private final int slotBits;

    private GramTable(List<String> languages, int size, short[] entries) {
        this.languages = languages;
        this.slotBits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(size + size / 2));
        this.keys = new long[1 << slotBits];
        this.starts = new int[1 << slotBits];
        this.entries = entries;
    }

    /** The languages of the table, by their numbers. */
    List<String> languages() {
        return languages;
    }

    /** Adds what a piece says to the scores of the languages. */
    void addTo(long[] scores, long gram) {
        int slot = slot(gram);
        if (keys[slot] == 0) {
            return;
        }
        for (int i = starts[slot]; entries[i] != 0; i++) {
            scores[(entries[i] >>> Byte.SIZE & 0xFF) - 1] += entries[i] & 0xFF;
        }
    }

    private int slot(long gram) {
        int slot = (int) (gram * GOLDEN >>> Long.SIZE - slotBits);
        while (keys[slot] != 0 && keys[slot] != gram) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    /** Reads what {@link #write} wrote. */
    static GramTable read(InputStream stream) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16));
        if (in.readInt() != FORMAT) {
            throw new IOException("not a table of pieces of words");
        }
        List<String> languages = List.of(in.readUTF().split(" "));
        int size = in.readInt();
        long[] grams = new long[size];
        long gram = 0;
        for (int i = 0; i < size; i++) {
            gram += Varint.read(in);
            grams[i] = gram;
        }
        int[] counts = new int[size];
        int all = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = in.readUnsignedByte();
            all += counts[i] + 1;
        }
        short[] entries = new short[all];
        GramTable table = new GramTable(languages, size, entries);
        int at = 0;
        for (int i = 0; i < size; i++) {
            int slot = table.slot(grams[i]);
            table.keys[slot] = grams[i];
            table.starts[slot] = at;
            for (int entry = 0; entry < counts[i]; entry++) {
                entries[at++] = in.readShort();
            }
            at++;
        }
        return table;
    }

    /**
     * Writes a table so that it can be read; equal tables give equal bytes.
     *
     * @param languages their codes, by number, at most 255
     * @param grams by packed piece, score 1 to 255 by language's number
     */
    public static void write(
            List<String> languages, SortedMap<Long, SortedMap<Integer, Integer>> grams, OutputStream stream)
            throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream, 1 << 16))) {
            out.writeInt(FORMAT);
            out.writeUTF(String.join(" ", languages));
            out.writeInt(grams.size());
            long previous = 0;
            for (long gram : grams.keySet()) {
                Varint.write(gram - previous, out);
                previous = gram;
            }
            for (Map<Integer, Integer> scores : grams.values()) {
                out.writeByte(scores.size());
            }
            for (SortedMap<Integer, Integer> scores : grams.values()) {
                for (Map.Entry<Integer, Integer> score : scores.entrySet()) {
                    out.writeByte(score.getKey() + 1);
                    out.writeByte(score.getValue());
                }
            }
        }
    }

    /** Packs a piece of a word. */
    public static long pack(byte[] bytes) {
        long packed = 0;
        for (byte next : bytes) {
            packed = packed << Byte.SIZE | next & 0xFF;
        }
        return packed;
    }

    /** Packs a piece of a word that is given as text. */
    static long pack(String piece) {
        return pack(piece.getBytes(StandardCharsets.UTF_8));
    }
}
