package dev.dateline.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.Stack;
import dev.dateline.publish.api.ServiceAddress;
import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.stream.ArticleStream;
import dev.dateline.publish.stream.StreamConfig;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.metrics.ProcessMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The HTTP side of the service over a read model that the test writes, without Kafka. */
public final class TestServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestReadModel model;
    private final ProcessMetrics metrics = new ProcessMetrics("publish");
    private final ArticleStream stream;
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    public TestServer(Stack stack) {
        this(stack, new StreamConfig(Duration.ofSeconds(15), Duration.ofSeconds(30), 100, 10_000, 2));
    }

    public TestServer(Stack stack, StreamConfig streamConfig) {
        this(new TestReadModel(stack), streamConfig);
    }

    /** One more instance on the same read model. */
    public TestServer(TestReadModel model, StreamConfig streamConfig) {
        this.model = model;
        stream = ArticleStream.start(
                model.readModel(), streamConfig, new PublishMetrics(metrics.registry()), Clock.systemUTC());
        http = HttpServer.start(
                new HttpConfig("127.0.0.1", 0),
                new Health(),
                metrics.registry(),
                PublishService.NAME,
                Gate.OPEN,
                PublishService.routes(model.readModel(), stream, new ServiceAddress(Optional.empty())));
    }

    public TestReadModel model() {
        return model;
    }

    public URI uri(String path) {
        return http.uri().resolve(path);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        stream.endReaders();
        http.close();
        stream.close();
        metrics.close();
        model.close();
    }
}
