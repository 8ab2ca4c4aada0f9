package dev.dateline.publish.subscription;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.digest.Sha256;
import dev.dateline.runtime.http.HttpConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets that sign messages, so that who reads the database, or a copy of it, cannot sign: AES-256-GCM, with whose
 * secret it is as additional data, so that none can be put in the place of another's.
 *
 * <p>{@code publish.secrets.key}, or the file that {@code publish.secrets.key.file} names, has the keys: 32 bytes in Base64, by
 * white space. The first seals, all open, so that a key is replaced by putting another before it. Without any, secrets are
 * stored as they are.
 */
public final class SecretSeal {

    /** The setting. */
    public static final String SETTING = "publish.secrets.key";

    private static final String SEALED = "sealed:";
    private static final String CLEAR = "clear:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Key> keys;

    private record Key(String id, SecretKey key) {}

    private SecretSeal(List<Key> keys) {
        this.keys = keys;
    }

    /** Without keys. */
    public static SecretSeal none() {
        return new SecretSeal(List.of());
    }

    /**
     * With these keys.
     *
     * @throws IllegalArgumentException if one is none; the message says what a key looks like
     */
    public static SecretSeal of(String keys) {
        List<Key> read = new ArrayList<>();
        for (String text : keys.strip().split("\\s+")) {
            read.add(key(text));
        }
        return new SecretSeal(List.copyOf(read));
    }

    private static Key key(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == KEY_BYTES) {
                String id = HexFormat.of().formatHex(Sha256.of(bytes), 0, 4);
                return new Key(id, new SecretKeySpec(bytes, "AES"));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be keys of 32 bytes in Base64, one a line", e);
        }
        throw new IllegalArgumentException("must be keys of 32 bytes in Base64, one a line");
    }

    /** A new key, as {@link #of} reads it. */
    public static String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Reads it. Without a key, a service must listen on this machine alone: anything else is a problem. */
    public static SecretSeal read(ConfigReader reader, HttpConfig http) {
        String keys = reader.secret(SETTING).map(Secret::value).orElse("");
        if (keys.isBlank()) {
            if (!http.isThisMachine()) {
                reader.problem(
                        SETTING,
                        "is missing, and http.host is " + http.host() + ", which others reach: the secrets of"
                                + " webhooks would stand in the database for everyone to read who sees a copy of it. Make a"
                                + " key with `openssl rand -base64 32 > FILE`, set " + SETTING
                                + ".file to FILE, and keep FILE away from the database's backup");
            }
            return none();
        }
        try {
            return of(keys);
        } catch (IllegalArgumentException e) {
            reader.problem(SETTING, String.valueOf(e.getMessage()));
            return none();
        }
    }

    /** Whether there is a key to seal with. */
    public boolean seals() {
        return !keys.isEmpty();
    }

    /**
     * Seals a secret.
     *
     * @param owner whose it is
     */
    public SealedSecret seal(Secret secret, String owner) {
        if (keys.isEmpty()) {
            return new SealedSecret(CLEAR + secret.value());
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        Key key = keys.getFirst();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner)
                    .doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
            return new SealedSecret(prefix(key) + Base64.getEncoder().encodeToString(both));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must offer AES-GCM", e);
        }
    }

    /**
     * The secret.
     *
     * @throws SealException if the key that sealed it is not there, or it is another's
     */
    public Secret open(SealedSecret sealed, String owner) throws SealException {
        String stored = sealed.stored();
        if (!stored.startsWith(SEALED)) {
            // Versions before this one stored nothing else than the secret.
            return new Secret(stored.startsWith(CLEAR) ? stored.substring(CLEAR.length()) : stored);
        }
        String[] parts = stored.split(":", 3);
        Key key = keys.stream()
                .filter(known -> known.id().equals(parts[1]))
                .findFirst()
                .orElseThrow(() -> new SealException(
                        "its secret is sealed with the key " + parts[1] + ", which " + SETTING + " does not have",
                        null));
        try {
            byte[] both = Base64.getDecoder().decode(parts[2]);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, NONCE_BYTES), owner);
            byte[] opened = cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return new Secret(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SealException("its secret was changed in the database, or is another's", e);
        }
    }

    /** Whether it is stored as {@link #seal} would store it now. */
    boolean isCurrent(SealedSecret sealed) {
        return keys.isEmpty()
                ? !sealed.stored().startsWith(SEALED)
                : sealed.stored().startsWith(prefix(keys.getFirst()));
    }

    private static String prefix(Key key) {
        return SEALED + key.id() + ":";
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Says which keys there are, not what they are. */
    @Override
    public String toString() {
        return "SecretSeal" + keys.stream().map(Key::id).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretSeal seal
                && seal.keys.stream()
                        .map(Key::id)
                        .toList()
                        .equals(keys.stream().map(Key::id).toList());
    }

    @Override
    public int hashCode() {
        return keys.stream().map(Key::id).toList().hashCode();
    }
}
