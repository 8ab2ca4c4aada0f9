package dev.dateline.runtime.signature;

import dev.dateline.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A signature by Standard Webhooks 1.0: HMAC-SHA256 over {@code id.timestamp.body}, the body as its raw bytes, in the
 * headers {@code webhook-id}, {@code webhook-timestamp} (seconds since 1970) and {@code webhook-signature} (one or more of
 * {@code v1,BASE64}, by spaces).
 *
 * @param id of the message; the same when it is sent again
 * @param timestamp as sent
 * @param signatures as sent
 */
public record Signature(String id, String timestamp, String signatures) {

    /** The header that names the message. */
    public static final String ID = "webhook-id";

    /** What a secret begins with whose rest is its bytes in Base64. */
    public static final String SECRET_PREFIX = "whsec_";

    /** The header that says when it was signed. */
    public static final String TIMESTAMP = "webhook-timestamp";

    /** The header that holds the signature. */
    public static final String SIGNATURE = "webhook-signature";

    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";

    /** The signature in a request's headers; null if it has none. */
    public static @Nullable Signature in(Function<String, @Nullable String> header) {
        String signatures = header.apply(SIGNATURE);
        if (signatures == null) {
            return null;
        }
        String id = header.apply(ID);
        String timestamp = header.apply(TIMESTAMP);
        return new Signature(id == null ? "" : id, timestamp == null ? "" : timestamp, signatures);
    }

    /** Signs a body, for a client. */
    public static Signature sign(String id, long timestamp, byte[] body, Secret secret) {
        return sign(id, timestamp, body, List.of(secret));
    }

    /** Signs a body with each of the secrets, so that a receiver that knows one of them takes it. */
    public static Signature sign(String id, long timestamp, byte[] body, List<Secret> secrets) {
        String seconds = Long.toString(timestamp);
        return new Signature(
                id,
                seconds,
                secrets.stream()
                        .map(secret -> VERSION + Base64.getEncoder().encodeToString(hmac(id, seconds, body, secret)))
                        .collect(Collectors.joining(" ")));
    }

    /** The headers that carry it. */
    public Map<String, String> headers() {
        return Map.of(ID, id, TIMESTAMP, timestamp, SIGNATURE, signatures);
    }

    /** Whether one of the signatures is that of the body under the secret; takes equally long whichever byte differs. */
    public boolean isOf(byte[] body, Secret secret) {
        byte[] expected = hmac(id, timestamp, body, secret);
        boolean found = false;
        for (byte[] candidate : candidates()) {
            found |= MessageDigest.isEqual(expected, candidate);
        }
        return found;
    }

    private List<byte[]> candidates() {
        List<byte[]> candidates = new ArrayList<>();
        for (String part : signatures.split(" ", 16)) {
            if (part.startsWith(VERSION)) {
                try {
                    candidates.add(Base64.getDecoder().decode(part.substring(VERSION.length())));
                } catch (IllegalArgumentException e) {
                    candidates.add(new byte[0]); // No Base64: no signature, which equals none.
                }
            }
        }
        return candidates;
    }

    private static byte[] hmac(String id, String timestamp, byte[] body, Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keyOf(secret), ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must offer " + ALGORITHM, e);
        }
    }

    private static byte[] keyOf(Secret secret) {
        String value = secret.value();
        return value.startsWith(SECRET_PREFIX)
                ? Base64.getDecoder().decode(value.substring(SECRET_PREFIX.length()))
                : value.getBytes(StandardCharsets.UTF_8);
    }
}
