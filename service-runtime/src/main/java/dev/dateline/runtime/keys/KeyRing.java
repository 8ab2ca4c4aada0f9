package dev.dateline.runtime.keys;

import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.digest.Sha256;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.keys.ApiKey.HashedSecret;
import dev.dateline.runtime.keys.ApiKey.SigningSecret;
import dev.dateline.runtime.signature.Signature;
import dev.dateline.runtime.watched.WatchedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sends a request by the keys of a file, which is read again when it changes; without a file, everyone is let in.
 * Refusals are {@link ProblemException}s: 401 for who cannot be told, 403 for what a known key may not do. Thread-safe.
 */
public final class KeyRing {

    /** How far a signature's time may be from ours: beyond it, a recorded request is not taken again. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    /** A browser asks for a password where it is told Basic; the key is that password. */
    private static final String CHALLENGE = "Bearer realm=\"dateline\", Basic realm=\"dateline\", charset=\"UTF-8\"";

    /** Compared against where there is no key of that id, so that an unknown id takes as long as a known one. */
    private static final String NO_HASH = "0".repeat(64);

    private final Optional<WatchedFile<ApiKeys>> file;
    private final ApiKeys besides;
    private final InstantSource clock;

    /**
     * The keys of a file.
     *
     * @param file empty to let everyone in
     * @throws ConfigException if the file cannot be read or holds no valid key
     */
    public KeyRing(Optional<Path> file, InstantSource clock) {
        this(file, new ApiKeys(List.of()), clock);
    }

    /**
     * The keys of a file, and some that stand in none.
     *
     * @param file empty to let everyone in
     * @param besides sent as bearer's, by who runs in the same process
     * @throws ConfigException if the file cannot be read or holds no valid key
     */
    public KeyRing(Optional<Path> file, ApiKeys besides, InstantSource clock) {
        this.file = file.map(path -> open(path, clock.instant()));
        this.besides = besides;
        this.clock = clock;
    }

    private static WatchedFile<ApiKeys> open(Path path, Instant now) {
        String mend = "; make a key with `dateline keys add --file " + path + " --feed FEED`, --read or --operator";
        try {
            WatchedFile<ApiKeys> watched = new WatchedFile<>(path, KeyFile::read);
            if (watched.content().keys().stream().noneMatch(key -> key.isValid(now))) {
                throw new ConfigException("no key in " + path + " is valid" + mend, null);
            }
            return watched;
        } catch (IOException e) {
            throw new ConfigException("cannot read the keys in " + path + " (" + e.getMessage() + ")" + mend, e);
        }
    }

    /** Whether everyone is let in. */
    public boolean letsEveryoneIn() {
        return file.isEmpty();
    }

    /**
     * Who sends the key: as a bearer's, or as the password of HTTP Basic, which is what browsers and feed readers can send.
     *
     * @param authorization the header {@code Authorization}
     */
    public Caller byAuthorization(@Nullable String authorization) {
        if (file.isEmpty()) {
            return Caller.ANYONE;
        }
        String key = sent(authorization);
        if (key == null) {
            throw unauthenticated(
                    "no-key", "A key is needed", "send the header \"Authorization: Bearer KEY\", or sign the body");
        }
        String[] parts = key.split("_", 3);
        Optional<ApiKey> known = parts.length == 3
                ? file.get().content().find(parts[1]).or(() -> besides.find(parts[1]))
                : Optional.empty();
        Instant now = clock.instant();
        String hash = Sha256.hex(key);
        boolean matches = false;
        if (known.isEmpty()) {
            matches = isEqual(hash, NO_HASH);
        } else {
            for (HashedSecret secret : known.get().secrets()) {
                matches |= isEqual(hash, secret.sha256()) & ApiKey.isBefore(now, secret.expires());
            }
        }
        if (!matches || known.isEmpty()) {
            throw unauthenticated(
                    "bad-key", "The key is not valid", "it is unknown, or a newer one has taken its place");
        }
        return valid(known.get(), now);
    }

