package dev.dateline.publish.session;

import dev.dateline.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * How long somebody stays signed in.
 *
 * @param idle {@code publish.session.idle}: a session that is not used for so long ends, by default 12 h
 * @param longest {@code publish.session.longest}: every session ends after this, by default 7 d
 */
public record SessionConfig(Duration idle, Duration longest) {

    /** Reads it. */
    public static SessionConfig read(ConfigReader settings) {
        return new SessionConfig(
                settings.duration("publish.session.idle", Duration.ofHours(12)),
                settings.duration("publish.session.longest", Duration.ofDays(7)));
    }
}
