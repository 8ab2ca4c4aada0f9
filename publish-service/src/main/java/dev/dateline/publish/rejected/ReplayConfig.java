package dev.dateline.publish.rejected;

import dev.dateline.runtime.config.ConfigReader;

/**
 * How refused records are replayed.
 *
 * @param limit {@code publish.replay.limit}: what was replayed and refused so often is passed over unless forced, 1 to 100, by default 3
 */
public record ReplayConfig(int limit) {

    /** Reads it. */
    public static ReplayConfig read(ConfigReader settings) {
        return new ReplayConfig(settings.integer("publish.replay.limit", 3, 1, 100));
    }
}
