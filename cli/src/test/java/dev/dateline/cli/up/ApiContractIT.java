package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.dateline.cli.up.ApiDescription.Described;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What /openapi.json says of the services holds for what they do: every operation, with generated requests. And what
 * /asyncapi.json says of the topics holds for every record on them.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ApiContractIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS = 25;

    /** Of an answer without an end this much is read. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private LocalPipeline pipeline;

    /** Values that there are, by the name of the path parameter and the beginning of the path. */
    private final Map<String, List<String>> known = new TreeMap<>();

    @BeforeAll
    void up(@TempDir Path data) throws Exception {
        pipeline = LocalPipeline.start(new UpOptions(data, 0, true), System.err::println);
        URI page = pipeline.addresses().page();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(json(page, "v1/articles?limit=250").path("items").size()).isGreaterThan(20);
            assertThat(json(page, "v1/stories").path("items")).isNotEmpty();
            assertThat(json(page, "v1/trends/countries").path("entries")).isNotEmpty();
            assertThat(json(page, "v1/flashpoints/taiwan-strait/index").path("items"))
                    .isNotEmpty();
        });
        known.put("/v1/articles id", ids(json(page, "v1/articles").path("items"), "/article/id"));
        known.put("/v1/stories id", ids(json(page, "v1/stories").path("items"), "/id"));
        known.put("/v1/subscriptions id", List.of(subscription(page)));
        known.put("/v1/flashpoints id", ids(json(page, "v1/flashpoints").path("items"), "/definition/id"));
        known.put("/v1/trends kind", List.of("countries", "people", "topics", "flashpoints"));
        known.put("/v1/trends id", ids(json(page, "v1/trends/countries").path("entries"), "/id"));
        JsonNode found =
                json(page, "v1/trace?id=" + known.get("/v1/articles id").getFirst());
        known.put("/v1/raw partition", ids(found.at("/items/0/raw"), "/partition"));
        known.put("/v1/raw offset", ids(found.at("/items/0/raw"), "/offset"));
        String refused = refused(page);
        known.put("/v1/rejected id", List.of(refused));
        known.put("/v1/replays id", List.of(replay(page, refused)));
        known.put(
                "/v1/feeds feed",
                ids(json(pipeline.addresses().ingest(), "v1/feeds").path("feeds"), "/feed"));
    }

    private String subscription(URI page) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("v1/subscriptions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\": \"country=TW\", \"url\": \"http://127.0.0.1:1/nobody\"}"))
                .build();
        return JSON.readTree(send(request).body()).path("id").asText();
    }

    /** The id of a record that ingest refused. */
    private String refused(URI page) throws Exception {
        send(HttpRequest.newBuilder(pipeline.addresses().ingest().resolve("v1/feeds/broken/items"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\": 5}"))
                .build());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(json(page, "v1/rejected?feed=broken").path("items"))
                                .isNotEmpty());
        return json(page, "v1/rejected?feed=broken").at("/items/0/id").asText();
    }

    private String replay(URI page, String refused) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("v1/replays"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"ids\": [\"" + refused + "\"]}"))
                .build();
        return JSON.readTree(send(request).body()).path("id").asText();
    }

    @AfterAll
    void down() throws Exception {
        http.close();
        pipeline.close();
    }

    @Test
    void publishServiceDoesWhatItSays() throws Exception {
        check(pipeline.addresses().page());
    }

    @Test
    void ingestServiceDoesWhatItSays() throws Exception {
        check(pipeline.addresses().ingest());
    }

    @Test
    void theDescriptionsAreValidByTheirOfficialSchemas() throws Exception {
        OfficialSchemas official = OfficialSchemas.fetched();
        assertThat(official.openApi(json(pipeline.addresses().page(), "openapi.json")))
                .isEmpty();
        assertThat(official.openApi(json(pipeline.addresses().ingest(), "openapi.json")))
                .isEmpty();
        assertThat(official.asyncApi(json(pipeline.addresses().page(), "asyncapi.json")))
                .isEmpty();
        // That they find faults at all.
        ObjectNode faulty = (ObjectNode) json(pipeline.addresses().page(), "openapi.json");
        faulty.withObject("/paths").withObject("/v1/hub").withObject("/post").remove("responses");
        faulty.withObject("/info").remove("title");
        assertThat(official.openApi(faulty)).isNotEmpty();
        ObjectNode nothing = (ObjectNode) json(pipeline.addresses().page(), "asyncapi.json");
        nothing.withObject("/operations")
                .elements()
                .forEachRemaining(operation -> ((ObjectNode) operation).put("action", "shout"));
        assertThat(official.asyncApi(nothing)).isNotEmpty();
    }

    @Test
    void everyRecordIsAsTheDescriptionOfItsTopicSays() throws Exception {
        send(HttpRequest.newBuilder(pipeline.addresses().ingest().resolve("v1/articles"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\": "))
                .build());
        JsonNode document = json(pipeline.addresses().page(), "asyncapi.json");
        JsonSchema headers = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(document.at("/components/schemas/EventHeaders"));
        Map<String, JsonNode> channels = new TreeMap<>();
        for (JsonNode channel : document.path("channels")) {
            String address = channel.path("address").asText();
            known.getOrDefault("/v1/flashpoints id", List.of())
                    .forEach(id -> channels.put(address.replace("{id}", id), channel));
        }
        Map<String, Integer> read = new TreeMap<>();
        Map<String, Set<String>> types = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", pipeline.addresses().kafka(),
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = channels.keySet().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    read.merge(record.topic(), 1, Integer::sum);
                    types.computeIfAbsent(record.topic(), any -> new TreeSet<>())
                            .add(check(record, Objects.requireNonNull(channels.get(record.topic())), headers));
                }
            }
        }
        assertThat(read)
                .containsKeys(
                        "news.raw",
                        "news.enriched",
                        "news.stories",
                        "news.trends",
                        "news.flashpoints",
                        "news.rejected",
                        "news.ledger",
                        "news.flashpoint-index",
                        "news.flashpoint.taiwan-strait");
        assertThat(types.get("news.flashpoint.taiwan-strait")).containsExactly("dev.dateline.news.enriched");
    }

    /** The type of the event. */
    private static String check(ConsumerRecord<byte[], byte[]> record, JsonNode channel, JsonSchema described)
            throws IOException {
        ObjectNode headers = JSON.createObjectNode();
        for (Header header : record.headers()) {
            assertThat(headers.has(header.key()))
                    .as(record.topic() + " " + header.key() + " stands once")
                    .isFalse();
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        assertThat(described.validate(headers))
                .as(record.topic() + " " + headers)
                .isEmpty();
        if (record.key() != null) {
            assertThat(headers.path("ce_subject").asText()).isEqualTo(new String(record.key(), StandardCharsets.UTF_8));
        }
        JsonNode schema = channel.at("/messages/record/payload/schema");
        if (record.value() != null && !schema.isMissingNode()) {
            assertThat(headers.path("content-type").asText())
                    .isEqualTo(channel.at("/messages/record/contentType").asText());
            assertThat(record.value()[0]).isZero();
            byte[] avro = Arrays.copyOfRange(record.value(), 5, record.value().length);
            var decoder = DecoderFactory.get().binaryDecoder(avro, null);
            new GenericDatumReader<>(new Schema.Parser().parse(schema.toString())).read(null, decoder);
            assertThat(decoder.isEnd()).isTrue();
        }
        return headers.path("ce_type").asText();
    }

    private void check(URI service) throws Exception {
        ApiDescription api = new ApiDescription(json(service, "openapi.json"));
        Generator generator = new Generator(8, api);
        List<String> faults = new ArrayList<>();
        Map<String, Set<Integer>> seen = new TreeMap<>();
        // What takes away comes last, so that there is something to ask for before.
        List<String> order = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
        List<Described> operations = api.operations().stream()
                .sorted(Comparator.comparing(operation -> order.indexOf(operation.method())))
                .toList();
        for (Described operation : operations) {
            Set<Integer> statuses = seen.computeIfAbsent(operation.toString(), any -> new TreeSet<>());
            for (int i = 0; i < REQUESTS; i++) {
                HttpRequest request = valid(service, operation, generator, i);
                Answer answer = send(request);
                statuses.add(answer.status());
                checkTag(operation, answer, faults);
                check(api, operation, request, answer, faults);
            }
            for (HttpRequest request : invalid(service, operation, generator)) {
                Answer answer = send(request);
                check(api, operation, request, answer, faults);
                if (answer.status() != 400) {
                    faults.add(
                            request.method() + " " + request.uri() + " is answered " + answer.status() + ", not 400");
                }
            }
        }
        assertThat(faults).isEmpty();
        seen.forEach((operation, statuses) -> {
            if (operation.startsWith("GET") && !operation.contains("websub")) {
                assertThat(statuses).as(operation).contains(200);
            }
        });
    }

    private static void check(
            ApiDescription api, Described operation, HttpRequest request, Answer answer, List<String> faults) {
        api.fault(operation, answer.status(), answer.contentType(), answer.body())
                .ifPresent(fault -> faults.add(operation + ": " + request.uri() + " is answered " + answer.status()
                        + " "
                        + answer.contentType() + ", but " + fault + ": "
                        + answer.body().substring(0, Math.min(300, answer.body().length()))));
    }

    /** An ETag is of use to who is told what comes of it. */
    private static void checkTag(Described operation, Answer answer, List<String> faults) {
        boolean described = operation.description().at("/responses").has("304");
        if (operation.method().equals("GET") && answer.status() == 200 && answer.tagged() != described) {
            faults.add(operation + (described ? " gives no ETag" : " gives an ETag, but does not describe 304"));
        }
    }

    private HttpRequest valid(URI service, Described operation, Generator generator, int number) {
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters("query")) {
            // The first requests have few parameters, so that something is found.
            if (parameter.path("required").asBoolean() || (number > 2 && generator.one(List.of(1, 2, 3, 4)) == 1)) {
                query.add(pair(parameter.path("name").asText(), generator.parameter(parameter.path("schema"))));
            }
        }
        return request(service, operation, path(operation, generator, number % 5 == 4), query, generator);
    }

    private List<HttpRequest> invalid(URI service, Described operation, Generator generator) {
        List<HttpRequest> requests = new ArrayList<>();
        if (!operation.description().at("/responses/400/description").asText().contains("`bad-parameter`")) {
            return requests;
        }
        String path = path(operation, generator, false);
        requests.add(request(service, operation, path, List.of("there-is-no=such"), generator));
        for (JsonNode parameter : operation.parameters("query")) {
            generator
                    .wrongParameter(parameter.path("schema"))
                    .ifPresent(wrong -> requests.add(request(
                            service,
                            operation,
                            path,
                            List.of(pair(parameter.path("name").asText(), wrong)),
                            generator)));
        }
        return requests;
    }

    private String path(Described operation, Generator generator, boolean unknown) {
        String path = operation.path();
        for (JsonNode parameter : operation.parameters("path")) {
            String name = parameter.path("name").asText();
            List<String> values = known.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(" " + name)
                            && operation.path().startsWith(entry.getKey().split(" ")[0]))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            String value = unknown || values.isEmpty()
                    ? generator.parameter(JSON.createObjectNode().put("type", "string"))
                    : generator.one(values);
            path = path.replace(
                    "{" + name + "}",
                    URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return path;
    }

    private HttpRequest request(
            URI service, Described operation, String path, List<String> query, Generator generator) {
        String address = path.substring(1) + (query.isEmpty() ? "" : "?" + String.join("&", query));
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(address));
        if (operation.description().has("requestBody")) {
            Optional<JsonNode> form = operation.form();
            if (form.isPresent()) {
                List<String> fields = new ArrayList<>();
                generator
                        .value(form.get(), 6)
                        .properties()
                        .forEach(field ->
                                fields.add(pair(field.getKey(), field.getValue().asText())));
                return request.header("Content-Type", "application/x-www-form-urlencoded")
                        .method(operation.method(), BodyPublishers.ofString(String.join("&", fields)))
                        .build();
            }
            String body = operation
                    .jsonBody()
                    .map(schema -> generator.value(schema, 6).toString())
                    .orElse("");
            request.header("Content-Type", "application/json")
                    .method(operation.method(), BodyPublishers.ofString(body));
        } else {
            request.method(operation.method(), BodyPublishers.noBody());
        }
        return request.build();
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private record Answer(int status, String contentType, boolean tagged, String body) {}

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        try (InputStream body = response.body()) {
            boolean endless = contentType.startsWith("text/event-stream");
            return new Answer(
                    response.statusCode(),
                    contentType,
                    response.headers().firstValue("ETag").isPresent(),
                    endless ? "" : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }

    private JsonNode json(URI service, String path) throws IOException, InterruptedException {
        return JSON.readTree(
                send(HttpRequest.newBuilder(service.resolve(path)).build()).body());
    }

    private static List<String> ids(JsonNode items, String pointer) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.at(pointer).asText()));
        return ids;
    }
}
