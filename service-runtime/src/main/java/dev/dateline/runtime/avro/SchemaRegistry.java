package dev.dateline.runtime.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.runtime.avro.RegistryConfig.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a serde needs of the Confluent Schema Registry REST API. Asks at every call, since the serde keeps the answers, and
 * for the same reason keeps no connection. Thread-safe.
 */
final class SchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    /** The API's error code for a schema id that was never given. */
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final RegistryConfig config;

    /** The endpoint that answered last. */
    private volatile int preferred;

    SchemaRegistry(RegistryConfig config) {
        this.config = config;
    }

    /** A schema and the id that the registry gave it. */
    record Registered(int id, Schema schema) {}

    /** Registers the schema under the subject; one that is there keeps its id. */
    Registered register(String subject, Schema schema) {
        return new Registered(id(ask("/subjects/" + encoded(subject) + "/versions", body(schema))), schema);
    }

    /** Finds the schema under the subject. */
    Registered find(String subject, Schema schema) {
        return new Registered(id(ask("/subjects/" + encoded(subject), body(schema))), schema);
    }

    /** The subject's latest schema. */
    Registered latest(String subject) {
        JsonNode answer = ask("/subjects/" + encoded(subject) + "/versions/latest", null);
        return new Registered(id(answer), parse(answer.path("schema").asText()));
    }

    /**
     * The schema with an id; empty if the registry has no Avro schema with it.
     *
     * @throws SchemaParseException if the schema is none that Avro understands
     */
    Optional<Schema> byId(int id) {
        try {
            JsonNode answer = ask("/schemas/ids/" + id, null);
            boolean avro = answer.path("schemaType").asText("AVRO").equals("AVRO");
            return avro ? Optional.of(parse(answer.path("schema").asText())) : Optional.empty();
        } catch (RegistryRefusedException e) {
            if (e.errorCode() == SCHEMA_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static int id(JsonNode answer) {
        return answer.path("id").asInt();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString()).toString();
    }

    /** Asks the endpoints in turn, beginning with the one that answered last, and all of them again after a pause. */
    private JsonNode ask(String path, @Nullable String body) {
        int first = preferred;
        int endpoints = config.endpoints().size();
        long pause = config.retryWait().toMillis();
        IOException failure = new IOException("not asked");
        try (HttpClient client = client()) {
            for (int attempt = 0; attempt <= config.maxRetries(); attempt++) {
                if (attempt > 0) {
                    LOG.info("Waiting for the schema registry, attempt {}: {}", attempt, failure.toString());
                    Thread.sleep(pause);
                    pause = Math.min(2 * pause, config.retryMaxWait().toMillis());
                }
                for (int offset = 0; offset < endpoints; offset++) {
                    int index = (first + offset) % endpoints;
                    try {
                        JsonNode answer = ask(client, config.endpoints().get(index), path, body);
                        preferred = index;
                        return answer;
                    } catch (IOException e) {
                        failure = e;
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while asking the schema registry", e);
        }
        throw new RegistryUnavailableException("no schema registry answers at " + config.endpoints(), failure);
    }

    private HttpClient client() {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(config.connectTimeout()).version(HttpClient.Version.HTTP_1_1);
        config.tls().ifPresent(builder::sslContext);
        return builder.build();
    }

    /** One question to one endpoint; an IOException means that another endpoint or a later attempt may answer. */
    private JsonNode ask(HttpClient client, Endpoint endpoint, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.uri() + path))
                .timeout(config.readTimeout())
                .header("Accept", MEDIA_TYPE + ", application/json");
        endpoint.authorization().ifPresent(value -> request.header("Authorization", value));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE).POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        int status = response.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new IOException(endpoint + " answered with HTTP status " + status);
        }
        if (status >= 300) {
            throw refusal(endpoint + path, status, response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The API's own error if the answer is one; a proxy may answer with a page. */
    private static RegistryRefusedException refusal(String address, int status, byte[] body) {
        int code = 0;
        String message = "";
        try {
            JsonNode error = JSON.readTree(body);
            code = error.path("error_code").asInt();
            message = ": " + error.path("message").asText();
        } catch (IOException e) {
            LOG.debug("An answer of the schema registry is no JSON", e);
        }
        return new RegistryRefusedException(address + " answered with HTTP status " + status + message, status, code);
    }
}
