package dev.dateline.publish.store;

import dev.dateline.publish.store.RejectedFilter.Condition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Answers questions for rejected records. */
public final class RejectedReader {

    private static final String COLUMNS =
            "number, topic, partition, record_offset, stage, reason, detail, feed, received, rejected, content_type,"
                    + " errors, size, cause, replayed, last_replay, retaken, substring(original FOR :bytes) AS beginning";

    private final Jdbi database;

    RejectedReader(Jdbi database) {
        this.database = database;
    }

    /**
     * A rejected record, where its bytes lie and why.
     *
     * @param number grows with each record that is added
     * @param errors what Kafka Streams says of it, a JSON object; null if it said nothing
     * @param size bytes of the whole
     * @param cause the id of its cause
     * @param replayed how often it had been replayed when it was refused
     * @param lastReplay the newest replay that took it up; null if none did
     * @param retaken when this service took it after all; null if it did not
     * @param original the first bytes
     */
    public record Line(
            long number,
            RejectedPlace place,
            String stage,
            String reason,
            @Nullable String detail,
            @Nullable String feed,
            @Nullable Instant received,
            Instant rejected,
            @Nullable String contentType,
            @Nullable String errors,
            int size,
            String cause,
            int replayed,
            @Nullable String lastReplay,
            @Nullable Instant retaken,
            byte[] original) {}

    /**
     * All that were refused by one stage, for one reason, of one feed.
     *
     * @param id of the cause
     * @param count how many
     * @param replayed how many of them a replay has taken up
     * @param first when the first was refused
     * @param last when the last was refused
     * @param example the newest of them
     */
    public record Cause(String id, long count, long replayed, Instant first, Instant last, Line example) {}

    /**
     * The newest lines before a number, newest first.
     *
     * @param bytes how much of the original to give at most
     * @throws StoreException.Unavailable if the database cannot be asked
     */
    public List<Line> before(RejectedFilter filter, long number, int limit, int bytes) {
        return lines(filter, "number < :number ORDER BY number DESC LIMIT :limit", number, limit, bytes);
    }

    /** The oldest lines after a number, oldest first, without their bytes. */
    public List<Line> after(RejectedFilter filter, long number, int limit) {
        return lines(filter, "number > :number ORDER BY number LIMIT :limit", number, limit, 0);
    }

    /** One line. */
    public Optional<Line> find(RejectedPlace place, int bytes) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM rejected"
                                + " WHERE topic = :topic AND partition = :partition AND record_offset = :offset")
                        .bind("topic", place.topic())
                        .bind("partition", place.partition())
                        .bind("offset", place.offset())
                        .bind("bytes", bytes)
                        .map((row, context) -> line(row))
                        .findOne()));
    }

    private List<Line> lines(RejectedFilter filter, String rest, long number, int limit, int bytes) {
        Condition condition = filter.condition();
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM rejected WHERE " + condition.sql() + " AND " + rest)
                .bindMap(condition.values())
                .bind("bytes", bytes)
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> line(row))
                .list()));
    }

    /** The causes of all that are kept, the most frequent first. The groups are counted in an index alone. */
    public List<Cause> causes(RejectedFilter filter, int limit, int bytes) {
        Condition condition = filter.condition();
        return SqlFailures.translating(() ->
                database.withHandle(handle -> handle.createQuery("""
                        WITH groups AS (
                            SELECT cause, count(*) AS records, count(last_replay) AS taken_up, min(rejected) AS first,
                                max(rejected) AS last, max(number) AS newest
                            FROM rejected WHERE %s GROUP BY cause
                            ORDER BY records DESC, last DESC LIMIT :limit)
                        SELECT g.records, g.taken_up, g.first, g.last, r.*, substring(r.original FOR :bytes) AS beginning
                        FROM groups AS g JOIN rejected AS r ON r.number = g.newest
                        ORDER BY g.records DESC, g.last DESC""".formatted(condition.sql()))
                        .bindMap(condition.values())
                        .bind("limit", limit)
                        .bind("bytes", bytes)
                        .map((row, context) -> new Cause(
                                row.getString("cause"),
                                row.getLong("records"),
                                row.getLong("taken_up"),
                                Rows.instant(row, "first"),
                                Rows.instant(row, "last"),
                                line(row)))
                        .list()));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("number"),
                new RejectedPlace(row.getString("topic"), row.getInt("partition"), row.getLong("record_offset")),
                row.getString("stage"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("feed"),
                Rows.instantOrNull(row, "received"),
                Rows.instant(row, "rejected"),
                row.getString("content_type"),
                row.getString("errors"),
                row.getInt("size"),
                row.getString("cause"),
                row.getInt("replayed"),
                row.getString("last_replay"),
                Rows.instantOrNull(row, "retaken"),
                row.getBytes("beginning"));
    }
}
