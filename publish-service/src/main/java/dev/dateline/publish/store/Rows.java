package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How our values become PostgreSQL's. */
final class Rows {

    /** Longest feed name that the ledger tells apart, in UTF-16 units: names come from outside and an index entry has a limit. */
    private static final int LONGEST_FEED = 200;

    private Rows() {}

    /** PostgreSQL text holds every character but U+0000. */
    static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** A feed's name as the ledger keeps it. */
    static String ledgerFeed(String feed) {
        String cut = feed.length() <= LONGEST_FEED ? feed : feed.substring(0, LONGEST_FEED);
        return text(cut);
    }

    static String minute(Instant instant) {
        return RecordJson.isoMillis(instant.truncatedTo(ChronoUnit.MINUTES));
    }
}
