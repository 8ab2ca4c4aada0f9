package dev.dateline.publish.delivery;

import dev.dateline.publish.delivery.Telling.News;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.Rows;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.publish.subscription.Subscriptions;
import dev.dateline.schemas.RecordJson;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What is owed, in the database, so that several instances share it and none of it dies with one. Every method throws
 * {@link dev.dateline.publish.store.StoreException.Unavailable} if the database cannot be asked.
 */
final class Outbox {

    /** A wait is up to this much longer than the schedule has it, so that what failed together is not tried together. */
    private static final double JITTER = 0.2;

    private static final int LONGEST_ERROR = 300;

    /** An endpoint that has failed so often in a row is tried with one message at a time. */
    private static final int FAILING = 3;

    private final Jdbi database;
    private final DeliveryConfig config;

    Outbox(ReadModel readModel, DeliveryConfig config) {
        this.database = readModel.deliveries();
        this.config = config;
    }

    /** Which subscriptions were told of these articles, by article. */
    Map<String, Set<String>> told(Handle transaction, Collection<String> articles) {
        Map<String, Set<String>> told = new HashMap<>();
        transaction
                .createQuery("SELECT article, subscription FROM told WHERE article = ANY (:articles)")
                .bindArray("articles", String.class, articles)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> told.computeIfAbsent(entry.getKey(), id -> new HashSet<>())
                        .add(entry.getValue()));
        return told;
    }

    /** At which place a subscription was first told of each of these articles. */
    Map<String, Long> firstTold(Handle transaction, String subscription, Collection<String> articles) {
        return transaction
                .createQuery("SELECT article, first_seq FROM told"
                        + " WHERE article = ANY (:articles) AND subscription = :subscription")
                .bindArray("articles", String.class, articles)
                .bind("subscription", subscription)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Writes down what is owed, and once for all what is sent. */
    void add(Handle transaction, List<Owed> owed, Map<Long, String> records, boolean replay) {
        if (owed.isEmpty()) {
            return;
        }
        List<Owed> articles =
                owed.stream()
                        .collect(Collectors.toMap(Owed::seq, one -> one, (first, second) -> first))
                        .values()
                        .stream()
                        .filter(one -> records.containsKey(one.seq()))
                        .toList();
        transaction
                .createUpdate("INSERT INTO delivery_records (seq, article, record) SELECT * FROM"
                        + " unnest(:seq::bigint[], :article::text[], :record::text[]) ON CONFLICT DO NOTHING")
                .bindArray("seq", Long.class, articles.stream().map(Owed::seq).toList())
                .bindArray(
                        "article",
                        String.class,
                        articles.stream().map(Owed::article).toList())
                .bindArray(
                        "record",
                        String.class,
                        articles.stream().map(one -> records.get(one.seq())).toList())
                .execute();
        transaction
                .createUpdate("""
                        INSERT INTO deliveries (subscription, seq, article, type, matches, replay, due, created)
                        SELECT subscription, seq, article, type, matches, :replay, now(), now()
                        FROM unnest(:subscription::text[], :seq::bigint[], :article::text[], :type::text[],
                            :matches::boolean[]) WITH ORDINALITY
                            AS owed (subscription, seq, article, type, matches, n)
                        WHERE EXISTS (SELECT FROM subscriptions AS s WHERE s.id = owed.subscription)
                        ORDER BY n""")
                .bind("replay", replay)
                .bindArray(
                        "subscription",
                        String.class,
                        owed.stream().map(Owed::subscription).toList())
                .bindArray("seq", Long.class, owed.stream().map(Owed::seq).toList())
                .bindArray(
                        "article",
                        String.class,
                        owed.stream().map(Owed::article).toList())
                .bindArray(
                        "type",
                        String.class,
                        owed.stream().map(one -> one.type().text()).toList())
                .bindArray(
                        "matches",
                        Boolean.class,
                        owed.stream().map(Owed::matches).toList())
                .execute();
    }

    /** Remembers who was told, for what comes after. */
    void remember(Handle transaction, List<Owed> owed) {
        if (owed.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("""
                        INSERT INTO told (article, subscription, first_seq, last_seq, at)
                        SELECT article, subscription, seq, seq, now()
                        FROM unnest(:article::text[], :subscription::text[], :seq::bigint[])
                            AS owed (article, subscription, seq)
                        WHERE EXISTS (SELECT FROM subscriptions AS s WHERE s.id = owed.subscription)
                        ON CONFLICT (article, subscription) DO UPDATE SET last_seq = excluded.last_seq, at = now()""")
                .bindArray(
                        "article",
                        String.class,
                        owed.stream().map(Owed::article).toList())
                .bindArray(
                        "subscription",
                        String.class,
                        owed.stream().map(Owed::subscription).toList())
                .bindArray("seq", Long.class, owed.stream().map(Owed::seq).toList())
                .execute();
    }

    /** Of what was killed, no earlier text leaves any more. */
    void withdraw(Handle transaction, List<News> killed) {
        if (killed.isEmpty()) {
            return;
        }
        List<String> articles = killed.stream().map(news -> news.head().id()).toList();
        transaction
                .createUpdate("UPDATE deliveries SET state = 'cancelled', claimed = false, finished = now()"
                        + " WHERE article = ANY (:articles) AND state = 'pending'")
                .bindArray("articles", String.class, articles)
                .execute();
        transaction
                .createUpdate("DELETE FROM delivery_records WHERE article = ANY (:articles)")
                .bindArray("articles", String.class, articles)
                .execute();
    }

    /**
     * Takes messages to send: of each endpoint the longest due, no more than it may have under way, and of each article no
     * later one while an earlier one is due or under way.
     */
    List<Claimed> claim(int most) {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> transaction
                .createQuery("""
                        WITH endpoints AS MATERIALIZED (
                            SELECT s.* FROM subscriptions AS s
                            WHERE s.state = 'active' AND (s.lease_ends IS NULL OR s.lease_ends > now())
                                AND (s.held_until IS NULL OR s.held_until <= now())
                                AND EXISTS (SELECT FROM deliveries AS d
                                    WHERE d.subscription = s.id AND d.state = 'pending' AND d.due <= now())
                            FOR UPDATE OF s SKIP LOCKED
                        ), chosen AS MATERIALIZED (
                            SELECT c.number FROM endpoints AS s
                            CROSS JOIN LATERAL (
                                SELECT d.number FROM deliveries AS d
                                WHERE d.subscription = s.id AND d.state = 'pending' AND d.due <= now()
                                    AND NOT EXISTS (SELECT FROM deliveries AS e
                                        WHERE e.article = d.article AND e.subscription = d.subscription
                                            AND e.number < d.number AND e.state = 'pending'
                                            AND (e.due <= now() OR e.claimed))
                                ORDER BY d.due, d.number
                                LIMIT greatest(0, CASE WHEN s.failures >= :failing THEN 1 ELSE :concurrency END
                                    - (SELECT count(*) FROM deliveries AS f WHERE f.subscription = s.id
                                        AND f.state = 'pending' AND f.claimed AND f.due > now()))
                            ) AS c
                            LIMIT :most
                        ), taken AS (
                            UPDATE deliveries AS d SET claimed = true, attempts = attempts + 1,
                                due = now() + :claim * interval '1 millisecond'
                            FROM chosen WHERE d.number = chosen.number AND d.state = 'pending' AND d.due <= now()
                            RETURNING d.*
                        )
                        SELECT t.number, t.subscription, s.url, s.topic, s.secret, s.previous_secret,
                            s.previous_until, t.seq, t.article, t.type, t.matches, t.replay, t.attempts, t.created,
                            r.record
                        FROM taken AS t JOIN subscriptions AS s ON s.id = t.subscription
                            LEFT JOIN delivery_records AS r ON r.seq = t.seq
                        ORDER BY t.number""")
                .bind("failing", FAILING)
                .bind("concurrency", config.concurrency())
                .bind("most", most)
                .bind("claim", config.claim().toMillis())
                .map((row, context) -> claimed(row))
                .list()));
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getLong("number"),
                row.getString("subscription"),
                URI.create(row.getString("url")),
                row.getString("topic"),
                Subscriptions.secrets(row),
                row.getLong("seq"),
                row.getString("article"),
                row.getString("type"),
                row.getBoolean("matches"),
                row.getBoolean("replay"),
                row.getInt("attempts"),
                Rows.instant(row, "created"),
                row.getString("record"));
    }

    /** Writes down what became of an attempt, and with it what is to happen next. */
    void finish(Claimed message, Attempt attempt) {
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            note(transaction, message, attempt);
            if (attempt.succeeded()) {
                delivered(transaction, message);
            } else {
                failed(transaction, message, attempt);
            }
            return true;
        }));
    }

    private static void note(Handle transaction, Claimed message, Attempt attempt) {
        transaction
                .createUpdate("""
                        INSERT INTO delivery_attempts (delivery, attempt, begun, millis, status, error)
                        SELECT number, :attempt, :begun::timestamptz, :millis, :status, :error FROM deliveries
                        WHERE number = :number ON CONFLICT DO NOTHING""")
                .bind("number", message.number())
                .bind("attempt", message.attempt())
                .bind("begun", RecordJson.isoMillis(attempt.begun()))
                .bind("millis", attempt.took().toMillis())
                .bind("status", attempt.status().isPresent() ? attempt.status().getAsInt() : null)
                .bind("error", attempt.error().map(Outbox::cut).orElse(null))
                .execute();
    }

    private static String cut(String error) {
        String clean = Rows.text(error);
        return clean.length() <= LONGEST_ERROR ? clean : clean.substring(0, LONGEST_ERROR);
    }

    private static void delivered(Handle transaction, Claimed message) {
        transaction.execute(
                "UPDATE deliveries SET state = 'delivered', claimed = false, finished = now() WHERE number = ?",
                message.number());
        // An earlier text of the article that failed and waits would take the place of this one.
        transaction.execute(
                "UPDATE deliveries SET state = 'superseded', finished = now() WHERE article = ? AND subscription = ?"
                        + " AND number < ? AND state = 'pending' AND NOT claimed",
                message.article(),
                message.subscription(),
                message.number());
        transaction.execute(
                "UPDATE subscriptions SET failures = 0, last_success = now() WHERE id = ?", message.subscription());
    }

    private void failed(Handle transaction, Claimed message, Attempt attempt) {
        Optional<Duration> wait = attempt.gone() ? Optional.empty() : config.waitAfter(message.attempt());
        if (wait.isPresent()) {
            Duration jittered = wait.get().plusMillis((long) (wait.get().toMillis()
                    * JITTER
                    * ThreadLocalRandom.current().nextDouble()));
            transaction.execute(
                    "UPDATE deliveries SET claimed = false, due = greatest(now() + ? * interval '1 millisecond',"
                            + " ?::timestamptz) WHERE number = ? AND state = 'pending'",
                    jittered.toMillis(),
                    attempt.retryAfter().map(RecordJson::isoMillis).orElse(null),
                    message.number());
        } else {
            transaction.execute(
                    "UPDATE deliveries SET state = 'failed', claimed = false, finished = now()"
                            + " WHERE number = ? AND state = 'pending'",
                    message.number());
        }
        transaction.execute(
                "UPDATE subscriptions SET failures = failures + 1, last_failure = now(), last_error = ?,"
                        + " held_until = coalesce(?::timestamptz, held_until) WHERE id = ?",
                cut(attempt.error().orElse("")),
                attempt.retryAfter().map(RecordJson::isoMillis).orElse(null),
                message.subscription());
        if (attempt.gone() && message.topic() != null) {
            // By WebSub that ends a subscription, and there is nobody left to tell.
            transaction.execute("DELETE FROM subscriptions WHERE id = ?", message.subscription());
        } else if (attempt.gone()) {
            disable(transaction, message.subscription(), "the endpoint answered 410: it is gone");
        } else if (wait.isEmpty()) {
            transaction.execute(
                    "UPDATE subscriptions SET state = 'disabled', changed = now(), reason = ? WHERE id = ? AND state <> 'disabled'"
                            + " AND (last_success IS NULL OR last_success < ?::timestamptz)",
                    "no message was taken between the first and the last attempt at one",
                    message.subscription(),
                    RecordJson.isoMillis(message.created()));
            Subscriptions.endDisabledLeases(transaction);
        }
    }

    private static void disable(Handle transaction, String subscription, String reason) {
        transaction.execute(
                "UPDATE subscriptions SET state = 'disabled', reason = ?, changed = now()"
                        + " WHERE id = ? AND state <> 'disabled'",
                reason,
                subscription);
    }

    /** Takes back what cannot be sent any more: its article was killed in between. */
    void cancel(Claimed message) {
        SqlFailures.translating(() -> database.withHandle(handle -> handle.execute(
                "UPDATE deliveries SET state = 'cancelled', claimed = false, finished = now() WHERE number = ?",
                message.number())));
    }

    /** Forgets what is long over, and disables subscriptions to which too much is owed. */
    void tidy() {
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            transaction.execute(
                    "DELETE FROM deliveries WHERE state <> 'pending' AND finished < now() - ? * interval '1 second'",
                    config.kept().toSeconds());
            transaction.execute("""
                    DELETE FROM delivery_records AS r WHERE NOT EXISTS (SELECT FROM deliveries AS d WHERE d.seq = r.seq)
                        AND r.seq < (SELECT seq FROM delivery_cursor)""");
            transaction.execute(
                    "DELETE FROM told WHERE at < now() - ? * interval '1 second'",
                    DeliveryConfig.TOLD_KEPT.toSeconds());
            transaction
                    .createQuery("SELECT subscription FROM deliveries WHERE state = 'pending'"
                            + " GROUP BY 1 HAVING count(*) > ?")
                    .bind(0, config.mostPending())
                    .mapTo(String.class)
                    .list()
                    .forEach(id ->
                            disable(transaction, id, "more than " + config.mostPending() + " messages wait for it"));
            Subscriptions.endDisabledLeases(transaction);
            return true;
        }));
    }
}
