package dev.dateline.publish.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed gave, by the ledger.
 *
 * @param first the first minute that is remembered of it
 * @param newest the newest minute in which something of it was accepted; null if nothing was
 * @param lastHour articles accepted within the last 60 minutes
 * @param minutes the same by the minute, {@value #MINUTES} of them, the oldest first and the one that runs last
 * @param hoursBefore articles accepted within the same 60 minutes of each of the days before on which the feed was there, yesterday first
 */
public record FeedActivity(
        String feed,
        Instant first,
        @Nullable Instant newest,
        long lastHour,
        List<Long> minutes,
        List<Long> hoursBefore) {

    /** Minutes that are told one by one. */
    public static final int MINUTES = 60;

    /** Those of a feed that gave nothing. */
    public static final List<Long> QUIET = Collections.nCopies(MINUTES, 0L);

    /** Keeps its own copy. */
    public FeedActivity {
        minutes = List.copyOf(minutes);
        hoursBefore = List.copyOf(hoursBefore);
    }
}
