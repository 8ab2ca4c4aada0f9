package dev.dateline.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.metrics.ProcessMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private final Health health = new Health();
    private final ProcessMetrics metrics = new ProcessMetrics("sample");
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch slowBegun = new CountDownLatch(1);
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final HttpServer server = HttpServer.start(
            new HttpConfig("127.0.0.1", 0), health, metrics.registry(), "sample", Gate.OPEN, this::routes);

    private void routes(Routes routes) {
        routes.largestBody(10);
        routes.add(
                Operation.get("/thread", "A sample"),
                context -> context.result("" + Thread.currentThread().isVirtual()));
        routes.add(Operation.post("/articles", "A sample"), context -> context.result(context.body()));
        routes.add(Operation.get("/away", "A sample"), context -> {
            Problem problem = new Problem(503, "kafka-away", "Kafka is away", "Try again.");
            throw new ProblemException(problem, Map.of("Retry-After", "5"), new IOException("broker-1.internal"));
        });
        routes.add(Operation.get("/broken", "A sample"), context -> {
            throw new IllegalStateException("password is s3cret");
        });
        routes.add(Operation.get("/slow", "A sample"), context -> {
            slowBegun.countDown();
            slowMayEnd.await();
            context.result("done");
        });
    }

    @AfterEach
    void close() {
        server.close();
        metrics.close();
        client.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return server.uri().resolve(path);
    }

    @Test
    void eachRequestRunsOnAVirtualThread() throws Exception {
        assertThat(get("/thread").body()).isEqualTo("true");
    }

    @Test
    void aLivingServiceSaysSo() throws Exception {
        HttpResponse<String> response = get("/livez");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"up\",\"checks\":{\"process\":\"up\"}}");
    }

    @Test
    void aServiceThatIsNotReadyNamesTheCheckAndNothingOfItsInside() throws Exception {
        health.add(HealthCheck.of("database", () -> {
            throw new IOException("connection to db-7.internal refused");
        }));

        HttpResponse<String> response = get("/readyz");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"down\",\"checks\":{\"process\":\"up\",\"database\":\"failed\"}}");
    }

    @Test
    void metricsAreInThePrometheusFormatAndNameTheService() throws Exception {
        HttpResponse<String> response = get("/metrics");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(response.body())
                .contains("# TYPE jvm_memory_used_bytes gauge")
                .contains("service=\"sample\"");
    }

    @Test
    void anUnknownPathIsAProblem() throws Exception {
        HttpResponse<String> response = get("/v1/nothing");

        assertProblem(response, 404, "not-found");
    }

    @Test
    void aWrongMethodIsAProblem() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/articles")).DELETE().build();

        assertProblem(client.send(request, BodyHandlers.ofString()), 405, "method-not-allowed");
    }

    @Test
    void aBodyBeyondTheLimitIsAProblem() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/articles"))
                .POST(BodyPublishers.ofString("12345678901"))
                .build();

        assertProblem(client.send(request, BodyHandlers.ofString()), 413, "content-too-large");
    }

    @Test
    void aProblemOfTheServiceIsAnsweredWithItsHeadersAndWithoutItsCause() throws Exception {
        HttpResponse<String> response = get("/away");

        assertProblem(response, 503, "kafka-away");
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(response.body())
                .isEqualTo("{\"type\":\"urn:dateline:problem:kafka-away\",\"title\":\"Kafka is away\",\"status\":503,"
                        + "\"code\":\"kafka-away\",\"detail\":\"Try again.\"}");
    }

    @Test
    void anUnexpectedFailureTellsNothingOfItsInside() throws Exception {
        HttpResponse<String> response = get("/broken");

        assertProblem(response, 500, "internal-error");
        assertThat(response.body()).doesNotContain("s3cret").doesNotContain("IllegalState");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeadersAndNoServerVersion() throws Exception {
        for (String path : new String[] {"/livez", "/v1/nothing", "/broken"}) {
            Map<String, List<String>> headers = get(path).headers().map();
            assertThat(headers)
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsKeys("Content-Security-Policy", "X-Frame-Options", "Referrer-Policy")
                    .doesNotContainKey("Server");
        }
    }

    @Test
    void aRunningRequestFinishesWhenTheServerCloses() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), BodyHandlers.ofString());
        slowBegun.await();

        Thread closing = Thread.ofVirtual().start(server::close);
        await().until(this::refusesNewRequests);
        slowMayEnd.countDown();

        assertThat(answer.get().body()).isEqualTo("done");
        closing.join();
    }

    private boolean refusesNewRequests() throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(uri("/livez")).build(), BodyHandlers.ofString())
                            .statusCode()
                    == 503;
        } catch (IOException e) {
            return true;
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
    }
}
