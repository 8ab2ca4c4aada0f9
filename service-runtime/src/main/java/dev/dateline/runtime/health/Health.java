package dev.dateline.runtime.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of one service. Live: no cause was found that only a new process can mend. Ready: live, and every check
 * passes within the timeout. Checks run side by side, each on a virtual thread of its own. Thread-safe.
 */
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Duration timeout;
    private final List<TimedCheck> checks = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();

    /** Health whose checks have two seconds each. */
    public Health() {
        this(Duration.ofSeconds(2));
    }

    /** Health whose checks have the given time each. */
    public Health(Duration timeout) {
        this.timeout = timeout;
    }

    /** Adds a check to readiness. */
    public void add(HealthCheck check) {
        checks.add(new TimedCheck(check));
    }

    /** Says that the service cannot go on; the first cause counts. */
    public void fatal(Throwable cause) {
        if (fatal.complete(cause)) {
            LOG.debug("Fatal", cause);
        }
    }

    /**
     * Waits for the fatal cause and throws it, for {@code RunningService.await}.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     * @throws Exception the cause itself; one that is no exception comes as cause of an ExecutionException
     */
    public void awaitFatal() throws Exception {
        Throwable cause = fatal.get();
        throw cause instanceof Exception exception ? exception : new ExecutionException(cause);
    }

    /** Whether the process is worth keeping. */
    public HealthReport live() {
        boolean alive = !fatal.isDone();
        return new HealthReport(alive, Map.of("process", alive ? TimedCheck.UP : TimedCheck.FAILED));
    }

    /** Whether the service can do its work now. */
    public HealthReport ready() {
        Map<String, CompletableFuture<String>> attempts = new LinkedHashMap<>();
        checks.forEach(check -> attempts.put(check.name(), check.attempt(timeout)));
        HealthReport process = live();
        Map<String, String> results = new LinkedHashMap<>(process.checks());
        attempts.forEach((name, attempt) -> results.put(name, attempt.join()));
        return new HealthReport(results.values().stream().allMatch(TimedCheck.UP::equals), results);
    }
}
