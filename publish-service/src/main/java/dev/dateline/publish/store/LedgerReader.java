package dev.dateline.publish.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Answers questions for the ledger. Every method throws {@link StoreException.Unavailable} if the database cannot be asked. */
public final class LedgerReader {

    private final Jdbi database;

    LedgerReader(Jdbi database) {
        this.database = database;
    }

    /** One line a feed, in the order of their names. */
    public List<LedgerLine> byFeed() {
        return SqlFailures.translating(() -> database.withHandle(handle ->
                handle.createQuery("""
                        SELECT feed, null::timestamptz AS minute, accepted, stored, duplicates, rejected
                        FROM ledger_totals ORDER BY feed""").map((row, context) -> line(row)).list()));
    }

    /** One line a feed and minute, the newest minutes first. */
    public List<LedgerLine> byMinute(int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT feed, minute, accepted, stored, duplicates, rejected
                        FROM ledger_counts ORDER BY minute DESC, feed LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> line(row))
                .list()));
    }

    /** All lines in one. */
    public static LedgerLine total(List<LedgerLine> lines) {
        return lines.stream().reduce(LedgerLine.NOTHING, LedgerLine::plus);
    }

    private static LedgerLine line(ResultSet row) throws SQLException {
        return new LedgerLine(
                row.getString("feed"),
                instant(row, "minute"),
                row.getLong("accepted"),
                row.getLong("stored"),
                row.getLong("duplicates"),
                row.getLong("rejected"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
