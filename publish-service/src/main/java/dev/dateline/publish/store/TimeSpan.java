package dev.dateline.publish.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A span of time, open where nothing is said.
 *
 * @param since its first instant
 * @param until the first instant after it
 */
public record TimeSpan(Optional<Instant> since, Optional<Instant> until) {

    /** All of it. */
    public static final TimeSpan ALL = new TimeSpan(Optional.empty(), Optional.empty());

    /** Counts in milliseconds, as articles do. */
    public TimeSpan {
        since = since.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
        until = until.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
    }

    /** From an instant on. */
    public static TimeSpan since(Instant since) {
        return new TimeSpan(Optional.of(since), Optional.empty());
    }

    boolean holds(Instant instant) {
        return since.map(first -> !instant.isBefore(first)).orElse(true)
                && until.map(instant::isBefore).orElse(true);
    }
}
