package dev.dateline.runtime.keys;

import dev.dateline.runtime.config.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key. Its bearer secrets are not: only their SHA-256 is, which suffices for secrets of 160 random bits.
 * A signing secret must be known to check a signature.
 *
 * @param id the readable part of the key, by which it is found and named in logs
 * @param name whose it is, in the operator's words
 * @param feeds names of feeds that it may push to; {@code *} at the end of a name stands for anything
 * @param read whether it may read all that is published
 * @param operator whether it may read and change what the pipeline does: flashpoints, feeds
 * @param requestsPerSecond its own rate; null for the service's default
 * @param created when it was made
 * @param expires when it ends; null if it does not
 * @param revoked when it was revoked; null if it was not
 * @param secrets bearer secrets, the newest first; during a rotation two are valid at once
 * @param signing secrets that sign bodies, the newest first
 */
public record ApiKey(
        String id,
        String name,
        List<String> feeds,
        boolean read,
        boolean operator,
        @Nullable Integer requestsPerSecond,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked,
        List<HashedSecret> secrets,
        List<SigningSecret> signing) {

    static final String PUSH = "push:";
    static final String READ = "read";
    static final String OPERATE = "operate";

    private static final Pattern SCOPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}|[a-z0-9._-]{0,63}\\*");

    /**
     * A bearer secret.
     *
     * @param sha256 of the whole key, in hexadecimal
     * @param created when it was made
     * @param expires when it ends; null while it is the current one
     */
    public record HashedSecret(
            String sha256, Instant created, @Nullable Instant expires) {}

    /**
     * A secret that signs bodies.
     *
     * @param value in the form of Standard Webhooks, {@code whsec_} and Base64
     * @param created when it was made
     * @param expires when it ends; null while it is the current one
     */
    public record SigningSecret(
            Secret value, Instant created, @Nullable Instant expires) {}

    /** Checks the scope. */
    public ApiKey {
        feeds = List.copyOf(feeds);
        secrets = List.copyOf(secrets);
        signing = List.copyOf(signing);
        for (String feed : feeds) {
            if (!SCOPE.matcher(feed).matches()) {
                throw new IllegalArgumentException(
                        "\"" + feed + "\" is no scope: give a feed's name of a-z, 0-9, '.', '_' and"
                                + " '-', with * at its end for all that begin so, or * alone for all");
            }
        }
        if (feeds.isEmpty() && !read && !operator) {
            throw new IllegalArgumentException(
                    "the key " + id + " may do nothing; give it a feed, let it read, or make it an operator's");
        }
    }

    /** Whether it may push to the feed. */
    public boolean covers(String feed) {
        return feeds.stream()
                .anyMatch(scope -> scope.endsWith("*")
                        ? feed.startsWith(scope.substring(0, scope.length() - 1))
                        : feed.equals(scope));
    }

    /** What it may do, as the file and lists say it: {@code push:FEED}, {@code read}, {@code operate}. */
    public List<String> scopes() {
        List<String> scopes = new ArrayList<>();
        feeds.forEach(feed -> scopes.add(PUSH + feed));
        if (read) {
            scopes.add(READ);
        }
        if (operator) {
            scopes.add(OPERATE);
        }
        return List.copyOf(scopes);
    }

    /** Whether it is neither revoked nor at its end. */
    public boolean isValid(Instant now) {
        return revoked == null && isBefore(now, expires);
    }

    static boolean isBefore(Instant now, @Nullable Instant end) {
        return end == null || now.isBefore(end);
    }

    ApiKey withSecrets(List<HashedSecret> bearer, List<SigningSecret> signers) {
        return new ApiKey(
                id, name, feeds, read, operator, requestsPerSecond, created, expires, revoked, bearer, signers);
    }

    ApiKey revokedAt(Instant now) {
        return new ApiKey(id, name, feeds, read, operator, requestsPerSecond, created, expires, now, secrets, signing);
    }
}
