package dev.dateline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.ApiKeys.Grant;
import dev.dateline.runtime.keys.ApiKeys.Issued;
import dev.dateline.runtime.keys.KeyFile;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with flashpoints, on a real broker, registry and database. */
@ExtendWith(StackExtension.class)
class FlashpointsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path keys;
    private static String operator;
    private static String reader;

    private final String id = "cod-war-" + UUID.randomUUID().toString().substring(0, 8);
    private final String path = "v1/flashpoints/" + id;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Stack stack;
    private final KafkaSettings kafka;
    private PublishService service;

    FlashpointsIT(Stack stack) {
        this.stack = stack;
        this.kafka = new KafkaSettings(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "schema.registry.url", stack.registryUrl()));
    }

    @BeforeAll
    static void makeKeys() throws IOException {
        keys = folder.resolve("keys.json");
        Instant now = Instant.now();
        Issued first = new ApiKeys(List.of()).add(new Grant("chief", List.of(), false, true, false, null, null), now);
        operator = first.secret().value();
        Issued second = first.keys().add(new Grant("desk", List.of(), true, false, false, null, null), now);
        reader = second.secret().value();
        KeyFile.write(keys, second.keys());
    }

    @BeforeEach
    void start() throws Exception {
        service = PublishService.start(PublishConfig.read(Settings.of(Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "publish.keys.file", keys.toString(),
                "publish.database.url", stack.freshDatabase(),
                "publish.database.user", stack.jdbcUser(),
                "publish.database.password", stack.jdbcPassword()))));
        await().atMost(PATIENCE).until(() -> get("readyz").statusCode() == 200);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        client.close();
    }

    @Test
    void aFlashpointIsDefinedChangedRetiredAndDefinedAgain() throws Exception {
        HttpResponse<String> created = put(definition(1, "Grimsey Bank"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(json(get(path)).path("version").asInt()).isEqualTo(1);

        HttpResponse<String> changed = put(definition(1, "Hareskov Bank"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(get(path)).at("/places/0/text").asText()).isEqualTo("Hareskov Bank");
        assertThat(json(get(path)).path("version").asInt()).isEqualTo(2);

        HttpResponse<String> stale = put(definition(1, "Grimsey Bank"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("version-conflict").contains("newest version is 2");
        assertThat(put(definition(1, "Grimsey Bank"), "If-Match", "\"2\"").statusCode())
                .isEqualTo(200);
        assertThat(put(definition(3, "Grimsey Bank"), "If-Match", "\"2\"").statusCode())
                .isEqualTo(409);

        assertThat(delete().statusCode()).isEqualTo(204);
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(delete().statusCode()).isEqualTo(404);
        assertThat(json(put(definition(1, "Grimsey Bank"))).path("version").asInt())
                .isEqualTo(4);
        assertThat(json(get("v1/flashpoints")).path("items"))
                .anySatisfy(
                        item -> assertThat(item.at("/definition/id").asText()).isEqualTo(id));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json(get(path + "/versions")).path("items"))
                        .extracting(item -> item.path("version").asInt()
                                + (item.path("retired").asBoolean() ? " retired" : ""))
                        .containsExactly("4", "3 retired", "3", "2", "1"));
        delete();
    }

    @Test
    void aBadDefinitionIsRefusedWithItsLinesAndChangesNothing() throws Exception {
        String bad = definition(1, "Grimsey Bank")
                .replace("\"latitude\": 66", "\"latitude\": 660")
                .replace("\"weight\": 3.0", "\"wait\": 3.0");

        HttpResponse<String> answer = put(bad);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problems = json(answer).path("problems");
        assertThat(problems.findValuesAsText("field")).contains("places[0].wait", "places[0].weight");
        assertThat(problems.findValuesAsText("line")).containsOnly("6");
        assertThat(put(definition(1, "Grimsey Bank").replace("\"latitude\": 66", "\"latitude\": 660"))
                        .body())
                .contains("\"line\":10")
                .contains("from -90.0 to 90.0");
        assertThat(put("{\"id\": ").body()).contains("is not JSON");
        assertThat(put(definition(1, "x").replace(id, "another")).statusCode()).isEqualTo(400);
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyTheOperatorChangesAnything() throws Exception {
        for (String authorization : List.of("Bearer wrong", "Basic abc", "Bearer ")) {
            assertThat(send("PUT", path, definition(1, "x"), "Authorization", authorization)
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(send("PUT", path, definition(1, "x")).statusCode()).isEqualTo(401);
        assertThat(send("DELETE", path, "").statusCode()).isEqualTo(401);
        assertThat(send("POST", path + "/preview", definition(1, "x")).statusCode())
                .isEqualTo(401);
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsReadNeedsAKeyThatReadsAndThePageAsksForItItself() throws Exception {
        for (String guarded : List.of("v1/articles", "v1/stream", path)) {
            HttpResponse<String> none = send("GET", guarded, "");
            assertThat(none.statusCode()).as(guarded).isEqualTo(401);
            assertThat(none.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("Bearer", "Basic");
            assertThat(none.body()).contains("\"no-key\"");
            assertThat(send("GET", guarded, "", "Sec-Fetch-Dest", "empty")
                            .headers()
                            .firstValue("WWW-Authenticate")
                            .orElseThrow())
                    .doesNotContain("Basic");
        }
        for (String open : List.of("", "app/main.js", "rejected", "livez", "metrics", "openapi.json")) {
            assertThat(send("GET", open, "").statusCode()).as(open).isEqualTo(200);
        }
        String password = Base64.getEncoder().encodeToString(("reader:" + reader).getBytes(StandardCharsets.UTF_8));
        for (String key : List.of("Bearer " + reader, "Bearer " + operator, "Basic " + password)) {
            assertThat(send("GET", "v1/articles", "", "Authorization", key).statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> changing = send("DELETE", path, "", "Authorization", "Bearer " + reader);
        assertThat(changing.statusCode()).isEqualTo(403);
        assertThat(changing.body()).contains("not-an-operator");
        assertThat(send("DELETE", path, "", "Authorization", "Bearer " + operator, "Origin", "https://evil.example")
                        .body())
                .contains("foreign-page");
    }

    @Test
    void ofChangesThatCrossOneWins() throws Exception {
        put(definition(1, "Grimsey Bank"));
        List<CompletableFuture<Integer>> answers = List.of("a", "b", "c").stream()
                .map(place -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return put(definition(1, "Bank " + place)).statusCode();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .containsOnlyOnce(200)
                .contains(409)
                .doesNotContain(500);
        assertThat(json(get(path)).path("version").asInt()).isEqualTo(2);
        delete();
    }

    @Test
    void aTextIsExplainedByTheDefinitionInForceAndAChangeIsPreviewedOnStoredArticles() throws Exception {
        put(definition(1, "Hareskov Bank"));
        String article = id + "-article";
        publish(article, "Gunboats face trawlers off Grimsey Bank", "A warship rammed a trawler. Shots were fired.");

        JsonNode explained = json(operator(
                "POST",
                "v1/explain",
                "{\"flashpoint\": \"" + id
                        + "\", \"title\": \"Warship off Hareskov Bank\", \"body\": \"An attack.\"}"));
        assertThat(explained.path("verdict").asText()).isEqualTo("about");
        assertThat(explained.path("version").asInt()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> get("v1/articles/" + article).statusCode() == 200);
        String byId = "{\"flashpoint\": \"" + id + "\", \"article\": \"" + article + "\"}";
        assertThat(json(operator("POST", "v1/explain", byId)).path("verdict").asText())
                .isEqualTo("not");
        assertThat(operator("POST", "v1/explain", "{\"flashpoint\": \"" + id + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator("POST", "v1/explain", "{\"flashpoint\": \"none-such\", \"title\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);

        JsonNode preview = json(operator("POST", path + "/preview", definition(1, "Grimsey Bank")));
        assertThat(preview.path("read").asInt()).isPositive();
        assertThat(preview.path("complete").asBoolean()).isTrue();
        assertThat(preview.path("added").asInt()).isEqualTo(1);
        assertThat(preview.at("/addedArticles/0/id").asText()).isEqualTo(article);
        assertThat(preview.path("removed").asInt()).isZero();
        assertThat(json(get(path)).at("/places/0/text").asText()).isEqualTo("Hareskov Bank");
        delete();
    }

    @Test
    void theIndexOfAFlashpointIsAnsweredByTheHour() throws Exception {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        send(Topics.FLASHPOINT_INDEX.name(), id + "/" + hour, Samples.index(id, hour));
        send(
                Topics.FLASHPOINT_INDEX.name(),
                id + "/" + hour.minusSeconds(7_200),
                Samples.index(id, hour.minusSeconds(7_200)));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json(get(path + "/index?hours=3")).path("items"))
                                .hasSize(2));
        assertThat(json(get(path + "/index?hours=1")).at("/items/0/level").asText())
                .isEqualTo("unknown");
        assertThat(get("v1/flashpoints/none-such/index").statusCode()).isEqualTo(404);
        assertThat(get(path + "/index?hours=0").statusCode()).isEqualTo(400);
    }

    private void publish(String article, String title, String body) throws Exception {
        EnrichedArticle sample = Samples.article(article, id, title, body);
        RawArticle now = RawArticle.newBuilder(sample.getArticle())
                .setReceived(Instant.now())
                .build();
        send(
                Topics.ENRICHED.name(),
                article,
                EnrichedArticle.newBuilder(sample).setArticle(now).build());
    }

    private void send(String topic, String key, SpecificRecord record) throws Exception {
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(kafka.producer(Map.of()))) {
            producer.send(new ProducerRecord<>(topic, key, record)).get();
        }
    }

    private String definition(int version, String place) {
        return """
                {
                  "id": "%s",
                  "name": "Cod war",
                  "version": %d,
                  "places": [
                    {"text": "%s", "weight": 3.0}
                  ],
                  "aboutThreshold": 3,
                  "mentionThreshold": 2,
                  "latitude": 66,
                  "longitude": -18
                }
                """.formatted(id, version, place);
    }

    private HttpResponse<String> put(String definition, String... headers) throws Exception {
        return operator("PUT", path, definition, headers);
    }

    private HttpResponse<String> delete() throws Exception {
        return operator("DELETE", path, "");
    }

    private HttpResponse<String> operator(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(method, path, body).header("Authorization", "Bearer " + operator);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(method, path, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(service.uri().resolve(path)).method(method, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "", "Authorization", "Bearer " + reader);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
