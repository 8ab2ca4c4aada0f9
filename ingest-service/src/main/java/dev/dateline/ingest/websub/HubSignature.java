package dev.dateline.ingest.websub;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The header {@code X-Hub-Signature} as WebSub section 8 has it: {@code METHOD=HEX}, an HMAC over the raw body. */
final class HubSignature {

    private HubSignature() {}

    /** Whether the header signs the body; compares in constant time. */
    static boolean isOf(byte[] body, String secret, @Nullable String header) {
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
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return MessageDigest.isEqual(mac.doFinal(body), stated);
        } catch (IllegalArgumentException e) {
            return false; // Not hexadecimal.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must offer " + algorithm, e);
        }
    }
}
