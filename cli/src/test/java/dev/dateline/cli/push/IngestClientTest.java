package dev.dateline.cli.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client before a server that gives the answers it was told to give. */
final class IngestClientTest {

    private static final String PAUSED = """
            {"status": 503, "code": "feed-paused", "title": "The feed is paused",
             "detail": "an operator has it stand still; send it later"}""";

    private final Queue<Given> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    private record Given(int status, int retryAfter, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/feeds/desk/items", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Given answer = answers.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", Integer.toString(answer.retryAfter()));
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer send(Duration patience) throws IOException {
        URI ingest = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        try (IngestClient client = new IngestClient(ingest, null, patience, waiting::add)) {
            return client.send("desk", "text/plain", "The ferry sails.".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whoWaitsIsToldWhyAndWhatIsTakenThenIsAcknowledged() throws IOException {
        answers.add(new Given(503, 0, PAUSED));
        answers.add(new Given(202, 0, "{\"id\": \"1\"}"));

        assertThat(send(Duration.ofMinutes(1))).isEqualTo(new Answer(1, List.of()));
        assertThat(waiting)
                .containsExactly(
                        "ingest answers 503 (The feed is paused: an operator has it stand still; send it later);"
                                + " trying again in 0 ms");
    }

    @Test
    void whoGivesUpIsToldWhy() {
        answers.add(new Given(503, 60, PAUSED));

        assertThatThrownBy(() -> send(Duration.ofSeconds(30)))
                .isInstanceOf(IOException.class)
                .hasMessage("ingest answers 503 (The feed is paused: an operator has it stand still; send it later);"
                        + " gave up after 30 s. Push again later: what was taken is not taken twice");
        assertThat(waiting).isEmpty();
    }

    @Test
    void whoGetsNoAnswerIsAskedWhetherIngestRuns() {
        server.stop(0);

        assertThatThrownBy(() -> send(Duration.ZERO))
                .hasMessageStartingWith("no answer from http://127.0.0.1:")
                .hasMessageEndingWith("gave up after 0 s. Is `dateline up` running? Push again when it is:"
                        + " what was taken is not taken twice");
    }

    @Test
    void anAnswerThatIsNoProblemIsToldByItsStatus() {
        answers.add(new Given(429, 60, "{\"title\": \"Too many requests\"}"));
        answers.add(new Given(503, 60, "<html>busy</html>"));
        answers.add(new Given(503, 60, ""));

        assertThatThrownBy(() -> send(Duration.ZERO))
                .hasMessageStartingWith("ingest answers 429 (Too many requests); gave up");
        assertThatThrownBy(() -> send(Duration.ZERO)).hasMessageStartingWith("ingest answers 503; gave up");
        assertThatThrownBy(() -> send(Duration.ZERO)).hasMessageStartingWith("ingest answers 503; gave up");
    }
}
