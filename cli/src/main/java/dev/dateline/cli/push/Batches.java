package dev.dateline.cli.push;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A file cut into requests: JSON lines into batches of bounded size, anything else whole. The media type is told by how
 * the content begins, not by the file's name.
 */
final class Batches {

    private static final int MAX_LINES = 500;
    private static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final int LOOK_AHEAD = 1024 * 1024;

    private Batches() {}

    /**
     * One request.
     *
     * @param mediaType of the body
     * @param firstLine the number of its first line within the file, from 1
     * @param lines how many lines it holds; 1 for a body that is one item
     * @param body the bytes
     */
    record Batch(String mediaType, int firstLine, int lines, byte[] body) {}

    /** Takes batches one by one, and may wait before it returns. */
    interface Sink {
        void take(Batch batch) throws IOException;
    }

    /** Reads the stream to its end. */
    static void read(InputStream in, Sink sink) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, LOOK_AHEAD);
        buffered.mark(LOOK_AHEAD);
        byte[] start = buffered.readNBytes(LOOK_AHEAD - 1);
        buffered.reset();
        String mediaType = mediaType(start);
        if (mediaType.equals("application/x-ndjson")) {
            readLines(buffered, sink);
        } else {
            sink.take(new Batch(mediaType, 1, 1, buffered.readAllBytes()));
        }
    }

    private static String mediaType(byte[] start) {
        int first = firstVisible(start);
        return switch (first < start.length ? start[first] : ' ') {
            case '{' -> isJsonLines(start, first) ? "application/x-ndjson" : "application/json";
            case '[' -> "application/json";
            case '<' -> isHtml(start, first) ? "text/html" : "application/xml";
            default -> "text/plain";
        };
    }

    /** The index of the first byte that is neither white space nor part of a byte order mark. */
    private static int firstVisible(byte[] bytes) {
        int index = 0;
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            index = 3;
        }
        while (index < bytes.length && Character.isWhitespace(bytes[index])) {
            index++;
        }
        return index;
    }

    /** JSON lines if the first line ends an object; an object laid out over several lines ends its first line earlier. */
    private static boolean isJsonLines(byte[] start, int first) {
        int last = first;
        for (int i = first; i < start.length && start[i] != '\n'; i++) {
            if (!Character.isWhitespace(start[i])) {
                last = i;
            }
        }
        return last > first && start[last] == '}';
    }

    private static boolean isHtml(byte[] start, int first) {
        String head = new String(start, first, Math.min(512, start.length - first), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.contains("<html");
    }

    private static void readLines(InputStream in, Sink sink) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int lines = 0;
        int firstLine = 1;
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                if (lines > 0 && (lines == MAX_LINES || body.size() + line.size() > MAX_BYTES)) {
                    sink.take(new Batch("application/x-ndjson", firstLine, lines, body.toByteArray()));
                    firstLine += lines;
                    lines = 0;
                    body.reset();
                }
                line.writeTo(body);
                line.reset();
                lines++;
            }
        }
        if (line.size() > 0) {
            line.writeTo(body);
            lines++;
        }
        if (lines > 0) {
            sink.take(new Batch("application/x-ndjson", firstLine, lines, body.toByteArray()));
        }
    }
}
