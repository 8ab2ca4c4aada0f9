package dev.dateline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.runtime.config.Settings;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker and registry; the broker is a process of its own, because one test kills it. */
class IngestServiceIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NDJSON = "application/x-ndjson";

    @TempDir
    private static Path folder;

    private static LocalStack stack;
    private static IngestConfig config;
    private static IngestService service;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.start(LocalStackConfig.in(folder).withBrokerProcess());
        config = IngestConfig.read(Settings.of(Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "kafka.max.block.ms", "3000",
                "ingest.max.items", "20000",
                "ingest.ack.timeout", "3s")));
        service = IngestService.start(config);
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        stack.close();
    }

    @Test
    void anArticleIsAnsweredWithTheIdUnderWhichItStandsInKafka() throws Exception {
        String body = "{\"guid\": \"one\", \"title\": \"Harbour closed\", \"body\": \"No boats.\"}";

        HttpResponse<String> answer = push("feed=single&lane=backfill", "application/json", body);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(articles("single")).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(json(answer).get("id").textValue());
            assertThat(record.value().getId()).isEqualTo(record.key());
            assertThat(record.value().getTitle()).isEqualTo("Harbour closed");
            assertThat(record.value().getLane()).isEqualTo(Lane.BACKFILL);
            assertThat(header(record, Headers.ORIGINAL)).isEqualTo(body);
            assertThat(header(record, Headers.RECEIVED))
                    .isEqualTo(Long.toString(record.value().getReceived().toEpochMilli()));
        });
    }

    @Test
    void plainTextIsAnArticle() throws Exception {
        HttpResponse<String> answer =
                push("feed=text", "text/plain; charset=ISO-8859-1", "Harbour closed\n\nNo boats today.");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(articles("text"))
                .singleElement()
                .satisfies(record -> assertThat(record.value().getBody()).isEqualTo("No boats today."));
    }

    @Test
    void aBulkRequestAnswersForEachItemAndKeepsWhatItRefuses() throws Exception {
        String bad = "{\"title\": 3}";

        HttpResponse<String> answer =
                push("feed=mixed", NDJSON, "{\"title\": \"A\"}\n" + bad + "\n{\"title\": \"B\"}\n");

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode receipt = json(answer);
        assertThat(receipt.get("accepted").intValue()).isEqualTo(2);
        assertThat(receipt.get("rejected").intValue()).isEqualTo(1);
        assertThat(receipt.at("/items/1/line").intValue()).isEqualTo(2);
        assertThat(receipt.at("/items/1/problem/code").textValue()).isEqualTo("wrong-type");
        assertThat(articles("mixed"))
                .extracting(record -> record.value().getTitle())
                .containsExactlyInAnyOrder("A", "B");
        assertThat(rejected("mixed")).singleElement().satisfies(record -> {
            assertThat(new String(record.value(), UTF_8)).isEqualTo(bad);
            assertThat(header(record, Headers.STAGE)).isEqualTo("ingest");
            assertThat(header(record, Headers.REASON)).isEqualTo("wrong-type");
            assertThat(header(record, Headers.DETAIL)).contains("title");
            assertThat(header(record, Headers.CONTENT_TYPE)).isEqualTo(NDJSON);
        });
        assertThat(get("/metrics").body())
                .containsPattern("dateline_ingest_received_total\\{[^}]*feed=\"mixed\"[^}]*} 3")
                .containsPattern("dateline_ingest_accepted_total\\{[^}]*feed=\"mixed\"[^}]*} 2")
                .containsPattern(
                        "dateline_ingest_rejected_total\\{[^}]*feed=\"mixed\"[^}]*reason=\"wrong-type\"[^}]*} 1");
    }

    @Test
    void aRefusedArticleIsAProblem() throws Exception {
        HttpResponse<String> answer = push("feed=problem", "application/json", "{\"title\": ");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("code").textValue()).isEqualTo("not-json");
        assertThat(rejected("problem")).hasSize(1);
    }

    @Test
    void whatIsNotAllowedIsRefusedBeforeTheBodyIsRead() throws Exception {
        assertThat(push("feed=No%20Feed", "application/json", "{}").body()).contains("bad-feed");
        assertThat(push("lane=fast", "application/json", "{}").body()).contains("bad-lane");
        assertThat(push("feed=none", NDJSON, "\n\n").body()).contains("no-items");
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() throws Exception {
        String body = "x".repeat(config.limits().wholeBytes() + 1);

        assertThat(push("feed=large", "text/plain", body).statusCode()).isEqualTo(413);
    }

    @Test
    void tenThousandLinesInOneRequestAllArrive() throws Exception {
        String lines = lines("bulk", 10_000);

        HttpResponse<String> answer = push("feed=bulk", NDJSON, lines);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(ids(answer)).hasSize(10_000).isEqualTo(keys("bulk"));
    }

    @Test
    void withoutABrokerTheAnswerIs503AndNothingAcknowledgedIsLost() throws Exception {
        Set<String> acknowledged = new HashSet<>(ids(push("feed=outage", NDJSON, lines("before", 100))));

        stack.kafka().kill();
        HttpResponse<String> away;
        HttpResponse<String> ready;
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        List<Integer> statuses;
        try {
            statuses = manyClients(40, lines("many", 2_000));
            System.gc();
            // The producers' buffers (32 MiB) and what the clients' own answers take, whatever is pushed.
            assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(96L << 20);
            away = push("feed=outage", NDJSON, lines("during", 100));
            ready = get("/readyz");
        } finally {
            stack.kafka().restart();
        }

        assertThat(statuses).hasSize(40).containsOnly(503);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(away).get("code").textValue()).isEqualTo("kafka-unavailable");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).at("/checks/kafka").textValue()).isNotEqualTo("up");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            HttpResponse<String> again = push("feed=outage", NDJSON, lines("during", 100));
            assertThat(again.statusCode()).isEqualTo(202);
            acknowledged.addAll(ids(again));
        });
        assertThat(keys("outage")).containsAll(acknowledged).hasSize(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    private List<Integer> manyClients(int clients, String body) throws InterruptedException, ExecutionException {
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                String query = "feed=many-" + i;
                answers.add(executor.submit(() -> push(query, NDJSON, body).statusCode()));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        return statuses;
    }

    private static String lines(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"guid\": \"%s-%d\", \"title\": \"Title %d\", \"body\": \"Body.\"}\n".formatted(prefix, i, i))
                .collect(Collectors.joining());
    }

    private HttpResponse<String> push(String query, String contentType, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.uri().resolve("/v1/articles?" + query))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(service.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static Set<String> ids(HttpResponse<String> answer) throws IOException {
        Set<String> ids = new HashSet<>();
        json(answer).get("items").forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    private static Set<String> keys(String feed) {
        return articles(feed).stream().map(ConsumerRecord::key).collect(Collectors.toSet());
    }

    private static List<ConsumerRecord<String, RawArticle>> articles(String feed) {
        return read(Topics.RAW.name(), feed, config.kafka().consumer(Map.of()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> rejected(String feed) {
        String bytes = ByteArrayDeserializer.class.getName();
        return read(
                Topics.REJECTED.name(),
                feed,
                config.kafka().consumer(Map.of("key.deserializer", bytes, "value.deserializer", bytes)));
    }

    /** All records of a feed from the beginning to where the topic ends now. */
    private static <K, V> List<ConsumerRecord<K, V>> read(String topic, String feed, Map<String, Object> properties) {
        try (KafkaConsumer<K, V> consumer = new KafkaConsumer<>(properties)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<K, V>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (feed.equals(header(record, Headers.FEED))) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value(), UTF_8);
    }
}
