package dev.dateline.cli.up;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.dateline.cli.Sources;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.cli.up.Chromium.Look;
import dev.dateline.enrich.EnrichMain;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.IngestService;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.localstack.Ports;
import dev.dateline.publish.PublishConfig;
import dev.dateline.publish.PublishService;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults are planted in a pipeline whose enrich-service and broker are processes of their own, under load; the screen Pipeline
 * in Chromium shows each within ten seconds, with what to do. Each fault is taken back before the next.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PipelineFaultsIT {

    /** What the page promises. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Percentiles are told in steps of some percent. */
    private static final double STEP = 1.1;

    private static final List<String> PERCENTILES = List.of("p50", "p95", "p99");

    /** All but the one that calls subscribers, of whom there are none here. */
    private static final List<String> THAT_HAVE_WORK = List.of("ingest", "read", "story", "publish", "trends", "index");

    private Path data;
    private LocalStack stack;
    private IngestService ingest;
    private PublishService publish;
    private Process enrich;
    private int enrichPort;
    private IngestClient client;
    private PushedNews news;
    private ReadApi api;
    private Chromium chromium;
    private Page page;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        Path program = Chromium.required();
        data = folder;
        stack = LocalStack.start(LocalStackConfig.in(folder).withBrokerProcess().withProgress(System.err::println));
        ingest = IngestService.start(IngestConfig.read(ServiceProcess.beside(stack, Map.of("http.host", "127.0.0.1"))));
        publish = PublishService.start(PublishConfig.read(ServiceProcess.beside(
                stack,
                Map.of(
                        "publish.database.url", stack.jdbcUrl(),
                        "publish.database.user", stack.jdbcUser(),
                        "publish.database.password", stack.jdbcPassword()))));
        enrichPort = Ports.free("enrich");
        startEnrich();
        api = new ReadApi(publish.uri());
        client = new IngestClient(ingest.uri(), null, PATIENCE, System.err::println);
        await().atMost(PATIENCE).until(() -> api.get("/readyz").statusCode() == 200);
        news = PushedNews.start(client);
        chromium = Chromium.start(program, publish.uri());
        page = chromium.page(Look.DESK);
        page.navigate("/pipeline");
        awaitFlow();
    }

    @AfterAll
    void down() throws Exception {
        if (chromium != null) {
            page.close();
            chromium.close();
        }
        if (news != null) {
            news.close();
        }
        if (client != null) {
            client.close();
            api.close();
        }
        if (enrich != null) {
            enrich.destroyForcibly().waitFor();
        }
        if (publish != null) {
            publish.close();
        }
        if (ingest != null) {
            ingest.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void theMapShowsEachStageAndItsNumbersAreThoseOfTheApi() {
        for (String stage : List.of("ingest", "read", "story", "publish", "deliver", "trends", "index")) {
            // What arrived before enrich-service did is worked off first.
            assertThat(stage(stage))
                    .hasAttribute("data-state", "ok", new LocatorAssertions.HasAttributeOptions().setTimeout((double)
                                    PATIENCE.toMillis()));
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode pipeline = api.json("/v1/pipeline");
            JsonNode read = stageOf(pipeline, "read");
            assertThat(read.path("rate").asDouble()).isPositive();
            assertThat(read.path("lag").path("seconds").asDouble(-1)).isBetween(0.0, 10.0);
            for (String percentile : PERCENTILES) {
                String seconds = "/latency/" + percentile;
                for (String stage : THAT_HAVE_WORK) {
                    assertThat(stageOf(pipeline, stage).at(seconds).asDouble())
                            .as("%s of %s", percentile, stage)
                            .isPositive();
                }
                assertThat(stageOf(pipeline, "ingest").at(seconds).asDouble())
                        .as("until an article is given to Kafka, " + percentile)
                        .isLessThan(read.at(seconds).asDouble() * STEP);
                assertThat(stageOf(pipeline, "story").at(seconds).asDouble())
                        .as("until an article is in its story, " + percentile)
                        .isPositive()
                        .isBetween(
                                stageOf(pipeline, "read").at(seconds).asDouble() / STEP,
                                stageOf(pipeline, "publish").at(seconds).asDouble() * STEP);
            }
            for (String beside : List.of("trends", "index")) {
                assertThat(stageOf(pipeline, beside).at("/latency/p50").asDouble())
                        .as("until an article is counted by " + beside)
                        .isGreaterThan(read.at("/latency/p50").asDouble() / STEP);
            }
            assertThat(stageOf(pipeline, "deliver").has("latency"))
                    .as("nobody has subscribed")
                    .isFalse();
            assertThat(stageOfApi("publish").path("rate").asDouble()).isPositive();
        });
        assertThat(stage("deliver").getByTestId("stage-none")).containsText("none delivered");
        for (String stage : THAT_HAVE_WORK) {
            for (String percentile : PERCENTILES) {
                assertThat(stage(stage).getByTestId("stage-" + percentile)).containsText(Pattern.compile("\\d m?s"));
            }
        }
        assertThat(stage("publish").getByTestId("stage-lag")).containsText("s");
        assertThat(page.getByTestId("flow-lamp")).hasText("news flow");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Chromium.screenshot("pipeline-flows"))
                .setFullPage(true));
    }

    @Test
    @Order(2)
    void topicsAndGroupsAreToldStreamsGroupsIncluded() {
        JsonNode groups = api.json("/v1/groups").path("items");
        assertThat(field(groups, "group", "type"))
                .containsEntry("dateline-enrich", "streams")
                .containsEntry("dateline-trends-2", "streams")
                .containsEntry("dateline-index", "streams")
                .containsEntry("dateline-publish", "classic");
        for (JsonNode group : groups) {
            if (group.path("group").asText().startsWith("dateline-")) {
                assertThat(group.path("members")).as(group.toString()).isNotEmpty();
                assertThat(group.at("/members/0/partitions")).isNotEmpty();
                assertThat(group.path("partitions")).isNotEmpty();
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode topics = api.json("/v1/topics").path("items");
            assertThat(field(topics, "name", "cleanup"))
                    .containsEntry("news.raw", "delete")
                    .containsEntry("news.enriched", "compact");
            assertThat(field(topics, "name", "retention")).containsEntry("news.raw", "PT720H");
            for (JsonNode topic : topics) {
                if (topic.path("name").asText().equals("news.raw")) {
                    assertThat(topic.path("partitions").asInt()).isEqualTo(6);
                    assertThat(topic.path("records").asLong()).isGreaterThan(30);
                    assertThat(topic.path("bytes").asLong()).isGreaterThan(1_000);
                    assertThat(topic.path("readBy").findValuesAsText("group"))
                            .contains("dateline-enrich", "dateline-publish");
                }
            }
        });
        page.locator("[data-testid=group][data-group=dateline-enrich] button").click();
        Locator partitions = page.getByTestId("group-partitions");
        assertThat(partitions).containsText("news.raw-0");
        assertThat(partitions).containsText("dateline-enrich-article-reports-repartition-0");
        page.locator("[data-testid=topic][data-topic='news.raw'] button").click();
        assertThat(page.getByTestId("topic-partitions")).containsText("broker");
        assertThat(Chromium.seriousFaults(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Chromium.screenshot("pipeline-tables"))
                .setFullPage(true));
        page.locator("[data-testid=group][data-group=dateline-enrich] button").click();
        assertThat(partitions).hasCount(0);
        assertThat(page.locator("[data-testid=group][data-group=dateline-enrich] button"))
                .isFocused();
    }

    @Test
    @Order(3)
    void anArticleIsFoundByIdAddressAndWordsWithItsWayAndItsOriginal() throws Exception {
        String item = """
                {"guid": "found-1", "url": "https://desk.example/lighthouse?utm_source=x", "publisher": "Desk",
                "title": "Keeper of a quixotic lighthouse retires", "body": "She lit the lamp of Skagen for forty years."}
                """;
        client.send("trace-desk", "application/json", item.getBytes(StandardCharsets.UTF_8));
        client.send("trace-desk", "application/json", item.getBytes(StandardCharsets.UTF_8));
        client.send(
                "trace-desk",
                "application/json",
                "{\"title\": \"\", \"note\": \"quixotic lighthouse\"}".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode found = api.json("/v1/trace?q=quixotic+lighthouse");
            assertThat(found.at("/items/0/state").asText()).isEqualTo("published");
            assertThat(found.at("/items/0/raw"))
                    .extracting(raw -> raw.path("outcome").asText())
                    .containsExactly("newest", "duplicate");
            assertThat(found.at("/rejected/0/stage").asText()).isEqualTo("ingest");
            assertThat(found.at("/looked/whole").asBoolean()).isTrue();
        });
        JsonNode byWords = api.json("/v1/trace?q=quixotic+lighthouse").at("/items/0");
        String id = byWords.path("id").asText();
        assertThat(api.json("/v1/trace?id=" + id).at("/items/0")).isEqualTo(byWords);
        assertThat(api.json("/v1/trace?url=https%3A%2F%2FDESK.example%2Flighthouse%23top")
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(new String(
                        api.json(byWords.at("/raw/0/original").asText())
                                .path("original")
                                .binaryValue(),
                        StandardCharsets.UTF_8))
                .contains("\"guid\"", "quixotic");
        assertThat(api.get("/v1/trace").statusCode()).isEqualTo(400);
        assertThat(api.get("/v1/trace?id=a&q=b").statusCode()).isEqualTo(400);
        assertThat(api.json("/v1/trace?id=nobody").path("items")).isEmpty();
        assertThat(api.get("/v1/raw/0/99999999").statusCode()).isEqualTo(404);

        page.getByTestId("find").fill("quixotic lighthouse");
        page.getByTestId("find-go").click();
        Locator trace = page.getByTestId("trace");
        assertThat(trace).hasCount(1);
        for (String stage : List.of("Ingest", "Read", "Story", "Publish", "Deliver")) {
            assertThat(trace.locator("[data-testid=step][data-stage=" + stage + "]")
                            .first())
                    .isVisible();
        }
        assertThat(trace).containsText("a duplicate: it says nothing new");
        assertThat(page.getByTestId("trace-rejected")).containsText("Refused by ingest");
        trace.getByTestId("trace-original").first().click();
        assertThat(trace.getByTestId("original").first()).containsText("quixotic");
        assertThat(page).hasURL(Pattern.compile(".*find=quixotic.*"));
        assertThat(Chromium.seriousFaults(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Chromium.screenshot("pipeline-found"))
                .setFullPage(true));
        page.getByTestId("find").fill("");
        page.getByTestId("find-go").click();
        assertThat(trace).hasCount(0);
    }

    @Test
    @Order(4)
    void everyMetricOfTheAlertsAndTheDashboardIsToldByAService() throws Exception {
        Map<String, Set<String>> told = new TreeMap<>();
        for (URI service : List.of(ingest.uri(), URI.create("http://127.0.0.1:" + enrichPort + "/"), publish.uri())) {
            try (ReadApi metrics = new ReadApi(service)) {
                PromQuery.told(metrics.get("/metrics").body())
                        .forEach((name, labels) -> told.computeIfAbsent(name, any -> new TreeSet<>())
                                .addAll(labels));
            }
        }
        // What Prometheus makes itself.
        told.put("up", Set.of("job", "instance"));
        told.put("ALERTS", Set.of("alertname", "alertstate"));
        List<String> queries = Stream.concat(
                        Pattern.compile("expr: (?:>-\\s+)?(.+(?:\\n {10}\\S.*)*)")
                                .matcher(Sources.read("deploy/prometheus/alerts.yml"))
                                .results()
                                .map(match -> match.group(1)),
                        new ObjectMapper()
                                        .readTree(Sources.read("deploy/grafana/dashboards/dateline.json"))
                                        .findValuesAsText("expr")
                                        .stream())
                .toList();

        assertThat(queries).hasSizeGreaterThan(30);
        for (String query : queries) {
            assertThat(PromQuery.metrics(query)).as(query).isNotEmpty();
            PromQuery.metrics(query).forEach((name, labels) -> {
                assertThat(told).as(query).containsKey(name);
                assertThat(told.get(name)).as(query + " " + name).containsAll(labels);
            });
        }
        assertThat(told.get("dateline_group_lag_seconds")).contains("group", "topic");
        for (String stage : List.of("written", "enriched", "placed", "stored", "ranked", "indexed")) {
            assertThat(api.get("/metrics").body())
                    .containsPattern("dateline_publish_latency_seconds\\{.*stage=\"" + stage + "\",quantile=\"0.99\"");
        }
        assertThat(told).containsKeys("dateline_topic_bytes", "dateline_topic_records", "dateline_ledger_articles");
    }

    @Test
    @Order(5)
    void aPoisonedTopicIsNamedWithWhereItLiesAndWhatToDo() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 5; i++) {
                producer.send(
                        new ProducerRecord<>("news.raw", 0, null, ("poison " + i).getBytes(StandardCharsets.UTF_8)));
            }
        }
        Locator finding = finding("read");
        soon(finding).containsText("Refused 5 records");
        soon(finding).containsText("on news.raw-0 at offset");
        soon(finding.getByTestId("fix")).containsText("Only Dateline's services may write to news.raw");
        assertThat(stage("read")).hasAttribute("data-state", "warn");
        assertThat(Chromium.seriousFaults(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("pipeline-poisoned")));
        finding.locator("a[href='/rejected']").click();
        assertThat(page.getByTestId("rejected").or(page.locator(".cause-count")).first())
                .isVisible();
        page.navigate("/pipeline");
    }

    @Test
    @Order(6)
    void aMinuteOfAFeedThatDoesNotBalanceIsRed() throws Exception {
        String feed = "unbalanced-desk";
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> never = new ProducerRecord<>(Topics.REJECTED.name(), new byte[] {1});
            Map.of(Headers.FEED, feed, Headers.STAGE, "enrich", Headers.REASON, "planted")
                    .forEach((name, text) -> HeaderText.put(never.headers(), name, text));
            HeaderText.put(never.headers(), Headers.RECEIVED, Long.toString(System.currentTimeMillis()));
            producer.send(never).get();
        }
        soon(page.getByTestId("unbalanced-minutes")).containsText("More came out than went in");
        Locator line = page.locator("[data-testid=ledger-feed][data-feed='" + feed + "']");
        assertThat(line).hasClass("wrong");
        Locator control = line.getByTestId("ledger-minutes-of");
        control.focus();
        page.keyboard().press("Enter");
        Locator minute = page.locator("[data-testid=ledger-minute][data-feed='" + feed + "']");
        assertThat(minute).hasClass("wrong");
        assertThat(minute.locator("[data-field=inFlight]")).hasText("-1");
        JsonNode told =
                api.json("/v1/ledger?by=minute&feed=" + feed).path("minutes").path(0);
        assertThat(told.path("minute").asText()).isEqualTo(minute.getAttribute("data-minute"));
        assertThat(told.path("balanced").asBoolean()).isFalse();
        assertThat(control).isFocused();
        soon(page.getByTestId("ledger")).containsText("ledger does not balance");
        assertThat(Chromium.seriousFaults(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("pipeline-unbalanced")));
    }

    @Test
    @Order(7)
    void aKilledEnrichServiceIsNamedByTheRecordThatItStandsAt() throws Exception {
        enrich.destroyForcibly().waitFor();

        Locator finding = finding("read");
        soon(finding)
                .containsText(Pattern.compile("stands still: it has read nothing of news\\.raw-\\d at offset \\d+"));
        soon(finding.getByTestId("fix")).containsText("/readyz of enrich-service");
        assertThat(page.getByTestId("flow-lamp")).hasAttribute("data-state", "bad");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Chromium.screenshot("pipeline-killed"))
                .setFullPage(true));
        startEnrich();
        awaitFlow();
    }

    @Test
    @Order(8)
    void aStoppedEnrichServiceIsNamedWithItsGroupAndHowToStartIt() throws Exception {
        enrich.destroy();
        // What it is given to close in is not what the page is measured by.
        assertThat(enrich.waitFor(60, TimeUnit.SECONDS)).isTrue();

        Locator finding = finding("read");
        soon(finding).containsText("enrich-service has stopped: no member in group dateline-enrich; it last read");
        soon(finding.getByTestId("fix")).containsText("Start it: ./dateline up");
        assertThat(Chromium.seriousFaults(page)).isEmpty();
        client.send(
                "trace-desk",
                "application/json",
                "{\"guid\": \"unread-1\", \"title\": \"Nobody has read of the walrus yet\", \"body\": \"A walrus.\"}"
                        .getBytes(StandardCharsets.UTF_8));
        page.getByTestId("find").fill("walrus");
        page.getByTestId("find-go").click();
        assertThat(page.getByTestId("trace")).hasAttribute("data-state", "waiting");
        assertThat(page.getByTestId("trace")).containsText("It waits on news.raw to be read");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Chromium.screenshot("pipeline-stopped"))
                .setFullPage(true));
        startEnrich();
        awaitFlow();
    }

    @Test
    @Order(9)
    void aBrokerThatIsAwayIsAStateAndNoErrorPage() {
        stack.kafka().kill();

        Locator finding = finding("kafka");
        soon(finding).containsText("It has not answered since");
        soon(finding.getByTestId("fix")).containsText("Start the broker");
        assertThat(api.get("/v1/topics").statusCode()).isEqualTo(200);
        assertThat(api.json("/v1/pipeline").at("/kafka/state").asText()).isEqualTo("away");
        assertThat(stageOfApi("read").path("lag").has("seconds")).isFalse();
        page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("pipeline-broker-away")));
        stack.kafka().restart();
        awaitFlow();
    }

    private void startEnrich() throws IOException {
        enrich = ServiceProcess.start(
                EnrichMain.class,
                data.resolve("enrich.log"),
                Map.of(
                        "DATELINE_HTTP_PORT", Integer.toString(enrichPort),
                        "DATELINE_KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers(),
                        "DATELINE_KAFKA_SCHEMA_REGISTRY_URL", stack.registryUrl(),
                        "DATELINE_STATE_DIRECTORY", data.resolve("streams").toString()));
    }

    /** Until no stage stands still or is unknown, for the API and then on the page. */
    private void awaitFlow() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode pipeline = api.json("/v1/pipeline");
            assertThat(pipeline.path("stages")).isNotEmpty();
            for (JsonNode stage : pipeline.path("stages")) {
                assertThat(stage.path("state").asText()).as(stage.toString()).isIn("ok", "warn");
                assertThat(stage.path("lag").path("seconds").asDouble(99))
                        .as(stage.toString())
                        .isLessThan(10);
            }
        });
        assertThat(page.locator("[data-testid=stage][data-state=bad], [data-testid=stage][data-state=unknown]"))
                .hasCount(0);
    }

    private Locator stage(String id) {
        return page.locator("[data-testid=stage][data-stage=" + id + "]");
    }

    private Locator finding(String stage) {
        return page.locator("[data-testid=finding][data-stage=" + stage + "]");
    }

    private static LocatorAssertionsWithin soon(Locator locator) {
        return new LocatorAssertionsWithin(locator);
    }

    private record LocatorAssertionsWithin(Locator locator) {
        void containsText(String text) {
            assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout((double)
                            WITHIN.toMillis()));
        }

        void containsText(Pattern text) {
            assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout((double)
                            WITHIN.toMillis()));
        }
    }

    private JsonNode stageOfApi(String id) {
        return stageOf(api.json("/v1/pipeline"), id);
    }

    private static JsonNode stageOf(JsonNode pipeline, String id) {
        for (JsonNode stage : pipeline.path("stages")) {
            if (stage.path("id").asText().equals(id)) {
                return stage;
            }
        }
        throw new AssertionError("no stage " + id);
    }

    private static Map<String, String> field(JsonNode items, String key, String value) {
        Map<String, String> found = new HashMap<>();
        items.forEach(
                item -> found.put(item.path(key).asText(), item.path(value).asText()));
        return found;
    }
}
