package dev.dateline.ingest.limits;

import com.github.luben.zstd.ZstdInputStream;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The content encodings that are understood, as RFC 9110 and RFC 8878 name them. */
public enum ContentEncoding {
    /** Bytes as they are. */
    IDENTITY,
    /** gzip. */
    GZIP,
    /** Zstandard. */
    ZSTD;

    /** The code of the problem of bytes that are not in the encoding that they are said to be in. */
    public static final String BAD = "bad-content-encoding";

    /** RFC 8878 asks a decoder to manage 8 MiB; a frame that asks for more would cost that much memory. */
    private static final int LARGEST_ZSTD_WINDOW_LOG = 23;

    private static final int BUFFER_BYTES = 16 * 1024;

    /**
     * The encoding that a header states.
     *
     * @throws ProblemException 415, if it is not understood
     */
    public static ContentEncoding of(@Nullable String header) {
        return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "zstd" -> ZSTD;
            default ->
                throw new ProblemException(
                        new Problem(
                                415,
                                "unsupported-content-encoding",
                                "The content encoding is not understood",
                                "send Content-Encoding gzip, zstd or none"),
                        Map.of("Accept-Encoding", "gzip, zstd"),
                        null);
        };
    }

    /**
     * The decoded bytes; what cannot be decoded ends the request with 400.
     *
     * @throws IOException if the stream itself fails
     */
    public InputStream decode(InputStream encoded) throws IOException {
        try {
            return switch (this) {
                case IDENTITY -> encoded;
                case GZIP -> new Decoded(new GZIPInputStream(encoded, BUFFER_BYTES));
                case ZSTD -> new Decoded(new ZstdInputStream(encoded).setLongMax(LARGEST_ZSTD_WINDOW_LOG));
            };
        } catch (IOException e) {
            throw bad(e);
        }
    }

    private ProblemException bad(IOException e) {
        return new ProblemException(
                new Problem(
                        400,
                        BAD,
                        "The body is not in its content encoding",
                        "it is said to be " + name().toLowerCase(Locale.ROOT) + " and cannot be decoded to its end"),
                Map.of(),
                e);
    }

    /** Below it, a client's body throws problems, never an IOException: one that arrives here is the decoder's own. */
    private final class Decoded extends FilterInputStream {

        Decoded(InputStream decoder) {
            super(decoder);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw bad(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw bad(e);
            }
        }
    }
}
