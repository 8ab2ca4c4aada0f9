package dev.dateline.analysis.tables;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers, unsigned, in as few bytes as they need: seven bits a byte, the lowest first; all but the last have the eighth bit. */
public final class Varint {

    private Varint() {}

    /** Reads the next one. */
    public static long read(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    /** Writes one. */
    public static void write(long value, DataOutput out) throws IOException {
        long rest = value;
        while (rest >= 0x80) {
            out.writeByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }
}
