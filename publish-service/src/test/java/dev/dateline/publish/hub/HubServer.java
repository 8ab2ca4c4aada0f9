package dev.dateline.publish.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.publish.TestReadModel;
import dev.dateline.publish.api.FeedRoutes;
import dev.dateline.publish.api.ServiceAddress;
import dev.dateline.publish.delivery.Deliveries;
import dev.dateline.publish.delivery.DeliveryConfig;
import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.publish.webhook.SubscriptionRoutes;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.keys.KeyGate;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.metrics.ProcessMetrics;
import dev.dateline.runtime.outbound.Reach;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One instance of feeds, hub and subscriptions, over a read model that the test writes. */
final class HubServer implements AutoCloseable {

    static final HubConfig CONFIG = new HubConfig(Duration.ofDays(10), Duration.ofDays(30), 3, 20);

    private static final SecretSeal SEAL = SecretSeal.of(SecretSeal.newKey());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessMetrics metrics = new ProcessMetrics("publish");
    private final Deliveries deliveries;
    private final Hub hub;
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    HubServer(TestReadModel model, Reach reach, Optional<Path> keysFile) throws Exception {
        DeliveryConfig config = new DeliveryConfig(
                reach,
                Duration.ofSeconds(5),
                List.of(Duration.ofMillis(100), Duration.ofMillis(200)),
                4,
                100,
                100_000,
                Duration.ofDays(7));
        Clock clock = Clock.systemUTC();
        KeyRing keys = new KeyRing(keysFile, clock);
        deliveries = Deliveries.start(model.readModel(), config, SEAL, new PublishMetrics(metrics.registry()), clock);
        hub = Hub.start(model.readModel(), CONFIG, config, SEAL, keys, clock);
        ServiceAddress address = new ServiceAddress(Optional.empty());
        http = HttpServer.start(
                new HttpConfig("127.0.0.1", 0), new Health(), metrics.registry(), "test", new KeyGate(keys), routes -> {
                    new FeedRoutes(model.readModel().articles(), address).addTo(routes);
                    new HubRoutes(hub, keys, address).addTo(routes);
                    new SubscriptionRoutes(model.readModel(), deliveries, SEAL, clock).addTo(routes);
                });
    }

    String feed(String suffixAndQuery) {
        return http.uri().resolve("v1/articles." + suffixAndQuery).toString();
    }

    HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.uri().resolve(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** All subscriptions, as an operator sees them. */
    JsonNode subscriptions(String... headers) throws IOException, InterruptedException {
        return JSON.readTree(get("v1/subscriptions", headers).body()).path("items");
    }

    HttpResponse<String> subscribe(String topic, URI callback, String... more)
            throws IOException, InterruptedException {
        return ask("subscribe", topic, callback, more);
    }

    /** A form with these and more fields, by twos; one that begins with a header's name and a colon is a header. */
    HttpResponse<String> ask(String mode, String topic, URI callback, String... more)
            throws IOException, InterruptedException {
        Stream<Map.Entry<String, String>> fields = Stream.concat(
                Stream.of(
                        Map.entry("hub.mode", mode),
                        Map.entry("hub.topic", topic),
                        Map.entry("hub.callback", callback.toString())),
                pairs(more).filter(pair -> pair.getKey().startsWith("hub.")));
        HttpRequest.Builder request = HttpRequest.newBuilder(http.uri().resolve("v1/hub"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        pairs(more)
                .filter(pair -> !pair.getKey().startsWith("hub."))
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Stream<Map.Entry<String, String>> pairs(String... texts) {
        return Stream.iterate(0, i -> i < texts.length, i -> i + 2).map(i -> Map.entry(texts[i], texts[i + 1]));
    }

    @Override
    public void close() throws Exception {
        client.close();
        http.close();
        hub.close();
        deliveries.close();
        metrics.close();
    }
}
