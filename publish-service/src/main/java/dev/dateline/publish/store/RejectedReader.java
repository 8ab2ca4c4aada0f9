package dev.dateline.publish.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Answers questions for rejected records. */
public final class RejectedReader {

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
     * @param original the first bytes
     */
    public record Line(
            long number,
            String topic,
            int partition,
            long offset,
            String stage,
            String reason,
            @Nullable String detail,
            @Nullable String feed,
            @Nullable Instant received,
            Instant rejected,
            @Nullable String contentType,
            @Nullable String errors,
            int size,
            byte[] original) {}

    /**
     * The newest lines before a number, newest first.
     *
     * @param bytes how much of the original to give at most
     * @throws StoreException.Unavailable if the database cannot be asked
     */
    public List<Line> before(long number, int limit, int bytes) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT number, topic, partition, record_offset, stage, reason, detail, feed, received, rejected,
                            content_type, errors, size, substring(original FOR :bytes) AS beginning
                        FROM rejected WHERE number < :number ORDER BY number DESC LIMIT :limit""")
                .bind("bytes", bytes)
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> line(row))
                .list()));
    }

    private static Line line(ResultSet row) throws SQLException {
        OffsetDateTime received = row.getObject("received", OffsetDateTime.class);
        return new Line(
                row.getLong("number"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getString("stage"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("feed"),
                received == null ? null : received.toInstant(),
                row.getObject("rejected", OffsetDateTime.class).toInstant(),
                row.getString("content_type"),
                row.getString("errors"),
                row.getInt("size"),
                row.getBytes("beginning"));
    }
}
