package dev.dateline.publish.subscription;

import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.publish.subscription.Subscription.Secrets;
import dev.dateline.publish.subscription.Subscription.State;
import dev.dateline.runtime.config.Secret;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions in the database. Every method throws {@link dev.dateline.publish.store.StoreException.Unavailable} if it
 * cannot be asked.
 */
public final class Subscriptions {

    private static final String COLUMNS =
            "id, query, url, description, secret, previous_secret, previous_until, state, reason, after_seq, created,"
                    + " changed";
    private static final int ID_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Jdbi database;

    /** Those of a read model. */
    public Subscriptions(ReadModel readModel) {
        this.database = readModel.deliveries();
    }

    /** A new webhook, which hears of what is published from now on. */
    public Subscription create(String query, URI url, @Nullable String description, Secret secret) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = "sub_" + HexFormat.of().formatHex(random);
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
                    .bind("secret", secret.value())
                    .bind("after", beginning(transaction))
                    .execute();
            return find(transaction, id).orElseThrow();
        }));
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
    public List<Subscription> webhooks() {
        return SqlFailures.translating(() -> database.withHandle(
                handle -> handle.createQuery("SELECT " + COLUMNS + " FROM subscriptions ORDER BY created, id")
                        .map((row, context) -> subscription(row))
                        .list()));
    }

    /** Those for which articles are matched, in a transaction. */
    public static List<Subscription> listening(Handle transaction) {
        return transaction
                .createQuery("SELECT " + COLUMNS + " FROM subscriptions WHERE state <> 'disabled'")
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
                secret.value(),
                id);
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
                row.getString("description"),
                secrets(row),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getLong("after_seq"),
                instant(row, "created"),
                instant(row, "changed"));
    }

    /** The secrets in a row that has their columns. */
    public static Secrets secrets(ResultSet row) throws SQLException {
        String current = row.getString("secret");
        String previous = row.getString("previous_secret");
        OffsetDateTime until = row.getObject("previous_until", OffsetDateTime.class);
        return new Secrets(
                current == null ? null : new Secret(current),
                previous == null ? null : new Secret(previous),
                until == null ? null : until.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
