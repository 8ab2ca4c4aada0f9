package dev.dateline.runtime.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.keys.ApiKey.HashedSecret;
import dev.dateline.runtime.keys.ApiKey.SigningSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the keys: JSON, {@code {"keys": [...]}}, written whole or not at all and readable by its owner alone,
 * for it holds the secrets that check signatures.
 */
public final class KeyFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private KeyFile() {}

    /**
     * Reads it.
     *
     * @throws IOException if it is not there, or is no file of keys; the message says what is wrong
     */
    public static ApiKeys read(Path file) throws IOException {
        try {
            JsonNode keys = JSON.readTree(Files.readAllBytes(file)).path("keys");
            if (!keys.isArray()) {
                throw new IOException(
                        file + " is no file of keys: it has no list \"keys\"; make one with `dateline keys add`");
            }
            List<ApiKey> read = new ArrayList<>();
            for (JsonNode key : keys) {
                read.add(key(key));
            }
            return new ApiKeys(read);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no file of keys: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is no file of keys: " + e.getMessage(), e);
        }
    }

    /** Writes it. */
    public static void write(Path file, ApiKeys keys) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("keys");
        keys.keys().forEach(key -> list.add(json(key)));
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.resolveSibling(".");
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, ".keys", ".new", ownerOnly(folder));
        try {
            Files.write(draft, JSON.writeValueAsBytes(root));
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static ApiKey key(JsonNode key) {
        List<String> scopes = scopes(key);
        List<HashedSecret> secrets = new ArrayList<>();
        key.path("secrets")
                .forEach(secret -> secrets.add(new HashedSecret(
                        text(secret, "sha256"), required(secret, "created"), instant(secret, "expires"))));
        List<SigningSecret> signing = new ArrayList<>();
        key.path("signing")
                .forEach(secret -> signing.add(new SigningSecret(
                        new Secret(text(secret, "secret")), required(secret, "created"), instant(secret, "expires"))));
        return new ApiKey(
                text(key, "id"),
                key.path("name").asText(""),
                scopes.stream()
                        .filter(scope -> scope.startsWith(ApiKey.PUSH))
                        .map(scope -> scope.substring(ApiKey.PUSH.length()))
                        .toList(),
                scopes.contains(ApiKey.READ),
                scopes.contains(ApiKey.OPERATE),
                key.hasNonNull("requestsPerSecond")
                        ? key.get("requestsPerSecond").asInt()
                        : null,
                required(key, "created"),
                instant(key, "expires"),
                instant(key, "revoked"),
                secrets,
                signing);
    }

    private static List<String> scopes(JsonNode key) {
        List<String> scopes = new ArrayList<>();
        // Files that were written before keys could read have these two fields instead.
        key.path("feeds").forEach(feed -> scopes.add(ApiKey.PUSH + feed.asText()));
        if (key.path("operator").asBoolean(false)) {
            scopes.add(ApiKey.OPERATE);
        }
        for (JsonNode scope : key.path("scopes")) {
            String name = scope.asText();
            if (!name.startsWith(ApiKey.PUSH) && !name.equals(ApiKey.READ) && !name.equals(ApiKey.OPERATE)) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no scope; there are push:FEED, read and operate");
            }
            scopes.add(name);
        }
        return scopes;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException("the field \"" + field + "\" of a key is missing");
        }
        return value.textValue();
    }

    private static Instant required(JsonNode node, String field) {
        return Instant.parse(text(node, field));
    }

    private static @Nullable Instant instant(JsonNode node, String field) {
        return node.hasNonNull(field) ? required(node, field) : null;
    }

    private static ObjectNode json(ApiKey key) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", key.id());
        json.put("name", key.name());
        ArrayNode scopes = json.putArray("scopes");
        key.scopes().forEach(scopes::add);
        if (key.requestsPerSecond() != null) {
            json.put("requestsPerSecond", key.requestsPerSecond());
        }
        json.put("created", key.created().toString());
        put(json, "expires", key.expires());
        put(json, "revoked", key.revoked());
        ArrayNode secrets = json.putArray("secrets");
        for (HashedSecret secret : key.secrets()) {
            ObjectNode one = secrets.addObject().put("sha256", secret.sha256());
            one.put("created", secret.created().toString());
            put(one, "expires", secret.expires());
        }
        ArrayNode signing = json.putArray("signing");
        for (SigningSecret secret : key.signing()) {
            ObjectNode one = signing.addObject().put("secret", secret.value().value());
            one.put("created", secret.created().toString());
            put(one, "expires", secret.expires());
        }
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable Instant value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }
}
