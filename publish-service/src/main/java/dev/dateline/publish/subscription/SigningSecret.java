package dev.dateline.publish.subscription;

import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.signature.Signature;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets that sign webhooks: {@code whsec_} and 24 to 64 bytes in Base64, as Standard Webhooks has them. */
public final class SigningSecret {

    private static final int BYTES = 32;
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SigningSecret() {}

    /** A new one. */
    public static Secret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Signature.SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** Whether a text is one. */
    public static boolean is(String text) {
        if (!text.startsWith(Signature.SECRET_PREFIX)) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(text.substring(Signature.SECRET_PREFIX.length())).length;
            return bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
