package dev.dateline.publish.access;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.http.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key of the operator, as its SHA-256: who reads our settings does not have the key. Absent only where the service listens
 * on the loopback address alone.
 *
 * @param hash {@code publish.operator.key}, or the file that {@code publish.operator.key.file} names: SHA-256 of the key in
 *     hexadecimal
 */
public record OperatorKey(Optional<Secret> hash) {

    private static final String SETTING = "publish.operator.key";

    /** Reads it. */
    public static OperatorKey read(ConfigReader settings, HttpConfig http) {
        Optional<Secret> hash = settings.secret(SETTING);
        if (hash.isPresent() && !hash.get().value().matches("[0-9a-fA-F]{64}")) {
            settings.problem(
                    SETTING,
                    "must be the SHA-256 of the operator's key in hexadecimal: printf %s \"$KEY\" | sha256sum");
        }
        if (hash.isEmpty() && !isLoopback(http.host())) {
            settings.problem(
                    SETTING,
                    "is missing: without it, whoever reaches " + http.host()
                            + " could change the flashpoints; set it to"
                            + " the SHA-256 of a key (printf %s \"$KEY\" | sha256sum), or listen on 127.0.0.1");
        }
        return new OperatorKey(hash);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether a key is the operator's, in a time that does not tell how much of it is right. */
    boolean matches(String key) {
        byte[] given = sha256(key);
        return hash.map(known -> MessageDigest.isEqual(HexFormat.of().parseHex(known.value()), given))
                .orElse(false);
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
