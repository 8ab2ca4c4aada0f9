package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.IngestService;
import dev.dateline.localstack.Ports;
import dev.dateline.runtime.avro.AvroDeserializer;
import dev.dateline.runtime.config.Settings;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the whole pipeline: the same start that `dateline up` makes. */
@TestInstance(Lifecycle.PER_CLASS)
final class LocalPipelineIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private LocalPipeline pipeline;
    private ReadApi api;
    private IngestClient ingest;

    @BeforeAll
    void up(@TempDir Path data) throws Exception {
        pipeline = LocalPipeline.start(new UpOptions(data, 0, false), System.err::println);
        api = new ReadApi(pipeline.addresses().page());
        ingest = new IngestClient(pipeline.addresses().ingest(), null, Duration.ofSeconds(30), System.err::println);
    }

    @AfterAll
    void down() throws Exception {
        ingest.close();
        api.close();
        pipeline.close();
    }

    @Test
    void aPlainTextArticleIsInTheApiWithItsTagsAndTheirReceipts() throws IOException {
        String feed = "plain-desk";
        push(feed, """
            Japan and South Korea sign fisheries accord in Geneva

            GENEVA, March 3 - The foreign ministers of Japan and South Korea signed an accord on fisheries on Tuesday, \
            ending years of negotiations.

            "This is a good day for diplomacy," said Ingrid Solberg, who led the talks for the United Nations.
            """);

        JsonNode article = newest("source=" + feed);

        assertThat(article.path("article").path("title").asText()).startsWith("Japan and South Korea sign");
        assertThat(ids(article, "countries")).contains("JP", "KR");
        assertThat(labels(article, "people")).contains("Ingrid Solberg");
        assertThat(labels(article, "organisations")).contains("United Nations");
        assertThat(labels(article, "topics")).contains("diplomacy");
        assertThatEveryMentionIsExactlyItsStretch(article);
        assertThat(article.path("times").path("stored").asText())
                .isGreaterThan(article.path("times").path("received").asText());
    }

    @Test
    void anArticleIsOnTheEnrichedTopicForAnyConsumer() throws IOException {
        String feed = "topic-desk";
        push(feed, "Envoys of Chile meet in Quito\n\nThe envoys of Chile and Ecuador spoke of trade.\n");
        JsonNode stored = newest("source=" + feed);

        try (KafkaConsumer<String, EnrichedArticle> consumer = consumer(new AvroDeserializer<>())) {
            List<ConsumerRecord<String, EnrichedArticle>> records = awaitRecords(
                    consumer,
                    Topics.ENRICHED.name(),
                    record -> record.value() != null
                            && record.value().getArticle().getFeed().equals(feed));
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().key())
                    .isEqualTo(stored.path("article").path("id").asText());
            assertThat(records.getFirst().value().getCountries())
                    .extracting(tag -> tag.getId())
                    .contains("CL", "EC");
        }
    }

    @Test
    void aRecordThatNobodyCanDecodeIsSetAsideWithItsBytesAndTheNextArticlePasses() throws Exception {
        byte[] poison = ("no avro " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", pipeline.addresses().kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RAW.name(), "poison", poison))
                    .get();
        }
        String feed = "after-poison";
        for (int i = 0; i < 2 * Topics.DEFAULT_PARTITIONS; i++) {
            push(feed, "Bulletin number " + i + " from the harbour\n\nThe harbour of Bergen in Norway was quiet.\n");
        }

        try (KafkaConsumer<String, byte[]> consumer = consumer(new ByteArrayDeserializer())) {
            List<ConsumerRecord<String, byte[]>> records = awaitRecords(
                    consumer,
                    Topics.REJECTED.name(),
                    record -> new String(record.value(), StandardCharsets.UTF_8)
                            .equals(new String(poison, StandardCharsets.UTF_8)));
            assertThat(records).hasSize(1);
            assertThat(records.getFirst()
                            .headers()
                            .lastHeader("__streams.errors.topic")
                            .value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(Topics.RAW.name());
        }
        awaitLedger(feed, 2 * Topics.DEFAULT_PARTITIONS, 0);
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode totals = api.json("/v1/ledger").path("totals");
            assertThat(totals.path("rejected").asLong()).isEqualTo(1);
            assertThat(totals.path("inFlight").asLong()).isZero();
        });
    }

    @Test
    void theSameArticlePushedTwiceIsStoredOnceAndTheLedgerBalances() throws IOException {
        String feed = "twice";
        String article = "Kenya opens a new port\n\nThe president of Kenya opened the port on Monday.\n";
        push(feed, article);
        push(feed, article);

        awaitLedger(feed, 1, 1);
        assertThat(api.json("/v1/articles?source=" + feed).path("items")).hasSize(1);
    }

    @Test
    void reprintsAreOneStoryWithOneIndependentSource() throws IOException {
        String body =
                "A lighthouse keeper of Ormvik found a bottle with a letter that sailors had thrown into the sea a"
                        + " hundred years ago, and the museum of the town will show it from next week on.";
        pushLine("ormvik-first", article("Bottle letter found at Ormvik lighthouse", body));
        JsonNode original = newest("source=ormvik-first");
        pushLine("ormvik-second", article("Keeper finds hundred-year-old letter", body));
        JsonNode copy = newest("source=ormvik-second");

        assertThat(copy.path("copyOf").asText())
                .isEqualTo(original.path("article").path("id").asText());
        String story = original.path("story").asText();
        assertThat(copy.path("story").asText()).isEqualTo(story);
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode told = api.json("/v1/stories/" + story);
            assertThat(told.path("reports").asInt()).isEqualTo(2);
            assertThat(told.path("independentSources").asInt()).isEqualTo(1);
        });
        assertThat(api.json("/v1/stories?reports=2&limit=250").path("items"))
                .anyMatch(told -> told.path("id").asText().equals(story));
    }

    @Test
    void aKilledArticleIsShownNoMoreAndStaysSo() throws IOException {
        String feed = "kill-desk";
        String item = """
                {"uri":"urn:kill-desk:1","version":"%d","type":"text","pubstatus":"%s","headline":"Mayor of Ormvik arrested",                "body_text":"Police arrested the mayor of Ormvik, a wire said."}
                """;
        pushLine(feed, item.formatted(1, "usable"));
        JsonNode article = newest("source=" + feed);
        String id = article.at("/article/id").asText();

        pushLine(feed, item.formatted(2, "canceled"));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(api.get("/v1/articles/" + id).statusCode()).isEqualTo(410));
        assertThat(api.json("/v1/articles?source=" + feed).path("items")).isEmpty();
        pushLine(feed, item.formatted(3, "usable"));
        awaitLedger(feed, 2, 1);
        assertThat(api.get("/v1/articles/" + id).statusCode()).isEqualTo(410);
    }

    @Test
    void ourIngestSubscribesToOurHubAndIsSentWhatItsFeedBrings(@TempDir Path folder) throws Exception {
        String feed = "hub-desk";
        String mirror = "hub-mirror";
        push(feed, "Ferry to Ormvik starts again\n\nThe ferry to Ormvik sailed on Monday.\n");
        newest("feed=" + feed);
        int port = Ports.free("ingest");
        Path list = folder.resolve("feeds.yaml");
        Files.writeString(list, """
                feeds:
                  - {feed: %s, url: "%sv1/articles.atom?feed=%s", interval: 7d, websub: true, allow-private: true}
                """.formatted(mirror, pipeline.addresses().page(), feed));
        IngestConfig config = IngestConfig.read(Settings.of(Map.of(
                "kafka.bootstrap.servers", pipeline.addresses().kafka(),
                "kafka.schema.registry.url", pipeline.addresses().registry().toString(),
                "http.port", Integer.toString(port),
                "ingest.public.url", "http://127.0.0.1:" + port + "/",
                "ingest.feeds.file", list.toString())));
        IngestService subscriber = IngestService.start(config);
        try {
            // Fetched once; from then on for a week only what the hub sends.
            newest("feed=" + mirror + "&q=ferry");
            await().atMost(SOON)
                    .until(() -> api.json("/v1/subscriptions")
                            .at("/items/0/topic")
                            .asText()
                            .endsWith("v1/articles.atom?feed=" + feed));

            push(feed, "Lighthouse of Ormvik lit again\n\nThe lighthouse of Ormvik was lit on Tuesday.\n");

            JsonNode sent = newest("feed=" + mirror + "&q=lighthouse");
            assertThat(sent.at("/article/title").asText()).isEqualTo("Lighthouse of Ormvik lit again");
            assertThat(sent.at("/article/body").asText()).contains("was lit on Tuesday.");
        } finally {
            subscriber.close();
            api.send(
                    "DELETE",
                    "/v1/subscriptions/"
                            + api.json("/v1/subscriptions").at("/items/0/id").asText(),
                    "");
        }
    }

    @Test
    void aPushedArticleMovesTheTrends() throws IOException {
        push("trend-desk", "Election in Uruguay\n\nVoters in Uruguay elected a new parliament on Sunday.\n");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                api.json("/v1/trends/countries?window=PT15M").path("entries"))
                        .anyMatch(entry -> entry.path("id").asText().equals("UY")));
    }

    @Test
    void aFlashpointThatAnOperatorAddsIsTaggedAndEndsWithoutARestart() throws IOException {
        String id = "harbour-dispute";
        String feed = "harbour-desk";
        assertThat(api.send("PUT", "/v1/flashpoints/" + id, """
                {
                  "id": "harbour-dispute", "name": "Harbour dispute", "version": 1,
                  "places": [{"text": "Skarvoy Sound", "weight": 3.0}],
                  "aboutThreshold": 3.0, "mentionThreshold": 2.0, "latitude": 61.0, "longitude": 4.5
                }
                """).statusCode()).isEqualTo(201);
        // Enrich follows the topic by itself, so that the first articles may still be read by the definitions before.
        await().atMost(SOON).until(() -> {
            push(
                    feed,
                    "Warship enters Skarvoy Sound, case " + System.nanoTime() + "\n\nA warship fired warning shots.\n");
            return !api.json("/v1/articles?about=true&flashpoint=" + id)
                    .path("items")
                    .isEmpty();
        });
        JsonNode tagged = newest("about=true&flashpoint=" + id);
        assertThat(tagged.at("/flashpoints/0/ruleVersion").asText()).isEqualTo("1");

        try (KafkaConsumer<String, EnrichedArticle> consumer = consumer(new AvroDeserializer<>())) {
            assertThat(awaitRecords(consumer, Topics.flashpoint(id).name(), record -> true))
                    .isNotEmpty();
        }
        await().atMost(SOON)
                .until(() -> api.json("/v1/flashpoints/" + id + "/index")
                                .at("/items/0/articles")
                                .asInt()
                        > 0);
        assertThat(api.send("DELETE", "/v1/flashpoints/" + id, "").statusCode()).isEqualTo(204);
        await().atMost(SOON).until(() -> {
            push(
                    feed,
                    "Warship leaves Skarvoy Sound, case " + System.nanoTime() + "\n\nA warship fired warning shots.\n");
            JsonNode last = api.json("/v1/articles?limit=1&source=" + feed).at("/items/0");
            return last.at("/article/title").asText().contains("leaves")
                    && last.path("flashpoints").isEmpty();
        });
    }

    @Test
    void thePageIsServedWithAPolicyThatRunsNoForeignCode() {
        var page = api.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
    }

    private void push(String feed, String text) throws IOException {
        assertThat(ingest.send(feed, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
                        .accepted())
                .isEqualTo(1);
    }

    private void pushLine(String feed, String json) throws IOException {
        assertThat(ingest.send(feed, "application/json", json.getBytes(StandardCharsets.UTF_8))
                        .accepted())
                .isEqualTo(1);
    }

    private static String article(String title, String body) {
        return "{\"title\":\"" + title + "\",\"body\":\"" + body + "\"}";
    }

    private JsonNode newest(String query) {
        await().atMost(SOON)
                .until(() -> !api.json("/v1/articles?" + query).path("items").isEmpty());
        return api.json("/v1/articles?" + query).path("items").get(0);
    }

    private void awaitLedger(String feed, long published, long duplicates) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode ledger = api.ledger(feed);
            assertThat(ledger.path("accepted").asLong()).isEqualTo(published + duplicates);
            assertThat(ledger.path("published").asLong()).isEqualTo(published);
            assertThat(ledger.path("duplicates").asLong()).isEqualTo(duplicates);
            assertThat(ledger.path("inFlight").asLong()).isZero();
        });
    }

    private <V> KafkaConsumer<String, V> consumer(Deserializer<V> values) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                pipeline.addresses().kafka(),
                "schema.registry.url",
                pipeline.addresses().registry(),
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        values.configure(settings, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), values);
    }

    private static <V> List<ConsumerRecord<String, V>> awaitRecords(
            KafkaConsumer<String, V> consumer, String topic, Predicate<ConsumerRecord<String, V>> wanted) {
        consumer.subscribe(List.of(topic));
        List<ConsumerRecord<String, V>> found = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                if (wanted.test(record)) {
                    found.add(record);
                }
            });
            return !found.isEmpty();
        });
        return found;
    }

    private static List<String> ids(JsonNode article, String kind) {
        return article.path(kind).findValuesAsText("id");
    }

    private static List<String> labels(JsonNode article, String kind) {
        return article.path(kind).findValuesAsText("label");
    }

    private static void assertThatEveryMentionIsExactlyItsStretch(JsonNode article) {
        for (String kind : List.of("people", "organisations", "places", "countries", "topics", "flashpoints")) {
            for (JsonNode tag : article.path(kind)) {
                for (JsonNode mention : tag.path("mentions")) {
                    String text = article.path("article")
                            .path(mention.path("field").asText())
                            .asText();
                    int begin = text.offsetByCodePoints(0, mention.path("begin").asInt());
                    int end = text.offsetByCodePoints(0, mention.path("end").asInt());
                    assertThat(text.substring(begin, end))
                            .isEqualTo(mention.path("text").asText());
                }
            }
        }
    }
}
