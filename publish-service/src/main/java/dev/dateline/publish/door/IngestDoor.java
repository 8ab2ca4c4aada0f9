package dev.dateline.publish.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A client of ingest's own API, as any feed or operator is one. Thread-safe. */
public final class IngestDoor implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final DoorConfig config;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** A client that connects when used. */
    public IngestDoor(DoorConfig config) {
        this.config = config;
    }

    /**
     * What ingest answered.
     *
     * @param status the HTTP status
     * @param body JSON; missing where it is none
     * @param retryAfter when it wants to be asked again, where it says so
     */
    public record Answer(int status, JsonNode body, Optional<Duration> retryAfter) {

        /** The problem in one line, for people. */
        public String says() {
            String title = body.path("title").asText("");
            String detail = body.path("detail").asText("");
            return title.isEmpty()
                    ? "ingest answered with status " + status
                    : detail.isEmpty() ? title : title + ": " + detail;
        }
    }

    /** Whether it is known where ingest is. */
    public boolean isOpen() {
        return config.url().isPresent();
    }

    /**
     * Gets something.
     *
     * @throws IOException if ingest does not answer within the time
     */
    public Answer get(String path, Duration within) throws IOException, InterruptedException {
        return send("GET", path, Map.of(), BodyPublishers.noBody(), within);
    }

    /**
     * Posts something.
     *
     * @param path with its parts encoded, see {@link #encoded}
     * @throws IOException if ingest does not answer within the time
     */
    public Answer post(String path, Map<String, String> headers, byte[] body, Duration within)
            throws IOException, InterruptedException {
        return send("POST", path, headers, BodyPublishers.ofByteArray(body), within);
    }

    /** A part of a path. */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer send(String method, String path, Map<String, String> headers, BodyPublisher body, Duration within)
            throws IOException, InterruptedException {
        URI base = config.url()
                .orElseThrow(() -> new IOException("it is not known where ingest is: set publish.ingest.url"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(within).method(method, body);
        headers.forEach(request::header);
        config.key().ifPresent(key -> request.header("Authorization", "Bearer " + key.value()));
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                json(response.body()),
                response.headers()
                        .firstValue("Retry-After")
                        .filter(seconds -> seconds.matches("\\d{1,5}"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode(); // A proxy in between may answer with a page.
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
