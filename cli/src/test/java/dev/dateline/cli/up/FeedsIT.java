package dev.dateline.cli.up;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.sun.net.httpserver.HttpServer;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.cli.up.Chromium.Look;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.ApiKeys.Grant;
import dev.dateline.runtime.keys.ApiKeys.Issued;
import dev.dateline.runtime.keys.KeyFile;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which feed is ill is seen on the page within ten seconds, with what to do; and a feed is paused from there. */
final class FeedsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double TEN_SECONDS = 10_000;
    private static final int DAYS = 3;
    private static final int AN_HOUR = 40;
    private static final int FEEDS = 1_000;

    @TempDir
    private Path data;

    private final AtomicBoolean gone = new AtomicBoolean();

    @Test
    void aFeedThatIsIllIsSeenWithinTenSecondsAndOneIsPausedFromThePage() throws Exception {
        Path program = Chromium.required();
        HttpServer site = site();
        Path list = data.resolve("feeds.yaml");
        Files.writeString(list, """
                feeds:
                  - feed: fetched
                    url: http://127.0.0.1:%d/rss
                    interval: 10s
                    allow-private: true
                """.formatted(site.getAddress().getPort()));
        UpOptions options =
                new UpOptions(data.resolve("up"), 0, false, Optional.of(list), Optional.empty(), "127.0.0.1");
        try (LocalPipeline pipeline = LocalPipeline.start(options, System.err::println);
                ReadApi api = new ReadApi(pipeline.addresses().page());
                IngestClient ingest =
                        new IngestClient(pipeline.addresses().ingest(), null, PATIENCE, System.err::println);
                Chromium chromium = Chromium.start(program, pipeline.addresses().page());
                Page page = chromium.page(Look.DESK)) {
            push(ingest, "desk");
            await().atMost(PATIENCE)
                    .until(() -> feed(api, "fetched").path("lastHour").asInt() == 1
                            && feed(api, "desk").path("lastHour").asInt() == 1);
            assertThat(feed(api, "fetched").at("/ingest/pull/nextFetch").asText())
                    .isNotEmpty();
            page.navigate("/feeds");
            Locator desk = row(page, "desk");
            assertThat(desk.getByTestId("feed-says")).containsText("too new to tell");

            plantHabit(pipeline.addresses().kafka(), "wire");
            Locator wire = row(page, "wire");
            assertThat(wire).hasAttribute("data-state", "silent", within10Seconds());
            assertThat(wire.getByTestId("feed-says")).containsText("expected 40 ± 6 this hour, got 0");
            assertThat(wire.getByTestId("feed-fix")).containsText("ask whoever pushes it");

            gone.set(true);
            await().atMost(PATIENCE)
                    .until(() -> feed(api, "fetched").path("state").asText().equals("failing"));
            Locator fetched = row(page, "fetched");
            assertThat(fetched).hasAttribute("data-state", "failing", within10Seconds());
            assertThat(fetched.getByTestId("feed-says")).containsText("404");
            assertThat(fetched.getByTestId("feed-fix")).containsText("change its url in the list of feeds");
            assertThat(Chromium.seriousFaults(page)).isEmpty();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Chromium.screenshot("feeds-ill"))
                    .setFullPage(true));

            desk.getByTestId("feed-pause").click();
            assertThat(desk).hasAttribute("data-state", "paused", within10Seconds());
            assertThat(feed(api, "desk").at("/ingest/pausedSince").asText()).isNotEmpty();
            desk.getByTestId("feed-resume").click();
            assertThat(desk).hasAttribute("data-state", "new", within10Seconds());
            push(ingest, "desk");
            assertThat(api.json("/v1/audit").findValuesAsText("action")).containsExactly("feed resumed", "feed paused");
            assertThat(chromium.complaints()).isEmpty();
        } finally {
            site.stop(0);
        }
    }

    @Test
    void wherePushingNeedsAKeyThePageOfUpPausesAFeedAndReplaysWithoutOne() throws Exception {
        Path program = Chromium.required();
        Issued desk = new ApiKeys(List.of())
                .add(new Grant("Desk", List.of("desk"), false, false, false, null, null), Instant.now());
        Path keys = data.resolve("keys.json");
        KeyFile.write(keys, desk.keys());
        UpOptions options =
                new UpOptions(data.resolve("up"), 0, false, Optional.empty(), Optional.of(keys), "127.0.0.1");
        try (LocalPipeline pipeline = LocalPipeline.start(options, System.err::println);
                ReadApi api = new ReadApi(pipeline.addresses().page());
                ReadApi ingestApi = new ReadApi(pipeline.addresses().ingest());
                IngestClient ingest =
                        new IngestClient(pipeline.addresses().ingest(), desk.secret(), PATIENCE, System.err::println);
                Chromium chromium = Chromium.start(program, pipeline.addresses().page());
                Page page = chromium.page(Look.DESK)) {
            String item = "{\"title\": \"Ships in the harbour\", \"body\": \"They came and went.\"}";
            assertThat(ingestApi.send("POST", "/v1/feeds/desk/items", item).statusCode())
                    .isEqualTo(401);
            assertThat(ingestApi.send("POST", "/v1/feeds/desk/pause", "").statusCode())
                    .isEqualTo(401);
            push(ingest, "desk");
            ingest.send("desk", "application/json", "{\"title\": \"\"}".getBytes(StandardCharsets.UTF_8));

            page.navigate("/feeds");
            Locator row = row(page, "desk");
            row.getByTestId("feed-pause").click();
            assertThat(row).hasAttribute("data-state", "paused", within10Seconds());
            row.getByTestId("feed-resume").click();
            assertThat(row).hasAttribute("data-state", "new", within10Seconds());

            await().atMost(PATIENCE)
                    .until(() -> api.json("/v1/rejected").path("items").size() == 1);
            JsonNode replay = JSON.readTree(
                    api.send("POST", "/v1/replays", "{\"feed\": \"desk\"}").body());
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode told = api.json("/v1/replays/" + replay.path("id").asText());
                assertThat(told.path("state").asText()).as(told.toString()).isEqualTo("finished");
                assertThat(told.path("refused").asInt())
                        .as("ingest refused it again, and not the key: " + told)
                        .isEqualTo(1);
            });
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void everyMinuteOfAThousandFeedsIsOnThePage() throws Exception {
        Path program = Chromium.required();
        UpOptions options = new UpOptions(data.resolve("up"), 0, false);
        try (LocalPipeline pipeline = LocalPipeline.start(options, System.err::println);
                ReadApi api = new ReadApi(pipeline.addresses().page());
                Chromium chromium = Chromium.start(program, pipeline.addresses().page());
                Page page = chromium.page(Look.DESK)) {
            plantThousandFeeds(pipeline.addresses().postgres());

            page.navigate("/feeds");
            page.getByTestId("feed").nth(FEEDS - 1).waitFor();
            assertThat(page.getByTestId("feed")).hasCount(FEEDS);
            assertThat(page.evaluate("() => [...document.querySelectorAll('[data-testid=feed]')].filter((row) =>"
                            + " row.querySelectorAll('.spark-bar').length !== 60"
                            + " || row.cells[3].innerText !== '120').map((row) => row.dataset.feed)"))
                    .asInstanceOf(LIST)
                    .as("feeds without all their minutes")
                    .isEmpty();

            page.navigate("/pipeline");
            page.getByTestId("ledger-feed").nth(FEEDS - 1).waitFor();
            assertThat(page.getByTestId("accepted-accepted"))
                    .hasText("%,d"
                            .formatted(api.json("/v1/ledger")
                                    .at("/totals/accepted")
                                    .asLong()));
            for (JsonNode minute :
                    api.json("/v1/ledger?by=minute-total&limit=60").path("totalsByMinute")) {
                assertThat(minute.path("accepted").asLong()).isEqualTo(2L * FEEDS);
            }
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    /** Two articles of each feed in each minute, from before the hour that is shown until after the end of the test. */
    private static void plantThousandFeeds(String postgres) throws SQLException {
        try (Connection database = DriverManager.getConnection(postgres, "dateline", "dateline");
                Statement statement = database.createStatement()) {
            statement.execute("""
                    INSERT INTO ledger_counts (feed, minute, accepted, stored)
                    SELECT 'feed-' || feed, date_trunc('minute', now()) + minute * interval '1 minute', 2, 2
                    FROM generate_series(1, %d) AS feed, generate_series(-70, 10) AS minute""".formatted(FEEDS));
            statement.execute("""
                    INSERT INTO ledger_totals (feed, accepted, stored)
                    SELECT feed, sum(accepted), sum(stored) FROM ledger_counts GROUP BY feed""");
        }
    }

    private static HasAttributeOptions within10Seconds() {
        return new HasAttributeOptions().setTimeout(TEN_SECONDS);
    }

    private static Locator row(Page page, String feed) {
        return page.locator("[data-testid=feed][data-feed='" + feed + "']");
    }

    private static JsonNode feed(ReadApi api, String name) {
        JsonNode found = MissingNode.getInstance();
        for (JsonNode feed : api.json("/v1/feeds").path("feeds")) {
            if (feed.path("feed").asText().equals(name)) {
                found = feed;
            }
        }
        return found;
    }

    private static void push(IngestClient ingest, String feed) throws IOException {
        ingest.send(
                feed,
                "application/json",
                ("{\"title\": \"Ships in the harbour at " + Instant.now() + "\", \"body\": \"They came and went.\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** A server with a feed of one item, until it is gone. */
    private HttpServer site() throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] rss = """
                <rss version="2.0"><channel><title>Fetched</title><link>https://fetched.example/</link><item><guid>1</guid>
                <title>The harbour is open</title><description>Ships came and went all day.</description></item></channel></rss>
                """.getBytes(StandardCharsets.UTF_8);
        site.createContext("/rss", exchange -> {
            try (exchange) {
                if (gone.get()) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    exchange.getResponseHeaders().add("Content-Type", "application/rss+xml");
                    exchange.sendResponseHeaders(200, rss.length);
                    exchange.getResponseBody().write(rss);
                }
            }
        });
        site.start();
        return site;
    }

    /** As much within this hour of each of the days before, as the ledger counts it: by the headers of news.raw. */
    private static void plantHabit(String kafka, String feed) throws Exception {
        Instant now = Instant.now();
        try (Producer<byte[], byte[]> raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            // It was there before, but not a day longer.
            accept(raw, feed, now.minus(Duration.ofDays(DAYS)).minus(Duration.ofMinutes(90)));
            for (int day = 1; day <= DAYS; day++) {
                for (int i = 0; i < AN_HOUR; i++) {
                    accept(raw, feed, now.minus(Duration.ofDays(day)).minus(Duration.ofMinutes(5 + i)));
                }
            }
            raw.flush();
        }
    }

    private static void accept(Producer<byte[], byte[]> raw, String feed, Instant received) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.RAW.name(), new byte[] {1, 2, 3});
        record.headers().add(Headers.FEED, feed.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(Headers.RECEIVED, Long.toString(received.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
        raw.send(record);
    }
}
