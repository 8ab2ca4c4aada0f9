package dev.dateline.publish.session;

import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.runtime.digest.Sha256;
import dev.dateline.runtime.keys.Sessions;
import io.javalin.http.Context;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the database: all instances know them, also after a restart, and who signs out is out everywhere at once. Of the
 * random value in the cookie only the hash is stored, so that nobody can sign in with what a copy of the database says.
 */
public final class PageSessions implements Sessions {

    private static final String NAME = "dateline-session";

    /** A browser takes a cookie of this name from this host alone, and over TLS alone. */
    private static final String SECURE_NAME = "__Host-" + NAME;

    /** 256 bits. */
    private static final int TOKEN_BYTES = 32;

    private static final int LONGEST_TOKEN = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Jdbi database;
    private final SessionConfig config;
    private final boolean behindTls;

    /**
     * The sessions of a read model.
     *
     * @param publicUrl where the page is reached from outside
     */
    public PageSessions(ReadModel readModel, SessionConfig config, Optional<URI> publicUrl) {
        this.database = readModel.deliveries();
        this.config = config;
        this.behindTls = publicUrl.map(URI::getScheme).filter("https"::equals).isPresent();
    }

    @Override
    public @Nullable String keyOf(Context context) {
        return token(context).flatMap(this::find).orElse(null);
    }

    private Optional<String> find(String token) {
        String hash = Sha256.hex(token);
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            Optional<String> key = transaction
                    .createQuery("""
                            SELECT key_id FROM sessions WHERE hash = :hash
                                AND last_seen > now() - :idle * interval '1 second'
                                AND created > now() - :longest * interval '1 second'""")
                    .bind("hash", hash)
                    .bind("idle", config.idle().toSeconds())
                    .bind("longest", config.longest().toSeconds())
                    .mapTo(String.class)
                    .findOne();
            if (key.isPresent()) {
                // To the minute: a page asks several times a second.
                transaction.execute(
                        "UPDATE sessions SET last_seen = now() WHERE hash = ? AND last_seen < now() - interval '1 minute'",
                        hash);
            }
            return key;
        }));
    }

    /** Begins a session with the key of that id, in place of the one that the browser had. */
    void begin(Context context, String keyId) {
        end(context);
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            transaction.execute(
                    "DELETE FROM sessions WHERE last_seen < now() - ? * interval '1 second'"
                            + " OR created < now() - ? * interval '1 second'",
                    config.idle().toSeconds(),
                    config.longest().toSeconds());
            return transaction.execute(
                    "INSERT INTO sessions (hash, key_id, created, last_seen) VALUES (?, ?, now(), now())",
                    Sha256.hex(token),
                    keyId);
        }));
        set(context, token, config.longest().toSeconds());
    }

    /** Ends the session of the browser, if it has one. */
    void end(Context context) {
        token(context)
                .ifPresent(token -> SqlFailures.translating(() -> database.withHandle(
                        handle -> handle.execute("DELETE FROM sessions WHERE hash = ?", Sha256.hex(token)))));
        set(context, "", 0);
    }

    private Optional<String> token(Context context) {
        return Optional.ofNullable(context.cookie(name(context)))
                .filter(token -> !token.isEmpty() && token.length() <= LONGEST_TOKEN);
    }

    private void set(Context context, String token, long seconds) {
        context.header(
                "Set-Cookie",
                name(context) + "=" + token + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                        + (isSecure(context) ? "; Secure" : ""));
    }

    private String name(Context context) {
        return isSecure(context) ? SECURE_NAME : NAME;
    }

    private boolean isSecure(Context context) {
        return behindTls || "https".equals(context.header("X-Forwarded-Proto"));
    }
}
