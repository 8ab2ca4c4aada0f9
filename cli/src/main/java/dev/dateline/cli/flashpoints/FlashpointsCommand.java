package dev.dateline.cli.flashpoints;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Shows and changes the flashpoints of a running pipeline. */
@Command(
        name = "flashpoints",
        synopsisSubcommandLabel = "list | get ID | put FILE | preview FILE | delete ID",
        description = {
            "Show and change the flashpoints of a running pipeline; a change is in force within a second.",
            "Exit code 0: done. 1: refused, with the reason, or not reached."
        })
public final class FlashpointsCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String COLLECTION = "/v1/flashpoints";

    @Spec
    private CommandSpec spec;

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
    private Path data;

    @Option(
            names = "--key-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "file with the operator's key, where the service asks for one")
    private @Nullable Path keyFile;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, get, put, preview or delete");
    }

    @Command(name = "list", description = "every flashpoint: id, version, who defined it, name")
    int list() throws IOException {
        for (JsonNode item : JSON.readTree(ask("GET", COLLECTION, "")).path("items")) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%-24s %4d  %-8s  %s%n",
                            item.at("/definition/id").asText(),
                            item.at("/definition/version").asInt(),
                            item.path("origin").asText(),
                            item.at("/definition/name").asText());
        }
        return 0;
    }

    @Command(name = "get", description = "the definition of one, to be changed and put back")
    int get(@Parameters(paramLabel = "ID") String id) throws IOException {
        spec.commandLine().getOut().println(pretty(ask("GET", COLLECTION + "/" + id, "")));
        return 0;
    }

    @Command(name = "put", description = "define the flashpoint of a file; its version must be the newest one")
    int put(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        String definition = Files.readString(file);
        JsonNode answer = JSON.readTree(ask("PUT", COLLECTION + "/" + id(definition), definition));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is in force with version %d%n",
                        answer.path("id").asText(), answer.path("version").asInt());
        return 0;
    }

    @Command(name = "preview", description = "what the definition of a file would change in the articles of 24 hours")
    int preview(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        String definition = Files.readString(file);
        spec.commandLine()
                .getOut()
                .println(pretty(ask("POST", COLLECTION + "/" + id(definition) + "/preview", definition)));
        return 0;
    }

    @Command(name = "delete", description = "retire a flashpoint")
    int delete(@Parameters(paramLabel = "ID") String id) throws IOException {
        ask("DELETE", COLLECTION + "/" + id, "");
        spec.commandLine().getOut().println(id + " is retired");
        return 0;
    }

    /** The id that the address needs; what else is wrong with the text is told by the service. */
    private static String id(String definition) throws IOException {
        try {
            String id = JSON.readTree(definition).path("id").asText();
            if (id.matches("[A-Za-z0-9-]+")) {
                return id;
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the file is not JSON: " + e.getMessage(), e);
        }
        throw new IOException("the file has no \"id\" of letters, digits and hyphens");
    }

    private static String pretty(String json) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json));
    }

    private String ask(String method, String path, String body) throws IOException {
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
