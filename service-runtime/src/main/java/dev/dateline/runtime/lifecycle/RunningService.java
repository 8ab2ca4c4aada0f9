package dev.dateline.runtime.lifecycle;

/** A service that was started and is not yet closed. */
@SuppressWarnings("try") // Closing waits for what was begun, so it can be interrupted.
public interface RunningService extends AutoCloseable {

    /**
     * Waits until the service cannot go on, and throws the cause.
     *
     * @throws InterruptedException if the waiting thread is asked to stop; the service still runs
     * @throws Exception the cause of the end
     */
    void await() throws Exception;

    /** Stops the service: no new work, what was begun is finished, everything opened is closed. */
    @Override
    void close() throws Exception;
}
