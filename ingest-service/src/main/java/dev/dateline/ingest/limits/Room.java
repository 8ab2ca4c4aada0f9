package dev.dateline.ingest.limits;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for bodies that are held whole, shared by all requests. It is taken up as a body arrives, not as it is
 * announced, so that a slow client holds what it sent and no more. Thread-safe.
 */
public final class Room {

    private static final int FIRST_STEP = 8 * 1024;
    private static final int LARGEST_STEP = 64 * 1024;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Semaphore bytes;

    /** Room for so many bytes. */
    public Room(int bytes) {
        this.bytes = new Semaphore(bytes);
    }

    /** A request's part of the room, given back when it is closed. For one thread. */
    public final class Held implements AutoCloseable {

        private int held;

        /**
         * Reads a stream to its end.
         *
         * @param announced its length, as far as known, else negative; only to take no more than is needed
         * @throws ProblemException 503, if there is no room
         */
        public byte[] readAll(InputStream in, long announced) throws IOException, InterruptedException {
            int step = announced >= 0 && announced < FIRST_STEP ? (int) announced + 1 : FIRST_STEP;
            ByteArrayOutputStream all = new ByteArrayOutputStream(step);
            int got;
            byte[] part;
            do {
                part = new byte[step];
                take(step);
                got = in.readNBytes(part, 0, step);
                all.write(part, 0, got);
                step = Math.min(2 * step, LARGEST_STEP);
            } while (got == part.length);
            return all.toByteArray();
        }

        private void take(int step) throws InterruptedException {
            if (!bytes.tryAcquire(step, WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(
                        new Problem(503, "overloaded", "Too much is being pushed at once", "try again a little later"),
                        Map.of("Retry-After", "5"),
                        null);
            }
            held += step;
        }

        @Override
        public void close() {
            bytes.release(held);
            held = 0;
        }
    }

    /** Nothing yet. */
    public Held hold() {
        return new Held();
    }
}
