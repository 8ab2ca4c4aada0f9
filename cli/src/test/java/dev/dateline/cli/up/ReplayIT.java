package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.cli.rejected.RejectedCommand;
import dev.dateline.enrich.EnrichConfig;
import dev.dateline.enrich.EnrichService;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.IngestService;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.localstack.Ports;
import dev.dateline.publish.PublishMain;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/** What was refused is replayed: all stages, a real broker, registry and database, publish-service as a process that is killed. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class ReplayIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ARTICLES = 60;

    /** So far beyond the schemas that are there that no service is given this id by chance. */
    private static final int AHEAD = 25;

    private LocalStack stack;
    private IngestService ingest;
    private EnrichService enrich;
    private Process publish;
    private URI page;
    private ReadApi api;
    private Path settings;
    private Producer<byte[], byte[]> bytes;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant received = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private int schemas;

    @BeforeAll
    void up(@TempDir Path data) throws Exception {
        stack = LocalStack.start(LocalStackConfig.in(data.resolve("stack")));
        ingest = IngestService.start(IngestConfig.read(ServiceProcess.beside(stack, Map.of())));
        enrich = EnrichService.start(EnrichConfig.read(ServiceProcess.beside(
                stack, Map.of("state.directory", data.resolve("streams").toString()))));
        int port = Ports.free("publish");
        settings = data.resolve("publish.properties");
        Properties properties = new Properties();
        properties.setProperty("http.port", Integer.toString(port));
        properties.setProperty("kafka.bootstrap.servers", stack.bootstrapServers());
        properties.setProperty("kafka.schema.registry.url", stack.registryUrl());
        properties.setProperty("publish.database.url", stack.jdbcUrl());
        properties.setProperty("publish.database.user", stack.jdbcUser());
        properties.setProperty("publish.database.password", stack.jdbcPassword());
        properties.setProperty("publish.ingest.url", ingest.uri().toString());
        try (var out = Files.newOutputStream(settings)) {
            properties.store(out, null);
        }
        page = URI.create("http://127.0.0.1:" + port + "/");
        api = new ReadApi(page);
        startPublish();
        bytes = new KafkaProducer<>(
                new KafkaSettings(Map.of(
                                "bootstrap.servers", stack.bootstrapServers(),
                                "schema.registry.url", stack.registryUrl()))
                        .producer(Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        push("warm", "{\"title\": \"The harbour is open\", \"body\": \"Ships came and went.\"}");
        await().atMost(PATIENCE)
                .until(() -> api.ledger("warm").path("published").asInt() == 1);
    }

    private void startPublish() throws IOException {
        publish = ServiceProcess.start(
                PublishMain.class, settings.resolveSibling("publish.log"), Map.of(), "--config", settings.toString());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api.get("/readyz").statusCode() == 200);
    }

    @AfterAll
    void down() throws Exception {
        bytes.close();
        publish.destroy();
        if (!publish.waitFor(20, TimeUnit.SECONDS)) {
            publish.destroyForcibly().waitFor();
        }
        api.close();
        http.close();
        enrich.close();
        ingest.close();
        stack.close();
    }

    @Test
    void aReplayThatIsKilledHalfwayAndAskedForThreeTimesPublishesNothingTwice() throws Exception {
        String feed = "old-schema";
        int schemaId = unknownSchemaId();
        for (int i = 0; i < ARTICLES; i++) {
            raw(feed, article(feed, i), schemaId);
        }
        bytes.flush();
        JsonNode cause = awaitCause(feed, ARTICLES);
        assertThat(cause.path("stage").asText()).isEqualTo("enrich");
        assertThat(cause.at("/example/id").asText()).startsWith("news.rejected:");
        JsonNode undecodable =
                api.json("/v1/rejected/" + cause.at("/example/id").asText());
        assertThat(undecodable.at("/decoded/form").asText()).isEqualTo("bytes");
        assertThat(undecodable.at("/decoded/note").asText()).contains("no such Avro schema");

        String all = "{\"cause\": \"" + cause.path("id").asText() + "\"";
        JsonNode plan = ask(200, all + ", \"dryRun\": true}");
        assertThat(plan.path("send").asInt()).isEqualTo(ARTICLES);
        assertThat(plan.at("/targets/0/target").asText()).isEqualTo("news-raw");
        assertThat(plan.at("/targets/0/feed").asText()).isEqualTo(feed);
        // Nothing is begun by it.
        assertThat(api.get("/v1/replays").body())
                .doesNotContain(cause.path("id").asText());

        learnSchema(RawArticle.getClassSchema(), schemaId);
        JsonNode decoded =
                api.json("/v1/rejected/" + cause.at("/example/id").asText()).path("decoded");
        assertThat(decoded.path("form").asText()).isEqualTo("avro");
        assertThat(decoded.path("schema").asText()).startsWith("dev.dateline.schemas.RawArticle");
        assertThat(decoded.path("text").asText()).contains("Report");

        String first = ask(202, all + ", \"rate\": 10}").path("id").asText();
        await().atMost(PATIENCE).until(() -> replay(first).path("sent").asInt() >= ARTICLES / 4);
        publish.destroyForcibly().waitFor();
        startPublish();
        JsonNode halfway = replay(first);
        assertThat(halfway.path("state").asText()).isEqualTo("running");
        assertThat(halfway.path("pending").asInt()).isBetween(1, ARTICLES);
        awaitFinished(first, ARTICLES);
        await().atMost(PATIENCE).until(() -> api.ledger(feed).path("published").asInt() == ARTICLES);

        assertThat(ask(409, all + "}").path("detail").asText()).contains("a replay took it up before");
        for (int time = 2; time <= 3; time++) {
            String again = ask(202, all + ", \"rate\": 1000, \"force\": true}")
                    .path("id")
                    .asText();
            awaitFinished(again, ARTICLES);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode ledger = api.ledger(feed);
            assertThat(ledger.path("accepted").asInt()).isGreaterThanOrEqualTo(4 * ARTICLES);
            assertThat(ledger.path("published").asInt()).isEqualTo(ARTICLES);
            assertThat(ledger.path("rejected").asInt()).isEqualTo(ARTICLES);
            assertThat(ledger.path("inFlight").asInt()).isZero();
        });
        assertThat(titles(feed)).hasSize(ARTICLES);
        List<String> actions = api.json("/v1/audit").findValuesAsText("action");
        assertThat(actions).contains("replay begun", "replay finished");
    }

    @Test
    void whatIngestRefusedIsParsedAgainAndWhatIsRefusedAgainSaysHowOften() throws Exception {
        String feed = "paused-desk";
        push(feed, "{\"title\": 5}");
        awaitCause(feed, 1);
        String one = "{\"feed\": \"" + feed + "\"";

        post(ingest.uri().resolve("/v1/feeds/" + feed + "/pause"), "");
        String paused = ask(202, one + "}").path("id").asText();
        await().atMost(PATIENCE)
                .until(() -> replay(paused).path("state").asText().equals("finished"));
        assertThat(replay(paused).at("/troubles/0/reason").asText()).isEqualTo("feed-paused");
        post(ingest.uri().resolve("/v1/feeds/" + feed + "/resume"), "");

        for (int time = 1; time <= 3; time++) {
            int times = time;
            JsonNode plan = ask(200, one + ", \"dryRun\": true}");
            assertThat(plan.path("send").asInt()).as(plan.toString()).isEqualTo(1);
            assertThat(plan.at("/targets/0/target").asText()).isEqualTo("ingest");
            String id = ask(202, one + "}").path("id").asText();
            await().atMost(PATIENCE).until(() -> replay(id).path("refused").asInt() == 1);
            assertThat(replay(id).at("/troubles/0/reason").asText()).isEqualTo("wrong-type");
            await().atMost(PATIENCE)
                    .until(() -> api.json("/v1/rejected?feed=" + feed)
                                    .at("/items/0/replayed")
                                    .asInt()
                            == times);
        }
        JsonNode refusal = ask(409, one + "}");
        assertThat(refusal.path("code").asText()).isEqualTo("nothing-to-replay");
        JsonNode plan = ask(200, one + ", \"dryRun\": true}");
        assertThat(plan.path("skipped").findValuesAsText("reason"))
                .containsExactlyInAnyOrder("refused-too-often", "replayed-before");
        assertThat(ask(200, one + ", \"dryRun\": true, \"force\": true}")
                        .path("send")
                        .asInt())
                .isEqualTo(4);
        assertThat(api.ledger(feed).path("balanced").asBoolean(true)).isTrue();

        assertThat(command("list")).contains("ingest", "wrong-type", feed);
        assertThat(command("replay", "--feed", feed, "--force", "--dry-run"))
                .contains("4 of 4 records are sent", "4 of " + feed + " to ingest's door");
    }

    private String command(String... arguments) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new RejectedCommand())
                .setOut(new PrintWriter(out))
                .execute(Stream.concat(Stream.of(arguments), Stream.of("--to", page.toString()))
                        .toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void whatPublishRefusedIsReadAgainFromWhereItLiesAndTheLedgerIsPutRight() throws Exception {
        String feed = "later-schema";
        int schemaId = unknownSchemaId();
        RawArticle article = article(feed, 0);
        EnrichedArticle enriched = EnrichedArticle.newBuilder()
                .setArticle(article)
                .setRevision(1)
                .setAnalyzer("test/1")
                .setTimes(new Times(received, received, received, null))
                .build();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.ENRICHED.name(),
                article.getId().getBytes(StandardCharsets.UTF_8),
                onTheWire(enriched, schemaId));
        describe(record, feed);
        bytes.send(record).get();
        // Those who count trends and the index cannot read it either, but the article is lost in publish alone.
        await().atMost(PATIENCE).until(() -> refused("publish", feed) == 1 && refused("enrich", feed) > 0);
        assertThat(api.ledger(feed).path("rejected").asInt()).isEqualTo(1);

        learnSchema(EnrichedArticle.getClassSchema(), schemaId);
        JsonNode plan = ask(200, "{\"feed\": \"" + feed + "\", \"dryRun\": true}");
        assertThat(plan.at("/targets/0/target").asText()).isEqualTo("read-model");
        assertThat(plan.at("/skipped/0/reason").asText()).isEqualTo("other-readers");
        String id = ask(202, "{\"feed\": \"" + feed + "\"}").path("id").asText();
        awaitFinished(id, 1);
        assertThat(titles(feed)).hasSize(1);
        assertThat(api.ledger(feed).path("rejected").asInt()).isZero();
        assertThat(api.ledger(feed).path("published").asInt()).isEqualTo(1);
        assertThat(ask(409, "{\"feed\": \"" + feed + "\", \"stage\": \"publish\", \"force\": true}")
                        .path("detail")
                        .asText())
                .contains("the read model has it by now");
    }

    @Test
    void aRequestThatSaysTooLittleOrTooMuchIsToldWhatToDo() {
        assertThat(ask(400, "{}").path("detail").asText()).contains("Say which records");
        assertThat(ask(400, "{\"ids\": [\"news.rejected-1\"]}").path("detail").asText())
                .contains("TOPIC:PARTITION:OFFSET");
        assertThat(ask(400, "{\"all\": true, \"rate\": 0}").path("detail").asText())
                .contains("from 1 to 1000");
        assertThat(ask(409, "{\"ids\": [\"news.rejected:0:999999\"]}")
                        .path("detail")
                        .asText())
                .contains("no refused record is meant");
        assertThat(api.get("/v1/rejected/news.rejected:0:999999").statusCode()).isEqualTo(404);
    }

    private int refused(String stage, String feed) {
        return api.json("/v1/rejected?stage=" + stage + "&feed=" + feed)
                .path("items")
                .size();
    }

    private JsonNode replay(String id) {
        return api.json("/v1/replays/" + id);
    }

    private void awaitFinished(String id, int sent) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode replay = replay(id);
            assertThat(replay.path("state").asText()).as(replay.toString()).isEqualTo("finished");
            assertThat(replay.path("sent").asInt()).as(replay.toString()).isEqualTo(sent);
        });
    }

    private JsonNode awaitCause(String feed, int count) {
        JsonNode[] found = {JSON.missingNode()};
        await().atMost(PATIENCE).untilAsserted(() -> {
            found[0] = api.json("/v1/rejected/causes?feed=" + feed).at("/items/0");
            assertThat(found[0].path("count").asInt()).isEqualTo(count);
        });
        return found[0];
    }

    private JsonNode ask(int status, String body) {
        HttpResponse<String> answer = api.send("POST", "/v1/replays", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private Set<String> titles(String feed) {
        Set<String> titles = new TreeSet<>();
        for (JsonNode item : api.json("/v1/articles?limit=250&feed=" + feed).path("items")) {
            assertThat(titles.add(item.at("/article/title").asText())).isTrue();
        }
        return titles;
    }

    private void push(String feed, String body) throws Exception {
        post(ingest.uri().resolve("/v1/feeds/" + feed + "/items"), body);
    }

    private HttpResponse<String> post(URI uri, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private RawArticle article(String feed, int number) {
        return RawArticle.newBuilder()
                .setId(feed + "-" + number)
                .setFeed(feed)
                .setTitle("Report " + number + " of " + feed)
                .setBody("Ship number " + number + " left the harbour.")
                .setContentType("application/json")
                .setPublished(new Publication(null, received, DateConfidence.INGEST))
                .setReceived(received)
                .setLane(Lane.LIVE)
                .setSignal(Signal.NEW)
                .setContentHash("hash " + number)
                .build();
    }

    private void raw(String feed, RawArticle article, int schemaId) throws IOException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.RAW.name(), article.getId().getBytes(StandardCharsets.UTF_8), onTheWire(article, schemaId));
        describe(record, feed);
        bytes.send(record);
    }

    private void describe(ProducerRecord<byte[], byte[]> record, String feed) {
        record.headers().add(Headers.FEED, feed.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(Headers.RECEIVED, Long.toString(received.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
    }

    private static <T extends SpecificRecord> byte[] onTheWire(T record, int schemaId) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        new SpecificDatumWriter<>(type).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** An id that the registry has not given yet, and will give soon. */
    private int unknownSchemaId() throws Exception {
        return register(RawArticle.getClassSchema()) + AHEAD;
    }

    private void learnSchema(Schema schema, int id) throws Exception {
        int given = 0;
        while (given < id) {
            given = register(schema);
        }
        assertThat(given).isEqualTo(id);
    }

    /** Registers it with a difference that means nothing, so that it is given a new id. */
    private int register(Schema schema) throws Exception {
        ObjectNode changed = (ObjectNode) JSON.readTree(schema.toString());
        changed.put("test", ++schemas);
        String body = JSON.createObjectNode().put("schema", changed.toString()).toString();
        URI uri = URI.create(stack.registryUrl() + "/subjects/replay-test-" + schemas + "/versions");
        HttpResponse<String> answer = post(uri, body);
        return JSON.readTree(answer.body()).path("id").asInt();
    }
}
