package dev.dateline.publish.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed gave, by the ledger.
 *
 * @param first the first minute that is remembered of it
 * @param newest the newest minute in which something of it was accepted; null if nothing was
 * @param lastHour articles accepted within the last 60 minutes
 * @param hoursBefore articles accepted within the same 60 minutes of each of the days before on which the feed was there, yesterday first
 */
public record FeedActivity(
        String feed, Instant first, @Nullable Instant newest, long lastHour, List<Long> hoursBefore) {

    /** Keeps its own copy. */
    public FeedActivity {
        hoursBefore = List.copyOf(hoursBefore);
    }
}
