package dev.dateline.ingest.limits;

import dev.dateline.runtime.digest.Sha256;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as its client sends it: one that comes too slowly ends its request with 408, one that breaks off with 400.
 * Keeps the beginning, so that what is refused can be shown, and a digest of what was read. For one thread.
 */
public final class ClientBody extends FilterInputStream {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final IntakeLimits limits;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream(1024);
    private final @Nullable MessageDigest digest;
    private final long begun = System.nanoTime();
    private long waited;
    private long read;
    private boolean ended;

    /**
     * The body of a request that begins now.
     *
     * @param digested whether {@link #digest} will be asked for
     */
    public ClientBody(InputStream body, IntakeLimits limits, boolean digested) {
        super(body);
        this.limits = limits;
        this.digest = digested ? Sha256.begin() : null;
    }

    /** The beginning of what was read, at most as long as an item may be. */
    public byte[] beginning() {
        return beginning.toByteArray();
    }

    /** Reads what is left, so that the digest is that of the whole body. */
    public byte[] digest() throws IOException {
        byte[] scrap = new byte[8192];
        while (!ended) {
            if (read(scrap, 0, scrap.length) < 0) {
                break;
            }
        }
        return Objects.requireNonNull(digest, "a digest was not asked for").digest();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int got;
        long asked = System.nanoTime();
        try {
            got = super.read(bytes, offset, length);
        } catch (IOException e) {
            throw isTimeout(e) ? slow() : broken();
        }
        waited += System.nanoTime() - asked;
        if (got < 0) {
            ended = true;
            return got;
        }
        read += got;
        if (digest != null) {
            digest.update(bytes, offset, got);
        }
        int room = limits.itemBytes() - beginning.size();
        if (room > 0) {
            beginning.write(bytes, offset, Math.min(room, got));
        }
        checkPace();
        return got;
    }

    private void checkPace() {
        // The pace is the client's: while Kafka makes the service wait, the client may not send.
        Duration sending = Duration.ofNanos(waited);
        boolean dripping = sending.compareTo(GRACE) > 0 && read < limits.bytesPerSecond() * sending.toSeconds();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (dripping || taken.compareTo(limits.requestTime()) > 0) {
            throw slow();
        }
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private ProblemException slow() {
        return new ProblemException(new Problem(
                408,
                "too-slow",
                "The body came too slowly",
                "at least " + limits.bytesPerSecond() + " bytes a second and all of it within "
                        + limits.requestTime().toSeconds() + " s; send smaller requests"));
    }

    private static ProblemException broken() {
        return new ProblemException(new Problem(
                400,
                "body-broken-off",
                "The body broke off",
                "send the whole request again, no item will be taken twice"));
    }
}
