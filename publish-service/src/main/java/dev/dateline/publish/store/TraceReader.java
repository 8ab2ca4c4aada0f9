package dev.dateline.publish.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Answers what became of single articles. Every method throws {@link StoreException.Unavailable} if the database cannot be
 * asked.
 */
public final class TraceReader {

    private static final String ARTICLE = """
            SELECT i.id, i.seq, i.revision, i.killed, a.record FROM article_ids AS i
            JOIN articles AS a ON a.seq = i.seq""";

    private static final String REJECTED = """
            SELECT topic, partition, record_offset, stage, reason, detail, feed, received, rejected, size,
                errors::json ->> 'topic' AS of_topic, errors::json ->> 'partition' AS of_partition,
                errors::json ->> 'offset' AS of_offset
            FROM""";

    private final Jdbi database;

    TraceReader(Jdbi database) {
        this.database = database;
    }

    /**
     * An article of the read model.
     *
     * @param seq its place in the order of publication
     * @param killed whether its feed took it back
     * @param record the article in JSON
     */
    public record Stored(String id, long seq, int revision, boolean killed, String record) {}

    /**
     * A message about an article to a subscription.
     *
     * @param finished when it came to its end; null while it is owed
     * @param lastStatus what the endpoint last answered; null where it did not
     * @param lastError why it did not
     */
    public record Delivered(
            String subscription,
            String url,
            long seq,
            String type,
            String state,
            int attempts,
            Instant created,
            @Nullable Instant finished,
            @Nullable Instant lastAttempt,
            @Nullable Integer lastStatus,
            @Nullable String lastError) {}

    /**
     * A record that a stage refused.
     *
     * @param topic where its bytes lie
     * @param ofTopic where the record lay that was refused, as far as that is told
     */
    public record Refused(
            String topic,
            int partition,
            long offset,
            String stage,
            String reason,
            @Nullable String detail,
            @Nullable String feed,
            @Nullable Instant received,
            Instant rejected,
            int size,
            @Nullable String ofTopic,
            @Nullable String ofPartition,
            @Nullable String ofOffset) {}

    /** The article of that id. */
    public Optional<Stored> article(String id) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> handle.select(ARTICLE + " WHERE i.id = ?", Rows.text(id))
                        .map((row, context) -> stored(row))
                        .findOne()));
    }

    /** Articles with that address, the newest first. */
    public List<Stored> articlesAt(String url, int most) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        ARTICLE + " WHERE i.address = ? ORDER BY i.seq DESC LIMIT ?", ArticleAddress.of(url), most)
                .map((row, context) -> stored(row))
                .list()));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("id"),
                row.getLong("seq"),
                row.getInt("revision"),
                row.getBoolean("killed"),
                row.getString("record"));
    }

    /** The messages about an article: of the revision that stands and those before, and the first and last of each subscription. */
    public List<Delivered> deliveries(String article, long seq, int most) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT d.subscription, s.url, d.seq, d.type, d.state, d.attempts, d.created, d.finished,
                            a.begun, a.status, a.error
                        FROM deliveries AS d JOIN subscriptions AS s ON s.id = d.subscription
                            LEFT JOIN LATERAL (SELECT begun, status, error FROM delivery_attempts
                                WHERE delivery = d.number ORDER BY attempt DESC LIMIT 1) AS a ON true
                        WHERE d.article = :article AND d.seq IN (
                            SELECT :seq UNION SELECT seq FROM earlier_revisions WHERE id = :article
                            UNION SELECT first_seq FROM told WHERE article = :article
                            UNION SELECT last_seq FROM told WHERE article = :article)
                        ORDER BY d.number LIMIT :most""")
                .bind("article", Rows.text(article))
                .bind("seq", seq)
                .bind("most", most)
                .map((row, context) -> new Delivered(
                        row.getString("subscription"),
                        row.getString("url"),
                        row.getLong("seq"),
                        row.getString("type"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        Rows.instant(row, "created"),
                        Rows.instantOrNull(row, "finished"),
                        Rows.instantOrNull(row, "begun"),
                        row.getObject("status", Integer.class),
                        row.getString("error")))
                .list()));
    }

    /** What was refused of a partition of a topic, from an offset on, of the newest records that were refused. */
    public List<Refused> refusedOf(String topic, int looked) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery(REJECTED
                        + " (SELECT * FROM rejected ORDER BY number DESC LIMIT :looked) AS newest"
                        + " WHERE errors::json ->> 'topic' = :topic ORDER BY number DESC")
                .bind("looked", looked)
                .bind("topic", topic)
                .map((row, context) -> refused(row))
                .list()));
    }

    /** What was refused and has these words in its first bytes, of the newest records that were refused. */
    public List<Refused> refusedWith(String words, int looked, int most) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery(REJECTED
                        + " (SELECT * FROM rejected ORDER BY number DESC LIMIT :looked) AS newest"
                        + " WHERE position(convert_to(:words, 'UTF8') IN original) > 0"
                        + " ORDER BY number DESC LIMIT :most")
                .bind("looked", looked)
                .bind("words", Rows.text(words))
                .bind("most", most)
                .map((row, context) -> refused(row))
                .list()));
    }

    private static Refused refused(ResultSet row) throws SQLException {
        return new Refused(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getString("stage"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("feed"),
                Rows.instantOrNull(row, "received"),
                Rows.instant(row, "rejected"),
                row.getInt("size"),
                row.getString("of_topic"),
                row.getString("of_partition"),
                row.getString("of_offset"));
    }
}
