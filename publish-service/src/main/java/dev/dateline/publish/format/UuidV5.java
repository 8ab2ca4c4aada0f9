package dev.dateline.publish.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A UUID made of a name (RFC 9562, version 5): the same name, the same UUID. */
final class UuidV5 {

    /** Of our own names, itself made of the name {@code dateline.dev} in the namespace of domain names. */
    private static final UUID DATELINE = of(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "dateline.dev");

    private UuidV5() {}

    static UUID of(String name) {
        return of(DATELINE, name);
    }

    static UUID of(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long most = (hash.getLong() & ~0xF000L) | 0x5000L;
            long least = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
            return new UUID(most, least);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-1", e);
        }
    }
}
