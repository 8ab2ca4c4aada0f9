package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Chromium without a window and one page in it, asked by the DevTools protocol over its WebSocket. Owns the process, which
 * ends with it.
 */
final class DevTools implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DevTools.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration START = Duration.ofSeconds(30);
    private static final long ANSWER_SECONDS = 60;

    private final Process process;
    private final HttpClient client;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked;
    private final Map<String, CompletableFuture<JsonNode>> events;
    private final AtomicInteger number = new AtomicInteger();
    private String session = "";

    private DevTools(
            Process process,
            HttpClient client,
            WebSocket socket,
            Map<Integer, CompletableFuture<JsonNode>> asked,
            Map<String, CompletableFuture<JsonNode>> events) {
        this.process = process;
        this.client = client;
        this.socket = socket;
        this.asked = asked;
        this.events = events;
    }

    /**
     * Starts it with a page of this size.
     *
     * @throws IOException if there is no Chromium on the path, or it does not start
     */
    static DevTools start(Path folder, int width, int height) throws IOException, InterruptedException {
        Path profile = folder.resolve("chromium");
        Path log = folder.resolve("chromium.log");
        Process process = started(
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--window-size=" + width + "," + height,
                        "--user-data-dir=" + profile,
                        "about:blank"),
                log);
        try {
            // Chromium writes its port and the path of its socket here as soon as it listens.
            Path written = profile.resolve("DevToolsActivePort");
            long deadline = System.nanoTime() + START.toNanos();
            while (!Files.exists(written) || Files.readAllLines(written).size() < 2) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("Chromium did not start: " + Files.readString(log));
                }
                Thread.sleep(50);
            }
            List<String> lines = Files.readAllLines(written);
            HttpClient client = HttpClient.newHttpClient();
            Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
            Map<String, CompletableFuture<JsonNode>> events = new ConcurrentHashMap<>();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), new Answers(asked, events))
                    .join();
            DevTools tools = new DevTools(process, client, socket, asked, events);
            JsonNode target = tools.ask("Target.createTarget", Map.of("url", "about:blank"));
            tools.session = tools.ask(
                            "Target.attachToTarget",
                            Map.of("targetId", target.path("targetId").asText(), "flatten", true))
                    .path("sessionId")
                    .asText();
            return tools;
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The first of the names that this machine can start. */
    private static Process started(List<String> arguments, Path log) throws IOException {
        for (String name : NAMES) {
            try {
                return new ProcessBuilder(Stream.concat(Stream.of(name), arguments.stream())
                                .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
            } catch (IOException e) {
                LOG.debug("No {} here", name, e);
            }
        }
        throw new IOException("there is no Chromium on the PATH (Debian: apt-get install chromium)");
    }

    /** Asks a method of the protocol; of the page, once there is one. */
    JsonNode ask(String method, Map<String, Object> parameters) throws IOException, InterruptedException {
        int id = number.incrementAndGet();
        ObjectNode question = JSON.createObjectNode();
        question.put("id", id);
        question.put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty() && !method.startsWith("SystemInfo.")) {
            question.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(question.toString(), true).join();
        JsonNode told = await(answer, method);
        if (told.has("error")) {
            throw new IOException(method + ": " + told.path("error"));
        }
        return told.path("result");
    }

    private static JsonNode await(CompletableFuture<JsonNode> answer, String method)
            throws IOException, InterruptedException {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(method + " was not answered", e);
        }
    }

    /** The value of an expression, promises awaited. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode result =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IOException("the page: " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Something that takes a while. */
    interface While {
        void run() throws IOException, InterruptedException;
    }

    /** A trace of all processes over a time, in Chromium's JSON. */
    String trace(List<String> categories, While something) throws IOException, InterruptedException {
        CompletableFuture<JsonNode> traced = new CompletableFuture<>();
        events.put("Tracing.tracingComplete", traced);
        ask(
                "Tracing.start",
                Map.of("transferMode", "ReturnAsStream", "traceConfig", Map.of("includedCategories", categories)));
        something.run();
        ask("Tracing.end", Map.of());
        Map<String, Object> stream =
                Map.of("handle", await(traced, "Tracing.end").path("stream").asText());
        StringBuilder trace = new StringBuilder();
        JsonNode part;
        do {
            part = ask("IO.read", stream);
            trace.append(part.path("data").asText());
        } while (!part.path("eof").asBoolean());
        ask("IO.close", stream);
        return trace.toString();
    }

    /** One of the page's own counters, such as {@code JSHeapUsedSize}. */
    double metric(String name) throws IOException, InterruptedException {
        for (JsonNode metric : ask("Performance.getMetrics", Map.of()).path("metrics")) {
            if (metric.path("name").asText().equals(name)) {
                return metric.path("value").asDouble();
            }
        }
        throw new IOException("Chromium has no metric " + name);
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        client.shutdownNow();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private record Answers(
            Map<Integer, CompletableFuture<JsonNode>> asked,
            Map<String, CompletableFuture<JsonNode>> events,
            StringBuilder begun)
            implements WebSocket.Listener {

        Answers(Map<Integer, CompletableFuture<JsonNode>> asked, Map<String, CompletableFuture<JsonNode>> events) {
            this(asked, events, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                try {
                    JsonNode message = JSON.readTree(begun.toString());
                    CompletableFuture<JsonNode> answer =
                            asked.remove(message.path("id").asInt());
                    CompletableFuture<JsonNode> event =
                            events.remove(message.path("method").asText());
                    if (answer != null) {
                        answer.complete(message);
                    } else if (event != null) {
                        event.complete(message.path("params"));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    begun.setLength(0);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
