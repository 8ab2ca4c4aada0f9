package dev.dateline.publish.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.signature.Signature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A receiver of webhooks that answers each path as it is told and keeps what it got. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request. */
    record Got(String id, Instant timestamp, Signature signature, byte[] body, Instant at) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String type() {
            return json().path("type").asText();
        }

        String article() {
            return json().path("data").path("article").path("id").asText();
        }

        boolean isSignedWith(String secret) {
            return signature.isOf(body, new Secret(secret));
        }
    }

    /** What is done with the n-th request, from 1. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, List<Got>> got = new ConcurrentHashMap<>();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static Answer status(int status, String... header) {
        return exchange -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    /** The connection ends without an answer. */
    static Answer reset() {
        return HttpExchange::close;
    }

    /** Nothing is ever answered. */
    static Answer hang() {
        return exchange -> {};
    }

    /** An address whose requests are answered so, by their number. */
    String at(String path, IntFunction<Answer> answers) {
        List<Got> requests = got.computeIfAbsent(path, name -> new CopyOnWriteArrayList<>());
        AtomicInteger number = new AtomicInteger();
        server.createContext("/" + path, exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Signature signature = Signature.in(exchange.getRequestHeaders()::getFirst);
            if (signature != null) {
                requests.add(new Got(
                        signature.id(),
                        Instant.ofEpochSecond(Long.parseLong(signature.timestamp())),
                        signature,
                        body,
                        Instant.now()));
            }
            answers.apply(number.incrementAndGet()).give(exchange);
        });
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    List<Got> got(String path) {
        return got.getOrDefault(path, List.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
