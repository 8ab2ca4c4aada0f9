package dev.dateline.publish.hub;

import dev.dateline.publish.hub.HubRequest.Mode;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.publish.subscription.SealException;
import dev.dateline.publish.subscription.SealedSecret;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.runtime.config.Secret;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What callbacks are still to be asked, in the database, so that what was accepted outlives the instance that accepted it. Every
 * method throws {@link dev.dateline.publish.store.StoreException.Unavailable} if the database cannot be asked.
 */
final class HubRequests {

    /** How long a request is remembered, to count what a host is asked. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Jdbi database;
    private final SecretSeal seal;

    HubRequests(ReadModel readModel, SecretSeal seal) {
        this.database = readModel.deliveries();
        this.seal = seal;
    }

    /** Writes down a request. Returns false if too many of the last minute have their callback on that host. */
    boolean add(
            Mode mode,
            String topic,
            URI callback,
            @Nullable Secret secret,
            Duration lease,
            @Nullable String keyId,
            int mostPerMinute) {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            String host = host(callback);
            // One request of a host at a time is counted, whichever instance takes it.
            transaction
                    .select("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", host)
                    .mapTo(String.class)
                    .list();
            int asked = transaction
                    .select(
                            "SELECT count(*) FROM hub_requests WHERE host = ? AND created > now() - interval '1 minute'",
                            host)
                    .mapTo(Integer.class)
                    .one();
            if (asked >= mostPerMinute) {
                return false;
            }
            transaction.execute(
                    "INSERT INTO hub_requests (mode, topic, callback, host, secret, lease_seconds, key_id)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    mode.text(),
                    topic,
                    callback.toString(),
                    host,
                    secret == null
                            ? null
                            : seal.seal(secret, callback.toString()).stored(),
                    lease.toSeconds(),
                    keyId);
            return true;
        }));
    }

    /** The host by which limits go. */
    static String host(URI callback) {
        return callback.getHost().toLowerCase(Locale.ROOT);
    }

    /** Takes requests that are due, for so long; who does not finish one by then loses it to whoever takes it next. */
    List<HubRequest> claim(int most, Duration time) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        UPDATE hub_requests SET attempts = attempts + 1, due = now() + :time * interval '1 millisecond'
                        WHERE number IN (SELECT number FROM hub_requests WHERE finished IS NULL AND due <= now()
                            ORDER BY due LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING number, mode, topic, callback, secret, lease_seconds, reason, key_id, attempts""")
                .bind("time", time.toMillis())
                .bind("most", most)
                .map((row, context) -> request(row))
                .list()));
    }

    private static HubRequest request(ResultSet row) throws SQLException {
        String secret = row.getString("secret");
        return new HubRequest(
                row.getLong("number"),
                Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                row.getString("topic"),
                URI.create(row.getString("callback")),
                secret == null ? null : new SealedSecret(secret),
                Duration.ofSeconds(row.getLong("lease_seconds")),
                row.getString("reason"),
                row.getString("key_id"),
                row.getInt("attempts"));
    }

    /**
     * What is to sign what is sent.
     *
     * @throws SealException if the key that sealed it is not there
     */
    @Nullable
    Secret secret(HubRequest request) throws SealException {
        SealedSecret sealed = request.secret();
        return sealed == null ? null : seal.open(sealed, request.callback().toString());
    }

    /** Asks again after a while. */
    void postpone(HubRequest request, Duration wait) {
        SqlFailures.translating(() -> database.withHandle(handle -> handle.execute(
                "UPDATE hub_requests SET due = now() + ? * interval '1 millisecond' WHERE number = ?",
                wait.toMillis(),
                request.number())));
    }

    /** It was answered, one way or the other; its secret is no longer needed here. */
    void finish(HubRequest request) {
        SqlFailures.translating(() -> database.withHandle(handle -> handle.execute(
                "UPDATE hub_requests SET finished = now(), secret = NULL WHERE number = ?", request.number())));
    }

    /** Forgets what is long over. */
    void tidy() {
        SqlFailures.translating(() -> database.withHandle(handle -> handle.execute(
                "DELETE FROM hub_requests WHERE finished < now() - ? * interval '1 second'", KEPT.toSeconds())));
    }
}
