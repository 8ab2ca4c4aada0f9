package dev.dateline.publish.subscription;

import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.Rows;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.publish.subscription.Subscription.Lease;
import dev.dateline.publish.subscription.Subscription.Secrets;
import dev.dateline.publish.subscription.Subscription.State;
import dev.dateline.runtime.config.Secret;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions in the database. Every method throws {@link dev.dateline.publish.store.StoreException.Unavailable} if it
 * cannot be asked.
 */
public final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private static final String COLUMNS =
            "id, query, url, topic, lease_ends, description, secret, previous_secret, previous_until, state, reason, after_seq, created,"
                    + " changed";
    private static final int ID_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Jdbi database;
    private final SecretSeal seal;

    /** Those of a read model, whose secrets are sealed so. */
    public Subscriptions(ReadModel readModel, SecretSeal seal) {
        this.database = readModel.deliveries();
        this.seal = seal;
    }

    /** A new webhook, which hears of what is published from now on. */
    public Subscription create(String query, URI url, @Nullable String description, Secret secret) {
        String id = newId();
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            transaction
                    .createUpdate("""
                            INSERT INTO subscriptions
                                (id, query, url, description, secret, state, after_seq, created, changed)
                            VALUES (:id, :query, :url, :description, :secret, 'active', :after, now(), now())""")
                    .bind("id", id)
                    .bind("query", query)
                    .bind("url", url.toString())
                    .bind("description", description)
                    .bind("secret", seal.seal(secret, id).stored())
                    .bind("after", beginning(transaction))
                    .execute();
            return find(transaction, id).orElseThrow();
        }));
    }

    private static String newId() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return "sub_" + HexFormat.of().formatHex(random);
    }

    /** A subscription of the hub, which hears of what is published from now on; one that is there is renewed. */
    public void lease(
            FeedTopic topic,
            URI callback,
            String host,
            @Nullable Secret secret,
            Duration lease,
            @Nullable String keyId) {
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            // Whoever makes one holds this lock, so that the same is not made twice.
            long after = beginning(transaction);
            String id = transaction
                    .select(
                            "SELECT id FROM subscriptions WHERE url = ? AND topic = ?",
                            callback.toString(),
                            topic.address())
                    .mapTo(String.class)
                    .findOne()
                    .orElseGet(Subscriptions::newId);
            String sealed = secret == null ? null : seal.seal(secret, id).stored();
            int renewed = transaction
                    .createUpdate("""
                            UPDATE subscriptions SET secret = :secret, key_id = :key, state = 'active', reason = NULL,
                                lease_ends = now() + :lease * interval '1 second', changed = now()
                            WHERE id = :id""")
                    .bind("id", id)
                    .bind("secret", sealed)
                    .bind("key", keyId)
                    .bind("lease", lease.toSeconds())
                    .execute();
            return renewed > 0
                    ? renewed
                    : transaction
                            .createUpdate("""
                                    INSERT INTO subscriptions (id, query, url, host, topic, lease_ends, key_id, secret,
                                        state, after_seq, created, changed)
                                    VALUES (:id, :query, :url, :host, :topic, now() + :lease * interval '1 second', :key,
                                        :secret, 'active', :after, now(), now())""")
                            .bind("id", id)
                            .bind("query", topic.query().text())
                            .bind("url", callback.toString())
                            .bind("host", host)
                            .bind("topic", topic.address())
                            .bind("lease", lease.toSeconds())
                            .bind("key", keyId)
                            .bind("secret", sealed)
                            .bind("after", after)
                            .execute();
        }));
    }

    /** How many subscriptions of the hub have their callback on that host, beside this one. */
    public int leases(String host, String topic, URI callback) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        "SELECT count(*) FROM subscriptions WHERE host = ? AND topic IS NOT NULL AND lease_ends > now()"
                                + " AND NOT (topic = ? AND url = ?)",
                        host,
                        topic,
                        callback.toString())
                .mapTo(Integer.class)
                .one()));
    }

    /** Ends a subscription of the hub, as its callback wishes. */
    public void endLease(String topic, URI callback) {
        update("DELETE FROM subscriptions WHERE topic = ? AND url = ?", topic, callback.toString());
    }

    /** Ends those that nobody renewed. */
    public void endExpiredLeases() {
        update("DELETE FROM subscriptions WHERE lease_ends <= now()");
    }

    /** The keys that subscriptions of the hub were asked for with. */
    public List<String> keysOfLeases() {
        return SqlFailures.translating(() -> database.withHandle(
                handle -> handle.createQuery("SELECT DISTINCT key_id FROM subscriptions WHERE key_id IS NOT NULL")
                        .mapTo(String.class)
                        .list()));
    }

    /** Ends those that were asked for with a key, and tells their callbacks why. */
    public void endLeasesOf(String keyId, String reason) {
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            transaction.execute(
                    "UPDATE subscriptions SET state = 'disabled', reason = ? WHERE key_id = ? AND topic IS NOT NULL",
                    reason,
                    keyId);
            endDisabledLeases(transaction);
            return true;
        }));
    }

    /** A subscription of the hub that is sent no more is none: its callback is told, and may ask for another. */
    public static void endDisabledLeases(Handle transaction) {
        transaction.execute("""
                WITH ended AS (DELETE FROM subscriptions WHERE state = 'disabled' AND topic IS NOT NULL RETURNING *)
                INSERT INTO hub_requests (mode, topic, callback, host, reason)
                SELECT 'denied', topic, url, host, reason FROM ended""");
    }

    /** Where a subscription that is made in this transaction begins: nobody matches until it ends. */
    public static long beginning(Handle transaction) {
        transaction.execute("SELECT FROM delivery_cursor FOR UPDATE");
        return transaction
                .createQuery("SELECT newest_seq FROM head")
                .mapTo(Long.class)
                .one();
    }

    /** How many there are. */
    public int count() {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> handle.createQuery("SELECT count(*) FROM subscriptions")
                        .mapTo(Integer.class)
                        .one()));
    }

    /** All, the oldest first. */
    public List<Subscription> all() {
        return SqlFailures.translating(() -> database.withHandle(
                handle -> handle.createQuery("SELECT " + COLUMNS + " FROM subscriptions ORDER BY created, id")
                        .map((row, context) -> subscription(row))
                        .list()));
    }

    /** Those for which articles are matched, in a transaction. */
    public static List<Subscription> listening(Handle transaction) {
        return transaction
                .createQuery("SELECT " + COLUMNS + " FROM subscriptions WHERE state <> 'disabled'"
                        + " AND (lease_ends IS NULL OR lease_ends > now())")
                .map((row, context) -> subscription(row))
                .list();
    }

    /** The subscription of that id. */
    public Optional<Subscription> find(String id) {
        if (!id.matches("sub_[0-9a-f]{" + 2 * ID_BYTES + "}")) {
            return Optional.empty();
        }
        return SqlFailures.translating(() -> database.withHandle(handle -> find(handle, id)));
    }

    private static Optional<Subscription> find(Handle handle, String id) {
        return handle.select("SELECT " + COLUMNS + " FROM subscriptions WHERE id = ?", id)
                .map((row, context) -> subscription(row))
                .findOne();
    }

    /** Changes what is asked for, where it goes and what is remembered. */
    public void change(String id, String query, URI url, @Nullable String description) {
        update(
                "UPDATE subscriptions SET query = ?, url = ?, description = ?, changed = now() WHERE id = ?",
                query,
                url.toString(),
                description,
                id);
    }

    /** Sends no more until it is resumed; what matches is kept. */
    public void pause(String id) {
        update("UPDATE subscriptions SET state = 'paused', changed = now() WHERE id = ? AND state = 'active'", id);
    }

    /** Sends again. One that was disabled hears of what is published from now on; a replay brings what it missed. */
    public void resume(String id) {
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            long newest = beginning(transaction);
            return transaction.execute("""
                    UPDATE subscriptions SET after_seq = CASE WHEN state = 'disabled' THEN ? ELSE after_seq END,
                        state = 'active', reason = NULL, failures = 0, held_until = NULL, changed = now()
                    WHERE id = ? AND state <> 'active'""", newest, id);
        }));
    }

    /** Signs with another secret, and for a while with the one before too. */
    public void rotate(String id, Secret secret, Duration overlap) {
        update(
                "UPDATE subscriptions SET previous_secret = secret, previous_until = now() + ? * interval '1 second',"
                        + " secret = ?, changed = now() WHERE id = ?",
                overlap.toSeconds(),
                seal.seal(secret, id).stored(),
                id);
    }

    /**
     * Seals with the key of today what is not: secrets of versions that stored them as they are, and those of a key that is being
     * replaced. What cannot be opened stays.
     *
     * @return how many could not be opened
     */
    public int reseal() {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            int closed = 0;
            for (String column : List.of("secret", "previous_secret")) {
                Map<String, SealedSecret> stored = new TreeMap<>();
                transaction
                        .createQuery("SELECT id, " + column + " FROM subscriptions WHERE " + column
                                + " IS NOT NULL ORDER BY id FOR UPDATE")
                        .map((row, context) -> Map.entry(row.getString(1), new SealedSecret(row.getString(2))))
                        .forEach(entry -> stored.put(entry.getKey(), entry.getValue()));
                for (Map.Entry<String, SealedSecret> entry : stored.entrySet()) {
                    if (!seal.isCurrent(entry.getValue())) {
                        try {
                            Secret opened = seal.open(entry.getValue(), entry.getKey());
                            transaction.execute(
                                    "UPDATE subscriptions SET " + column + " = ? WHERE id = ?",
                                    seal.seal(opened, entry.getKey()).stored(),
                                    entry.getKey());
                        } catch (SealException e) {
                            LOG.debug("A secret cannot be opened", e);
                            closed++;
                        }
                    }
                }
            }
            return closed;
        }));
    }

    /** Forgets it and all that is owed to it. */
    public void delete(String id) {
        update("DELETE FROM subscriptions WHERE id = ?", id);
    }

    private void update(String sql, @Nullable Object... values) {
        SqlFailures.translating(() -> database.withHandle(handle -> handle.execute(sql, values)));
    }

    /** The subscription in a row that has its columns. */
    static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getString("id"),
                row.getString("query"),
                URI.create(row.getString("url")),
                lease(row),
                row.getString("description"),
                secrets(row),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getLong("after_seq"),
                Rows.instant(row, "created"),
                Rows.instant(row, "changed"));
    }

    private static @Nullable Lease lease(ResultSet row) throws SQLException {
        String topic = row.getString("topic");
        return topic == null ? null : new Lease(topic, Rows.instant(row, "lease_ends"));
    }

    /** The secrets in a row that has their columns. */
    public static Secrets secrets(ResultSet row) throws SQLException {
        String current = row.getString("secret");
        String previous = row.getString("previous_secret");
        return new Secrets(
                current == null ? null : new SealedSecret(current),
                previous == null ? null : new SealedSecret(previous),
                Rows.instantOrNull(row, "previous_until"));
    }
}
