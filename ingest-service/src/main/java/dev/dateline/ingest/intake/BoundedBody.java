package dev.dateline.ingest.intake;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that ends the request with 413 where it goes on beyond its limit, whatever length was announced. */
final class BoundedBody extends FilterInputStream {

    private final long limit;
    private final String advice;
    private long read;

    BoundedBody(InputStream body, long announced, long limit, String advice) {
        super(body);
        this.limit = limit;
        this.advice = advice;
        check(announced);
    }

    private void check(long bytes) {
        if (bytes > limit) {
            throw new ProblemException(new Problem(
                    413, "request-too-large", "The request is too large", "more than " + limit + " bytes; " + advice));
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
        check(read);
    }
}
