package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How our values become PostgreSQL's, and PostgreSQL's ours. */
public final class Rows {

    /** Longest feed name that the ledger tells apart, in UTF-16 units: names come from outside and an index entry has a limit. */
    private static final int LONGEST_FEED = 200;

    private Rows() {}

    /** PostgreSQL text holds every character but U+0000, which becomes U+FFFD. */
    public static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** The same of a text that may be missing. */
    public static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** The instant in a column of type {@code timestamptz} that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The instant in a column of type {@code timestamptz}; null where there is none. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
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
