package dev.dateline.cli.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.runtime.config.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pushes items to an ingest service and waits out its absence: a connection that fails and the answers 429 and 503 are
 * tried again, which is safe because an item's id depends on the item alone. Safe for many threads.
 */
public final class IngestClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI ingest;
    private final @Nullable Secret key;
    private final Duration patience;
    private final Consumer<String> waiting;

    /**
     * @param ingest address of the ingest service
     * @param key the key that is sent along, where ingest asks for one
     * @param patience how long one request is tried again before it fails
     * @param waiting told, in a line, why a request waits
     */
    public IngestClient(URI ingest, @Nullable Secret key, Duration patience, Consumer<String> waiting) {
        this.ingest = ingest;
        this.key = key;
        this.patience = patience;
        this.waiting = waiting;
    }

    /**
     * Sends one request.
     *
     * @throws IOException if ingest could not be reached within the patience, or answered what it never should
     */
    public Answer send(String feed, String mediaType, byte[] body) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        ingest.resolve("/v1/feeds/" + URLEncoder.encode(feed, StandardCharsets.UTF_8) + "/items"))
                .header("Content-Type", mediaType)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofByteArray(body));
        if (key != null) {
            builder.header("Authorization", "Bearer " + key.value());
        }
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String obstacle;
            String advice = "Push again later";
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 503 && response.statusCode() != 429) {
                    return read(response);
                }
                pause = retryAfter(response, pause);
                obstacle = obstacle(response);
            } catch (IOException e) {
                obstacle = "no answer from " + ingest + " (" + e.getClass().getSimpleName() + ")";
                advice = "Is `dateline up` running? Push again when it is";
            } catch (InterruptedException e) {
                throw interrupted();
            }
            if (System.nanoTime() + pause.toNanos() > deadline) {
                throw new IOException(obstacle + "; gave up after " + patience.toSeconds() + " s. " + advice
                        + ": what was taken is not taken twice");
            }
            waiting.accept(obstacle + "; trying again in " + pause.toMillis() + " ms");
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Why ingest takes nothing now, in its own words where it says them. */
    private static String obstacle(HttpResponse<String> response) {
        String answers = "ingest answers " + response.statusCode();
        try {
            JsonNode problem = JSON.readTree(response.body());
            String title = problem.path("title").asText("");
            String detail = problem.path("detail").asText("");
            return title.isEmpty() ? answers : answers + " (" + title + (detail.isEmpty() ? ")" : ": " + detail + ")");
        } catch (JsonProcessingException e) {
            // So answers what stands in front of ingest.
            return answers;
        }
    }

    private static Duration retryAfter(HttpResponse<String> response, Duration otherwise) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(otherwise);
    }

    private static Answer read(HttpResponse<String> response) throws IOException {
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new IOException(
                    "ingest lets nobody in without a key that fits; give one with --key: " + response.body());
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException("ingest answered " + response.statusCode() + " with something that is not JSON", e);
        }
        if (answer.has("items")) {
            List<Answer.Refusal> refusals = new ArrayList<>();
            for (JsonNode item : answer.get("items")) {
                if (item.has("problem")) {
                    refusals.add(refusal(item.path("line").asInt(1), item.get("problem")));
                }
            }
            return new Answer(answer.path("accepted").asInt(), refusals);
        }
        if (answer.has("id")) {
            return new Answer(1, List.of());
        }
        return new Answer(0, List.of(refusal(1, answer)));
    }

    private static Answer.Refusal refusal(int line, JsonNode problem) {
        String detail = problem.path("detail").asText(problem.path("title").asText("no reason given"));
        return new Answer.Refusal(line, problem.path("code").asText("unknown"), detail);
    }

    private static void sleep(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for ingest");
    }

    @Override
    public void close() {
        http.close();
    }
}
