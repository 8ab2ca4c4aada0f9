package dev.dateline.runtime.keys;

import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param id the id of the key; {@code anyone} where the service asks for none
 * @param reader whether it may read all that is published
 * @param operator whether it may change what the pipeline does
 * @param requestsPerSecond the key's own rate; null for the default
 * @param key the key; null where the service asks for none
 */
public record Caller(
        String id,
        boolean reader,
        boolean operator,
        @Nullable Integer requestsPerSecond,
        @Nullable ApiKey key) {

    /** Whoever reaches a service that asks for no key. */
    public static final Caller ANYONE = new Caller("anyone", true, true, null, null);

    static Caller of(ApiKey key) {
        return new Caller(key.id(), key.read() || key.operator(), key.operator(), key.requestsPerSecond(), key);
    }

    /** Whose it is, in the operator's words. */
    public String name() {
        return key == null || key.name().isEmpty() ? id : key.name();
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
