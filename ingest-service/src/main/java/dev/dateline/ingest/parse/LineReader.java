package dev.dateline.ingest.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a stream line by line and holds no more than one line of bounded length, however long the stream or a line is. */
public final class LineReader {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private int number;

    /**
     * A reader from the first line on.
     *
     * @param in not closed by this reader
     * @param longest how many bytes of a line are kept; the rest of a longer one is passed over and counted
     */
    public LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * A line.
     *
     * @param number counted from 1
     * @param bytes the line without its line end, or its beginning where it is longer than the reader keeps
     * @param length the whole length of the line in bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on as they are, never compared.
    public record Line(int number, byte[] bytes, long length) {

        /** Whether there is nothing to see on the line. */
        public boolean isBlank() {
            for (byte b : bytes) {
                if (b < 0 || b > ' ') {
                    return false;
                }
            }
            return true;
        }

        boolean isCut() {
            return length > bytes.length;
        }
    }

    /** The next line, which may be blank; null at the end of the stream. */
    public @Nullable Line next() throws IOException {
        if (position == limit && !fill()) {
            return null;
        }
        int whole = endOfLine();
        if (whole < limit) {
            int begin = position;
            position = whole + 1;
            number++;
            int kept = Math.min(whole - begin, longest);
            return new Line(number, Arrays.copyOfRange(buffer, begin, begin + kept), whole - begin);
        }
        return acrossBuffers();
    }

    private Line acrossBuffers() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(2 * (limit - position));
        long length = 0;
        do {
            int end = endOfLine();
            int available = end - position;
            kept.write(buffer, position, (int) Math.min(available, (long) longest - kept.size()));
            length += available;
            position = Math.min(end + 1, limit);
            if (end < limit) {
                break;
            }
        } while (fill());
        number++;
        return new Line(number, kept.toByteArray(), length);
    }

    /** The index of the next line end in the buffer; that behind its last byte where there is none. */
    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(in.read(buffer), 0);
        return limit > 0;
    }
}
