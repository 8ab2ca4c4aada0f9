package dev.dateline.ingest.limits;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * How many requests are dealt with at one time, and so how much memory all of them together may take. One too many is
 * turned away rather than made to wait: a thread that waits costs memory too. Thread-safe.
 */
public final class RequestSlots {

    private static final String RETRY_AFTER_SECONDS = "2";

    private final Semaphore free;

    /** Room for so many requests. */
    public RequestSlots(int requests) {
        this.free = new Semaphore(requests);
    }

    /** A request's slot, free again once it is closed. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a slot.
     *
     * @throws ProblemException 503, if there is none
     */
    public Slot take() {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    new Problem(
                            503,
                            "overloaded",
                            "Too many requests are being dealt with at once",
                            "try again a little later, and send more items in fewer requests"),
                    Map.of("Retry-After", RETRY_AFTER_SECONDS),
                    null);
        }
        return free::release;
    }
}
