package dev.dateline.runtime.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one check with a time limit. A check that hangs keeps one thread at most, however often it is asked for. */
final class TimedCheck {

    static final String UP = "up";
    static final String FAILED = "failed";

    private static final Logger LOG = LoggerFactory.getLogger(TimedCheck.class);
    private static final String NO_ANSWER = "no answer";

    private final HealthCheck check;
    private @Nullable Thread runner;
    private CompletableFuture<String> result = CompletableFuture.completedFuture(UP);
    private String lastResult = UP;

    TimedCheck(HealthCheck check) {
        this.check = check;
    }

    String name() {
        return check.name();
    }

    /** Begins an attempt, or joins the one that is still running; the result is complete after the timeout at the latest. */
    synchronized CompletableFuture<String> attempt(Duration timeout) {
        if (runner == null || !runner.isAlive()) {
            CompletableFuture<String> outcome = new CompletableFuture<>();
            Thread thread = Thread.ofVirtual().name("health-" + name()).start(() -> run(outcome));
            runner = thread;
            result = outcome.completeOnTimeout(NO_ANSWER, timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(found -> {
                        thread.interrupt();
                        return found;
                    });
        }
        return result;
    }

    private void run(CompletableFuture<String> outcome) {
        try {
            check.check();
            outcome.complete(UP);
            log(UP, null);
        } catch (Throwable e) {
            String failed = saysItself(e) ? FAILED + ": " + e.getMessage() : FAILED;
            log(outcome.complete(failed) ? failed : NO_ANSWER, e);
        }
    }

    /** Logs changes only: readiness is asked for every few seconds. */
    private synchronized void log(String found, @Nullable Throwable cause) {
        if (!found.equals(lastResult)) {
            lastResult = found;
            if (found.equals(UP)) {
                LOG.info("Health check {} passes again", name());
            } else if (saysItself(cause)) {
                // Without a stack: the first seconds of every start would be full of them.
                LOG.warn("Health check {}: {}", name(), found);
            } else {
                LOG.warn("Health check {}: {}", name(), found, cause);
            }
        }
    }

    /** Whether the check found it out and says so in its own words, which whoever asks may read. */
    private static boolean saysItself(@Nullable Throwable failure) {
        return failure instanceof IllegalStateException && failure.getCause() == null && failure.getMessage() != null;
    }
}
