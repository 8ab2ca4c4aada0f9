package dev.dateline.cli.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.cli.addresses.Addresses;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The API of a running page, where the options of a command say that it is. */
public final class PageApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Option(
            names = "--to",
            scope = ScopeType.INHERIT,
            description = "address of the page (default: that of `dateline up` in the data folder)")
    private @Nullable URI to;

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            defaultValue = ".dateline",
            description = "data folder of `dateline up` (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".dateline");

    @Option(
            names = "--key-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "file with the operator's key, where the service asks for one")
    private @Nullable Path keyFile;

    /** For picocli, which sets what the user said. */
    public PageApi() {}

    /**
     * Asks it.
     *
     * @param body JSON; empty for none
     * @return what it answered
     * @throws IOException if it is not reached, or refuses; the message says why
     */
    public String ask(String method, String path, String body) throws IOException {
        URI base = to == null ? Addresses.read(data).page() : to;
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (keyFile != null) {
            request.header(
                    "Authorization", "Bearer " + Files.readString(keyFile).strip());
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(reason(response));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + base);
        }
    }

    private static String reason(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            return problem.path("title").asText() + ": "
                    + problem.path("detail").asText();
        } catch (JsonProcessingException e) {
            return "answered " + response.statusCode() + " with something that is not JSON (" + e.getMessage() + ")";
        }
    }
}
