package dev.dateline.runtime.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The header {@code X-Hub-Signature} as WebSub section 8 has it: {@code METHOD=HEX}, an HMAC over the raw body. */
public final class HubSignature {

    /** The header. */
    public static final String HEADER = "X-Hub-Signature";

    private HubSignature() {}

    /** The header's value for a body, with SHA-256. */
    public static String sign(byte[] body, String secret) {
        return "sha256=" + HexFormat.of().formatHex(hmac("HmacSHA256", body, secret));
    }

    /** Whether the header signs the body; compares in constant time. */
    public static boolean isOf(byte[] body, String secret, @Nullable String header) {
        if (header == null || header.indexOf('=') < 0) {
            return false;
        }
        String method = header.substring(0, header.indexOf('=')).strip().toLowerCase(Locale.ROOT);
        String algorithm = switch (method) {
            case "sha1" -> "HmacSHA1";
            case "sha256" -> "HmacSHA256";
            case "sha384" -> "HmacSHA384";
            case "sha512" -> "HmacSHA512";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return false;
        }
        try {
            byte[] stated = HexFormat.of()
                    .parseHex(header.substring(header.indexOf('=') + 1).strip());
            return MessageDigest.isEqual(hmac(algorithm, body, secret), stated);
        } catch (IllegalArgumentException e) {
            return false; // Not hexadecimal.
        }
    }

    private static byte[] hmac(String algorithm, byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must offer " + algorithm, e);
        }
    }
}
