package dev.dateline.ingest.limits;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends its request with 413 where it goes on beyond its limit, whatever length was announced. */
public final class BoundedBody extends FilterInputStream {

    /** The code of the problem. */
    public static final String TOO_LARGE = "request-too-large";

    private final long limit;
    private final String what;
    private final String advice;
    private long read;

    /**
     * A bounded stream.
     *
     * @param limit bytes that it may have
     * @param what those bytes are, for the answer: "of the body"
     * @param advice what the client can do
     */
    public BoundedBody(InputStream body, long limit, String what, String advice) {
        super(body);
        this.limit = limit;
        this.what = what;
        this.advice = advice;
    }

    /** Refuses a length before it is read. */
    public static void check(long bytes, long limit, String what, String advice) {
        if (bytes > limit) {
            throw new ProblemException(new Problem(
                    413,
                    TOO_LARGE,
                    "The request is too large",
                    "more than " + limit + " bytes " + what + "; " + advice));
        }
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int got = super.read(bytes, offset, length);
        count(Math.max(got, 0));
        return got;
    }

    private void count(int bytes) {
        read += bytes;
        check(read, limit, what, advice);
    }
}
