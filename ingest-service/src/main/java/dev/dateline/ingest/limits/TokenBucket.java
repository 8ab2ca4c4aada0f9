package dev.dateline.ingest.limits;

import java.time.Duration;

/** A token bucket: one token a request, refilled steadily, never above the burst. Thread-safe. */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAt;

    /**
     * A full bucket.
     *
     * @param perSecond tokens a second
     * @param burst tokens that it holds at most
     * @param now nanoseconds of a clock without an origin, as {@link System#nanoTime} gives them
     */
    TokenBucket(int perSecond, int burst, long now) {
        this.perNano = perSecond / NANOS;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes a token; how long until there is one if there is none now, else zero. */
    synchronized Duration take(long now) {
        tokens = Math.min(burst, tokens + Math.max(now - filledAt, 0) * perNano);
        filledAt = now;
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
    }
}
