package dev.dateline.publish.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.publish.TestReadModel;
import dev.dateline.publish.delivery.Deliveries;
import dev.dateline.publish.delivery.DeliveryConfig;
import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.keys.KeyGate;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.metrics.ProcessMetrics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;

/** One instance of what is told of webhooks, over a read model that the test writes. */
final class WebhookServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessMetrics metrics = new ProcessMetrics("publish");
    private final Deliveries deliveries;
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    WebhookServer(TestReadModel model, DeliveryConfig config) throws Exception {
        this(model, config, SecretSeal.none());
    }

    WebhookServer(TestReadModel model, DeliveryConfig config, SecretSeal seal) throws Exception {
        deliveries = Deliveries.start(
                model.readModel(), config, seal, new PublishMetrics(metrics.registry()), Clock.systemUTC());
        SubscriptionRoutes routes = new SubscriptionRoutes(model.readModel(), deliveries, seal, Clock.systemUTC());
        http = HttpServer.start(
                new HttpConfig("127.0.0.1", 0),
                new Health(),
                metrics.registry(),
                "test",
                new KeyGate(new KeyRing(Optional.empty(), Clock.systemUTC())),
                routes::addTo);
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http.uri().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(send(method, path, body).body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json("GET", path, "");
    }

    /** The subscription as it was answered. */
    JsonNode subscribe(String query, String url) throws IOException, InterruptedException {
        return json("POST", "v1/subscriptions", "{\"query\":\"" + query + "\",\"url\":\"" + url + "\"}");
    }

    @Override
    public void close() throws Exception {
        client.close();
        http.close();
        deliveries.close();
        metrics.close();
    }
}
