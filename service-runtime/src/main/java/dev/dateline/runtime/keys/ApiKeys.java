package dev.dateline.runtime.keys;

import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.digest.Sha256;
import dev.dateline.runtime.keys.ApiKey.HashedSecret;
import dev.dateline.runtime.keys.ApiKey.SigningSecret;
import dev.dateline.runtime.signature.Signature;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All keys, as the operator made them. Immutable: each change gives a new list.
 *
 * @param keys in the order in which they were made
 */
public record ApiKeys(List<ApiKey> keys) {

    /** How a key begins, so that people and scanners for secrets know one when they see it. */
    static final String PREFIX = "dl_";

    /** 160 bits: no search finds one, so a plain hash of it can be stored and no slow one is needed. */
    private static final int SECRET_BYTES = 20;

    private static final int SIGNING_BYTES = 32;
    private static final int ID_LENGTH = 10;
    private static final String ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Keeps its own copy. */
    public ApiKeys {
        keys = List.copyOf(keys);
    }

    /**
     * What a new key may do.
     *
     * @param name whose it is
     * @param feeds see {@link ApiKey#feeds}
     * @param read see {@link ApiKey#read}
     * @param operator see {@link ApiKey#operator}
     * @param signing whether it signs bodies instead of being sent along
     * @param requestsPerSecond see {@link ApiKey#requestsPerSecond}
     * @param expires see {@link ApiKey#expires}
     */
    public record Grant(
            String name,
            List<String> feeds,
            boolean read,
            boolean operator,
            boolean signing,
            @Nullable Integer requestsPerSecond,
            @Nullable Instant expires) {}

    /**
     * A secret that was just made; it is shown once and not stored.
     *
     * @param keys all keys, the change made
     * @param id the key's id
     * @param secret what the client is given
     */
    public record Issued(ApiKeys keys, String id, Secret secret) {}

    /** With one more key. */
    public Issued add(Grant grant, Instant now) {
        String id = newId();
        Secret secret = grant.signing() ? newSigningSecret() : newBearer(id);
        ApiKey key = new ApiKey(
                id,
                grant.name(),
                grant.feeds(),
                grant.read(),
                grant.operator(),
                grant.requestsPerSecond(),
                now,
                grant.expires(),
                null,
                grant.signing() ? List.of() : List.of(new HashedSecret(Sha256.hex(secret.value()), now, null)),
                grant.signing() ? List.of(new SigningSecret(secret, now, null)) : List.of());
        return new Issued(
                new ApiKeys(Stream.concat(keys.stream(), Stream.of(key)).toList()), id, secret);
    }

    /**
     * With a new secret for a key; the one before it stays valid for the overlap, any older one ends now.
     *
     * @throws IllegalArgumentException if there is no such key, or it is revoked
     */
    public Issued rotate(String id, Duration overlap, Instant now) {
        ApiKey key = named(id);
        if (key.revoked() != null) {
            throw new IllegalArgumentException("the key " + id + " is revoked; make a new one");
        }
        Instant end = now.plus(overlap);
        if (key.signing().isEmpty()) {
            Secret secret = newBearer(id);
            List<HashedSecret> secrets = new ArrayList<>();
            secrets.add(new HashedSecret(Sha256.hex(secret.value()), now, null));
            key.secrets().stream()
                    .limit(1)
                    .map(old -> new HashedSecret(old.sha256(), old.created(), earlier(old.expires(), end)))
                    .forEach(secrets::add);
            return new Issued(replace(id, old -> old.withSecrets(secrets, List.of())), id, secret);
        }
        Secret secret = newSigningSecret();
        List<SigningSecret> signing = new ArrayList<>();
        signing.add(new SigningSecret(secret, now, null));
        key.signing().stream()
                .limit(1)
                .map(old -> new SigningSecret(old.value(), old.created(), earlier(old.expires(), end)))
                .forEach(signing::add);
        return new Issued(replace(id, old -> old.withSecrets(List.of(), signing)), id, secret);
    }

    /**
     * With a key revoked: none of its secrets is valid any more.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    public ApiKeys revoke(String id, Instant now) {
        return named(id).revoked() == null ? replace(id, key -> key.revokedAt(now)) : this;
    }

    /** The key of that id. */
    public Optional<ApiKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private ApiKey named(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("there is no key " + id + "; see `dateline keys list`"));
    }

    private ApiKeys replace(String id, UnaryOperator<ApiKey> change) {
        return new ApiKeys(keys.stream()
                .map(key -> key.id().equals(id) ? change.apply(key) : key)
                .toList());
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one != null && one.isBefore(other) ? one : other;
    }

    private static String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(RANDOM.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    private static Secret newBearer(String id) {
        return new Secret(
                PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES)));
    }

    private static Secret newSigningSecret() {
        return new Secret(Signature.SECRET_PREFIX + Base64.getEncoder().encodeToString(random(SIGNING_BYTES)));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
