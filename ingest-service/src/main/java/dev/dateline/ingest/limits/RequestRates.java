package dev.dateline.ingest.limits;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.keys.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for each key; where no key is asked for, no rate is kept. There are as many buckets as keys, which the
 * operator makes. Thread-safe.
 */
public final class RequestRates {

    /** A burst of this many seconds' worth is let through at once. */
    private static final int BURST_SECONDS = 2;

    private record Rated(int perSecond, TokenBucket bucket) {}

    private final int perSecond;
    private final Map<String, Rated> buckets = new ConcurrentHashMap<>();

    /** Rates for keys that have none of their own, in requests a second. */
    public RequestRates(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Counts a request; refuses it with 429 where the key has sent too many. */
    public void take(Caller caller) {
        if (caller.isAnyone()) {
            return;
        }
        int rate = caller.requestsPerSecond() == null ? perSecond : caller.requestsPerSecond();
        long now = System.nanoTime();
        Duration wait = buckets.compute(
                        caller.id(),
                        (id, known) -> known != null && known.perSecond() == rate
                                ? known
                                : new Rated(rate, new TokenBucket(rate, BURST_SECONDS * rate, now)))
                .bucket()
                .take(now);
        if (wait.isPositive()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw new ProblemException(
                    new Problem(
                            429,
                            "too-many-requests",
                            "The key has sent too many requests",
                            "at most " + rate
                                    + " a second; put many articles into one request as application/x-ndjson"),
                    Map.of("Retry-After", Long.toString(seconds)),
                    null);
        }
    }
}
