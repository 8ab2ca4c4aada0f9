package dev.dateline.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waiting until a started process answers. */
final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Readiness() {}

    /**
     * Asks again and again until the probe succeeds.
     *
     * @throws LocalStackException if the process ends or does not answer within 90 s
     */
    static void await(GuardedProcess process, Callable<Boolean> probe) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        Exception last = null;
        while (process.alive()
                && System.nanoTime() < limit
                && !Thread.currentThread().isInterrupted()) {
            try {
                if (probe.call()) {
                    return;
                }
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw failure(process, last);
    }

    private static LocalStackException failure(GuardedProcess process, @Nullable Exception last) {
        LocalStackException failure = process.failure("does not come up");
        if (last != null) {
            failure.addSuppressed(last);
        }
        return failure;
    }
}