    private static @Nullable String sent(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null; // No Base64: no key was sent.
        }
    }

    /** The key of that id, for who showed it before; refused if it is no longer valid. */
    public Caller byId(String id) {
        return file.flatMap(keys -> keys.content().find(id))
                .map(key -> valid(key, clock.instant()))
                .orElseThrow(() -> unauthenticated("bad-key", "The key is not valid", "sign in again"));
    }

    /**
     * Who signed the body: the first key whose scope holds the feed and one of whose secrets made the signature.
     *
     * @param body the raw bytes, as they came
     */
    public Caller bySignature(Signature signature, String feed, byte[] body) {
        if (file.isEmpty()) {
            return Caller.ANYONE;
        }
        Instant now = clock.instant();
        checkTime(signature, now);
        ApiKey signer = null;
        for (ApiKey key : file.get().content().keys()) {
            if (key.covers(feed) && key.isValid(now)) {
                for (SigningSecret secret : key.signing()) {
                    if (ApiKey.isBefore(now, secret.expires()) && signature.isOf(body, secret.value())) {
                        signer = key;
                    }
                }
            }
        }
        if (signer == null) {
            throw unauthenticated(
                    "bad-signature",
                    "The signature is not valid",
                    "no key that may push to \"" + feed
                            + "\" made it; sign id.timestamp.body over the body's raw bytes, as"
                            + " Standard Webhooks says");
        }
        return Caller.of(signer);
    }

    /** Refuses a time that is too far from ours; cheap, so that it can be asked before a body is read. */
    public void checkTime(Signature signature) {
        if (file.isPresent()) {
            checkTime(signature, clock.instant());
        }
    }

    private static void checkTime(Signature signature, Instant now) {
        Instant signed;
        try {
            signed = Instant.ofEpochSecond(Long.parseLong(signature.timestamp()));
        } catch (NumberFormatException | DateTimeException e) {
            throw unauthenticated(
                    "bad-signature", "The signature is not valid", "webhook-timestamp must be seconds since 1970");
        }
        if (signature.id().isEmpty()) {
            throw unauthenticated("bad-signature", "The signature is not valid", "the header webhook-id is missing");
        }
        if (Duration.between(signed, now).abs().compareTo(CLOCK_TOLERANCE) > 0) {
            throw unauthenticated(
                    "stale-signature",
                    "The signature is too old or too new",
                    "webhook-timestamp may be at most 5 minutes from the time here; sign again, and check the clock");
        }
    }

    /** Refuses a caller that may not push to the feed. */
    public static void requireFeed(Caller caller, String feed) {
        if (!caller.covers(feed)) {
            throw new ProblemException(new Problem(
                    403,
                    "feed-not-in-scope",
                    "The key may not push to this feed",
                    "the key " + caller.id() + " has no scope for \"" + feed
                            + "\"; ask the operator for one that has"));
        }
    }

    /** Refuses a caller that is no operator. */
    static void requireOperator(Caller caller) {
        if (!caller.operator()) {
            throw new ProblemException(new Problem(
                    403,
                    "not-an-operator",
                    "The key is no operator's",
                    "make one with `dateline keys add --operator`"));
        }
    }

    /** Refuses a caller that may not read. */
    public static void requireReader(Caller caller) {
        if (!caller.reader()) {
            throw new ProblemException(new Problem(
                    403, "not-a-reader", "The key may not read", "make one with `dateline keys add --read`"));
        }
    }

    private static Caller valid(ApiKey key, Instant now) {
        if (key.revoked() != null) {
            throw unauthenticated("key-revoked", "The key is revoked", "ask the operator for a new one");
        }
        if (!key.isValid(now)) {
            throw unauthenticated("key-expired", "The key has expired", "ask the operator for a new one");
        }
        return Caller.of(key);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static ProblemException unauthenticated(String code, String title, String detail) {
        return new ProblemException(new Problem(401, code, title, detail), Map.of("WWW-Authenticate", CHALLENGE), null);
    }
}
