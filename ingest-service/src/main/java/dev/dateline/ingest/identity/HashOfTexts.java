package dev.dateline.ingest.identity;

import dev.dateline.runtime.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** SHA-256 over several texts, each ended by a NUL, which cleaned text never contains, so that no two lists collide. */
final class HashOfTexts {

    private HashOfTexts() {}

    static byte[] of(String... parts) {
        MessageDigest digest = Sha256.begin();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return digest.digest();
    }
}
