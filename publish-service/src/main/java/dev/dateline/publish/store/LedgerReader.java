package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Answers questions for the ledger. Every method throws {@link StoreException.Unavailable} if the database cannot be asked. */
public final class LedgerReader {

    /** What a feed does at an hour is told by so many days before. */
    private static final int DAYS = 7;

    private final Jdbi database;

    LedgerReader(Jdbi database) {
        this.database = database;
    }

    /** One line a feed, in the order of their names. */
    public List<LedgerLine> byFeed() {
        return SqlFailures.translating(() -> database.withHandle(handle ->
                handle.createQuery("""
                        SELECT feed, null::timestamptz AS minute, accepted, refused, stored, duplicates, rejected
                        FROM ledger_totals ORDER BY feed""").map((row, context) -> line(row)).list()));
    }

    /** One line a feed and minute, of one feed or of all, the newest minutes first. */
    public List<LedgerLine> byMinute(Optional<String> feed, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> {
            Query query = handle.createQuery("SELECT feed, minute, accepted, refused, stored, duplicates, rejected"
                            + " FROM ledger_counts" + (feed.isPresent() ? " WHERE feed = :feed" : "")
                            + " ORDER BY minute DESC, feed LIMIT :limit")
                    .bind("limit", limit);
            feed.ifPresent(name -> query.bind("feed", Rows.ledgerFeed(name)));
            return query.map((row, context) -> line(row)).list();
        }));
    }

    /**
     * A minute of all feeds.
     *
     * @param sum the line of all feeds
     * @param unbalanced how many feeds do not balance in it
     */
    public record Minute(LedgerLine sum, long unbalanced) {}

    /** The newest minutes in which any feed gave something, the newest first. */
    public List<Minute> minutes(int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT '' AS feed, minute, sum(accepted)::bigint AS accepted, sum(refused)::bigint AS refused,
                            sum(stored)::bigint AS stored, sum(duplicates)::bigint AS duplicates,
                            sum(rejected)::bigint AS rejected,
                            count(*) FILTER (WHERE stored + duplicates + rejected > accepted) AS unbalanced
                        FROM ledger_counts GROUP BY minute ORDER BY minute DESC LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> new Minute(line(row), row.getLong("unbalanced")))
                .list()));
    }

    /** What each feed gave within the last hour, and within the same hour of the days before. */
    public List<FeedActivity> activity(Instant now) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT t.feed,
                            (SELECT min(c.minute) FROM ledger_counts AS c WHERE c.feed = t.feed) AS first,
                            (SELECT c.minute FROM ledger_counts AS c WHERE c.feed = t.feed AND c.accepted > 0
                                ORDER BY c.minute DESC LIMIT 1) AS newest,
                            ARRAY(SELECT coalesce((SELECT sum(c.accepted) FROM ledger_counts AS c WHERE c.feed = t.feed
                                    AND c.minute > :now::timestamptz - day * interval '1 day' - interval '1 hour'
                                    AND c.minute <= :now::timestamptz - day * interval '1 day'), 0)::bigint
                                FROM generate_series(1, :days) AS day ORDER BY day) AS hours,
                            ARRAY(SELECT coalesce(c.accepted, 0)::bigint FROM generate_series(0, :minutes - 1) AS ago
                                LEFT JOIN (SELECT minute, accepted FROM ledger_counts WHERE feed = t.feed
                                        AND minute > :now::timestamptz - :minutes * interval '1 minute') AS c
                                    ON c.minute = :minute::timestamptz - ago * interval '1 minute'
                                ORDER BY ago DESC) AS minutes
                        FROM ledger_totals AS t ORDER BY t.feed""")
                .bind("now", RecordJson.isoMillis(now))
                .bind("days", DAYS)
                .bind("minutes", FeedActivity.MINUTES)
                .bind("minute", Rows.minute(now))
                .map((row, context) -> activity(row, now))
                .filter(one -> one.first().isBefore(now))
                .list()));
    }

    private static FeedActivity activity(ResultSet row, Instant now) throws SQLException {
        @Nullable Instant known = Rows.instantOrNull(row, "first");
        Instant first = known == null ? Instant.MAX : known;
        Long[] hours = (Long[]) row.getArray("hours").getArray();
        List<Long> before = new ArrayList<>();
        for (int day = 1; day <= DAYS; day++) {
            // On days on which the feed was not there yet, nothing was to be expected of it.
            if (!first.isAfter(now.minus(Duration.ofDays(day)).minus(Duration.ofHours(1)))) {
                before.add(hours[day - 1]);
            }
        }
        List<Long> minutes = List.of((Long[]) row.getArray("minutes").getArray());
        return new FeedActivity(row.getString("feed"), first, Rows.instantOrNull(row, "newest"), minutes, before);
    }

    /** All lines in one. */
    public static LedgerLine total(List<LedgerLine> lines) {
        return lines.stream().reduce(LedgerLine.NOTHING, LedgerLine::plus);
    }

    private static LedgerLine line(ResultSet row) throws SQLException {
        return new LedgerLine(
                row.getString("feed"),
                Rows.instantOrNull(row, "minute"),
                row.getLong("accepted"),
                row.getLong("refused"),
                row.getLong("stored"),
                row.getLong("duplicates"),
                row.getLong("rejected"));
    }
}
