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
 * @param minutes articles accepted in each of the last {@value #MINUTES} minutes, the oldest first and the one that runs last
 * @param hoursBefore articles accepted within the same 60 minutes of each of the days before on which the feed was there, yesterday first
 */
public record FeedActivity(
        String feed, Instant first, @Nullable Instant newest, List<Long> minutes, List<Long> hoursBefore) {

    /** Minutes that are told one by one. */
    public static final int MINUTES = 60;

    /** Those of a feed that gave nothing. */
    public static final List<Long> QUIET = Collections.nCopies(MINUTES, 0L);

    /** Keeps its own copy. */
    public FeedActivity {
        minutes = List.copyOf(minutes);
        hoursBefore = List.copyOf(hoursBefore);
    }

    /** {@return articles accepted within the last 60 minutes} */
    public long lastHour() {
        return minutes.stream().mapToLong(Long::longValue).sum();
    }
}
