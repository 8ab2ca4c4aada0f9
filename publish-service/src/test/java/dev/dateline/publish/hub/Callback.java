package dev.dateline.publish.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it was asked and sent, and answers as it is told. */
final class Callback implements AutoCloseable {

    /** What was sent. */
    record Sent(String contentType, String link, @Nullable String signature, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;
    private final List<Map<String, String>> questions = new CopyOnWriteArrayList<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** Whether it meant what it is asked. */
    volatile boolean agrees = true;

    /** The statuses of the next answers to what is sent; then 204. */
    final List<Integer> statuses = new CopyOnWriteArrayList<>();

    Callback() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("GET")) {
            Map<String, String> question = parameters(exchange.getRequestURI());
            questions.add(question);
            byte[] said = (agrees ? question.getOrDefault("hub.challenge", "") : "no").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(agrees ? 200 : 404, said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
        } else {
            sent.add(new Sent(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Link"),
                    exchange.getRequestHeaders().getFirst("X-Hub-Signature"),
                    body));
            exchange.sendResponseHeaders(statuses.isEmpty() ? 204 : statuses.removeFirst(), -1);
        }
        exchange.close();
    }

    private static Map<String, String> parameters(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback?of=mine");
    }

    /** What it was asked of one mode. */
    List<Map<String, String>> asked(String mode) {
        return questions.stream()
                .filter(question -> mode.equals(question.get("hub.mode")))
                .toList();
    }

    List<Sent> sent() {
        return sent;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
