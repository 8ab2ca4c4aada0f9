package dev.dateline.publish.delivery;

import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.Rows;
import dev.dateline.publish.store.SqlFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What became of messages. Every method throws {@link dev.dateline.publish.store.StoreException.Unavailable} if the database
 * cannot be asked.
 */
public final class DeliveryLog {

    private final Jdbi database;

    /** That of a read model. */
    public DeliveryLog(ReadModel readModel) {
        this.database = readModel.deliveries();
    }

    /**
     * How an endpoint fares.
     *
     * @param pending messages that wait
     * @param oldestPending since when the longest has waited
     * @param delivered messages taken in the last 24 hours
     * @param failed messages given up in the last 24 hours
     * @param attempts attempts in the last 24 hours, with the median and the 95th percentile of how long they took
     * @param failures attempts that failed since the last that did not
     */
    public record Health(
            long pending,
            @Nullable Instant oldestPending,
            long delivered,
            long failed,
            long attempts,
            @Nullable Double medianMillis,
            @Nullable Double p95Millis,
            int failures,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String lastError,
            @Nullable Instant heldUntil) {}

    /** How an endpoint fares. */
    public Optional<Health> health(String subscription) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT s.failures, s.last_success, s.last_failure, s.last_error, s.held_until, p.*, f.*, a.*
                        FROM subscriptions AS s
                        CROSS JOIN LATERAL (SELECT count(*) AS pending, min(created) AS oldest FROM deliveries
                            WHERE subscription = s.id AND state = 'pending') AS p
                        CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'delivered') AS delivered,
                                count(*) FILTER (WHERE state = 'failed') AS failed
                            FROM deliveries WHERE subscription = s.id AND finished > now() - interval '24 hours') AS f
                        CROSS JOIN LATERAL (SELECT count(*) AS attempts,
                                percentile_cont(0.5) WITHIN GROUP (ORDER BY millis) AS median,
                                percentile_cont(0.95) WITHIN GROUP (ORDER BY millis) AS p95
                            FROM delivery_attempts AS a JOIN deliveries AS d ON d.number = a.delivery
                            WHERE d.subscription = s.id AND a.begun > now() - interval '24 hours') AS a
                        WHERE s.id = :id""")
                .bind("id", subscription)
                .map((row, context) -> new Health(
                        row.getLong("pending"),
                        Rows.instantOrNull(row, "oldest"),
                        row.getLong("delivered"),
                        row.getLong("failed"),
                        row.getLong("attempts"),
                        row.getObject("median", Double.class),
                        row.getObject("p95", Double.class),
                        row.getInt("failures"),
                        Rows.instantOrNull(row, "last_success"),
                        Rows.instantOrNull(row, "last_failure"),
                        row.getString("last_error"),
                        Rows.instantOrNull(row, "held_until")))
                .findOne()));
    }

    /**
     * A message and its attempts.
     *
     * @param number its place in the list
     * @param state pending, delivered, failed, cancelled or superseded
     * @param due when the next attempt is, of a pending one
     */
    public record Entry(
            long number,
            String messageId,
            String type,
            String article,
            long seq,
            boolean matches,
            boolean replay,
            String state,
            Instant created,
            @Nullable Instant due,
            @Nullable Instant finished,
            List<Try> attempts) {}

    /** An attempt. */
    public record Try(
            int attempt,
            Instant begun,
            int millis,
            @Nullable Integer status,
            @Nullable String error) {}

    /** The messages of a subscription before a place, newest first. */
    public List<Entry> before(String subscription, Optional<String> state, long number, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> {
            List<Entry> entries = handle.createQuery("""
                            SELECT number, subscription, type, article, seq, matches, replay, state, created, due, finished
                            FROM deliveries WHERE subscription = :subscription AND number < :number
                                AND (:state::text IS NULL OR state = :state::text)
                            ORDER BY number DESC LIMIT :limit""")
                    .bind("subscription", subscription)
                    .bind("number", number)
                    .bind("state", state.orElse(null))
                    .bind("limit", limit)
                    .map((row, context) -> entry(row))
                    .list();
            Map<Long, Entry> byNumber = new LinkedHashMap<>();
            entries.forEach(entry -> byNumber.put(entry.number(), entry));
            handle.createQuery("SELECT delivery, attempt, begun, millis, status, error FROM delivery_attempts"
                            + " WHERE delivery = ANY (:numbers) ORDER BY delivery, attempt")
                    .bindArray("numbers", Long.class, byNumber.keySet())
                    .map((row, context) -> Map.entry(row.getLong("delivery"), attempt(row)))
                    .forEach(found -> {
                        Entry entry = byNumber.get(found.getKey());
                        if (entry != null) {
                            entry.attempts().add(found.getValue());
                        }
                    });
            return entries;
        }));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String subscription = row.getString("subscription");
        String state = row.getString("state");
        return new Entry(
                row.getLong("number"),
                Claimed.messageId(subscription, row.getLong("seq")),
                row.getString("type"),
                row.getString("article"),
                row.getLong("seq"),
                row.getBoolean("matches"),
                row.getBoolean("replay"),
                state,
                Rows.instant(row, "created"),
                state.equals("pending") ? Rows.instantOrNull(row, "due") : null,
                Rows.instantOrNull(row, "finished"),
                new ArrayList<>());
    }

    private static Try attempt(ResultSet row) throws SQLException {
        return new Try(
                row.getInt("attempt"),
                Rows.instant(row, "begun"),
                row.getInt("millis"),
                row.getObject("status", Integer.class),
                row.getString("error"));
    }
}
