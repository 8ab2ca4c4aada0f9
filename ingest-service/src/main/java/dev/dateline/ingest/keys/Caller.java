package dev.dateline.ingest.keys;

import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param id the id of the key; {@code anyone} where the service asks for none
 * @param operator whether it may pause feeds and see all of them
 * @param requestsPerSecond the key's own rate; null for the default
 * @param key the key; null where the service asks for none
 */
public record Caller(
        String id,
        boolean operator,
        @Nullable Integer requestsPerSecond,
        @Nullable ApiKey key) {

    /** Whoever reaches a service that asks for no key. */
    public static final Caller ANYONE = new Caller("anyone", true, null, null);

    static Caller of(ApiKey key) {
        return new Caller(key.id(), key.operator(), key.requestsPerSecond(), key);
    }

    /** Whether it may see and push to the feed. */
    public boolean covers(String feed) {
        return key == null || key.covers(feed);
    }

    /** Whether no key was asked for, so that no rate is kept for it. */
    public boolean isAnyone() {
        return key == null;
    }
}
