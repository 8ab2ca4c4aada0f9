package dev.dateline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are fetched from a server of this machine, into a real broker; each test has a feed, and a path, of its own. */
@ExtendWith(StackExtension.class)
class PullIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ONE = "[{\"guid\": \"1\", \"title\": \"Harbour closed\"}]";

    /** Two items without a date, one changed. */
    private static final String TWO =
            "[{\"guid\": \"1\", \"title\": \"Harbour closed\"}, {\"guid\": \"2\", \"title\": \"Harbour open\"}]";

    private static final String THREE =
            "[{\"guid\": \"1\", \"title\": \"Harbour closed for good\"}, {\"guid\": \"2\", \"title\": \"Harbour"
                    + " open\"}]";

    /** Items of RSS as feeds have them: the second has the date of the first, the third none; relative addresses. */
    private static final List<String> RSS_ITEMS = List.of(
            "<item><title>Harbour closed</title><guid isPermaLink='false'>r1</guid><pubDate>Mon, 02 Mar 2026 10:00:00"
                    + " GMT</pubDate></item>",
            "<item><title>Bridge open</title><link>/bridge</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>",
            "<item><title>Ferry late</title><description>Two hours.</description></item>",
            "<item><title>Ferry later</title><description>Four hours.</description></item>",
            "<item><title>Pier built</title><guid isPermaLink='false'>r5</guid><pubDate>Mon, 02 Mar 2026 10:00:00"
                    + " GMT</pubDate></item>");

    private static final String DATED = "<updated>2026-03-02T10:00:00Z</updated>";

    private static final List<String> ATOM_ENTRIES = List.of(
            "<entry><id>tag:desk.example,2026:1</id><title>Harbour closed</title>" + DATED + "</entry>",
            "<entry><id>tag:desk.example,2026:2</id><title>Bridge open</title>" + DATED + "</entry>",
            "<entry><id>tag:desk.example,2026:3</id><title>Ferry late</title></entry>",
            "<entry><id>tag:desk.example,2026:4</id><title>Ferry later</title></entry>");

    @TempDir
    private static Path folder;

    private static HttpServer server;
    private static Map<String, String> settings;
    private static IngestService service;

    private static final AtomicReference<String> changing = new AtomicReference<>(ONE);
    private static final AtomicReference<String> rss = new AtomicReference<>(rss(RSS_ITEMS.subList(0, 3)));
    private static final AtomicInteger rssAnswers = new AtomicInteger();
    private static final AtomicReference<String> atom = new AtomicReference<>(atom(ATOM_ENTRIES.subList(0, 3)));
    private static final AtomicInteger atomAnswers = new AtomicInteger();
    private static final AtomicInteger unchanged = new AtomicInteger();
    private static final AtomicInteger moved = new AtomicInteger();
    private static final AtomicInteger elsewhere = new AtomicInteger();
    private static final AtomicInteger gone = new AtomicInteger();
    private static final AtomicInteger busy = new AtomicInteger();
    private static final AtomicInteger paused = new AtomicInteger();
    private static final Queue<String> subscriptions = new ConcurrentLinkedQueue<>();

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start(Stack stack) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve("/changing", exchange -> {
            String body = Objects.requireNonNull(changing.get());
            String etag = "\"" + body.hashCode() + "\"";
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                unchanged.incrementAndGet();
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", etag);
            answer(exchange, 200, body.getBytes(UTF_8));
        });
        serve("/rss", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            answer(exchange, 200, Objects.requireNonNull(rss.get()).getBytes(UTF_8));
            rssAnswers.incrementAndGet();
        });
        serve("/atom", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html"); // As many servers say of feeds.
            answer(exchange, 200, Objects.requireNonNull(atom.get()).getBytes(UTF_8));
            atomAnswers.incrementAndGet();
        });
        serve("/moved", exchange -> {
            moved.incrementAndGet();
            redirect(exchange, 301, "/new-home");
        });
        serve("/new-home", exchange -> answer(exchange, 200, ONE.getBytes(UTF_8)));
        serve("/lured", exchange -> redirect(exchange, 302, "http://localhost:" + port() + "/elsewhere"));
        serve("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            answer(exchange, 200, ONE.getBytes(UTF_8));
        });
        serve("/round", exchange -> redirect(exchange, 302, "/round"));
        serve("/gone", exchange -> {
            gone.incrementAndGet();
            answer(exchange, 410, new byte[0]);
        });
        serve("/busy", exchange -> {
            busy.incrementAndGet();
            exchange.getResponseHeaders().set("Retry-After", "3600");
            answer(exchange, 429, new byte[0]);
        });
        serve("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(' ');
                    out.flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        byte[] bomb = gzip(new byte[128 << 20]);
        serve("/bomb", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, bomb);
        });
        serve("/page", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            answer(exchange, 200, "<html><title>Sorry</title><p>We are away.</p></html>".getBytes(UTF_8));
        });
        serve("/site", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            String page =
                    "<html><head><link rel=alternate type=application/rss+xml href=/rss></head><body></body></html>";
            answer(exchange, 200, page.getBytes(UTF_8));
        });
        serve("/paused", exchange -> {
            paused.incrementAndGet();
            answer(exchange, 200, ONE.getBytes(UTF_8));
        });
        serve("/hubbed", exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<http://127.0.0.1:" + port()
                                    + "/hub>; rel=\"hub\", <http://desk.example/topic>; rel=\"self\"");
            answer(exchange, 200, ONE.getBytes(UTF_8));
        });
        serve("/hub", exchange -> {
            subscriptions.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 202, new byte[0]);
        });
        server.start();

        StringBuilder list = new StringBuilder("feeds:\n");
        for (String name : new String[] {
            "changing",
            "rss",
            "atom",
            "site",
            "moved",
            "lured",
            "round",
            "gone",
            "busy",
            "dripping",
            "bomb",
            "page",
            "paused",
            "hubbed"
        }) {
            list.append("  - {feed: pull-%s, url: \"http://127.0.0.1:%d/%s\", interval: 1s, allow-private: true}\n"
                    .formatted(name, port(), name));
        }
        list.append(
                "  - {feed: pull-private, url: \"http://127.0.0.1:%d/elsewhere\", interval: 1s}\n".formatted(port()));
        settings = new HashMap<>(Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "ingest.feeds.file",
                        Files.writeString(folder.resolve("feeds.yaml"), list).toString(),
                "ingest.pull.timeout", "3s",
                "ingest.pull.shortest.interval", "1s",
                "ingest.public.url", "http://ingest.example/"));
        service = IngestService.start(IngestConfig.read(Settings.of(settings)));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        server.stop(0);
    }

    @Test
    void aFeedIsAskedForConditionallyAndItsItemsAreTakenOnceAlsoOverARestart() throws Exception {
        awaitAccepted("pull-changing", 1);
        await().atMost(SOON).until(() -> unchanged.get() > 0);

        changing.set(TWO);
        awaitAccepted("pull-changing", 2);
        changing.set(THREE);
        awaitAccepted("pull-changing", 3);

        service.close();
        service = IngestService.start(IngestConfig.read(Settings.of(settings)));
        int before = unchanged.get();
        await().atMost(SOON).until(() -> unchanged.get() > before + 1);
        assertThat(feed("pull-changing").path("accepted").asLong()).isZero();
        changing.set(TWO);
        await().atMost(SOON).until(() -> unchanged.get() > before + 3);
        assertThat(feed("pull-changing").path("accepted").asLong()).isZero();
        assertThat(feed("pull-changing").at("/pull/problem").isNull()).isTrue();
    }

    @Test
    void itemsOfRssWithEqualDatesOrNoneAreNeitherLostNorTakenTwice() throws Exception {
        awaitAccepted("pull-rss", 3);
        // The newest stand first, and among them one of the date that was the last before.
        rss.set(rss(RSS_ITEMS.reversed()));
        awaitAccepted("pull-rss", 5);
        // Every date is another one: no item is new by that.
        rss.set(rss(RSS_ITEMS).replace("02 Mar 2026", "03 Mar 2026"));
        int before = rssAnswers.get();
        await().atMost(SOON).until(() -> rssAnswers.get() > before + 2);
        assertThat(feed("pull-rss").path("accepted").asLong()).isEqualTo(5);
        assertThat(feed("pull-rss").path("rejected").asLong()).isZero();
    }

    @Test
    void entriesOfAtomWithEqualDatesOrNoneAreNeitherLostNorTakenTwice() throws Exception {
        awaitAccepted("pull-atom", 3);
        atom.set(atom(ATOM_ENTRIES));
        awaitAccepted("pull-atom", 4);
        // What falls out of the feed and comes back is known.
        atom.set(atom(ATOM_ENTRIES.subList(3, 4)));
        int before = atomAnswers.get();
        await().atMost(SOON).until(() -> atomAnswers.get() > before + 1);
        atom.set(atom(ATOM_ENTRIES));
        int again = atomAnswers.get();
        await().atMost(SOON).until(() -> atomAnswers.get() > again + 2);
        assertThat(feed("pull-atom").path("accepted").asLong()).isEqualTo(4);
        assertThat(feed("pull-atom").path("rejected").asLong()).isZero();
    }

    @Test
    void aLastingRedirectIsRemembered() throws Exception {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(feed("pull-moved").at("/pull/location").asText())
                                .endsWith("/new-home"));
        int before = moved.get();
        Instant read = Instant.parse(feed("pull-moved").at("/pull/lastSuccess").asText());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Instant.parse(
                                feed("pull-moved").at("/pull/lastSuccess").asText()))
                        .isAfter(read));
        assertThat(moved.get()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void aPrivateAddressIsNotAskedUnlessItIsTheFeedsOwnAndMeant() throws Exception {
        awaitProblem("pull-private", "private address");
        awaitProblem("pull-lured", "private address");
        assertThat(elsewhere.get()).isZero();
    }

    @Test
    void whatNeverEndsIsCutOff() throws Exception {
        awaitProblem("pull-round", "redirects");
        awaitProblem("pull-dripping", "within 3 s");
        awaitProblem("pull-bomb", "after decompression");
    }

    @Test
    void aPageIsNoFeed() throws Exception {
        awaitProblem("pull-page", "not a feed");
        awaitProblem("pull-site", "names a feed, http://127.0.0.1:" + port() + "/rss");
        assertThat(feed("pull-page").path("received").asLong()).isZero();
        assertThat(feed("pull-site").path("received").asLong()).isZero();
    }

    @Test
    void aFeedThatIsGoneIsLeftAloneAndOneThatIsBusyIsAskedWhenItSays() throws Exception {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(feed("pull-gone").at("/pull/gone").asBoolean())
                                .isTrue());
        awaitProblem("pull-busy", "429");
        Instant notBefore =
                Instant.parse(feed("pull-busy").at("/pull/notBefore").asText());
        assertThat(notBefore)
                .isAfter(Instant.now().plusSeconds(3000))
                .isBefore(Instant.now().plusSeconds(3601));
        int asked = feed("pull-round").at("/pull/failures").asInt();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(feed("pull-round").at("/pull/failures").asInt())
                                .isGreaterThan(asked));
        assertThat(gone.get()).isEqualTo(1);
        assertThat(busy.get()).isEqualTo(1);
    }

    @Test
    void aPausedFeedStandsStillUntilItIsResumed() throws Exception {
        awaitAccepted("pull-paused", 1);
        assertThat(post("/v1/feeds/pull-paused/pause", "", Map.of()).statusCode())
                .isEqualTo(200);
        int before = paused.get();

        HttpResponse<String> pushed = post("/v1/feeds/pull-paused/items", "{\"title\": \"A\"}", Map.of());
        assertThat(pushed.statusCode()).isEqualTo(503);
        assertThat(pushed.body()).contains("feed-paused");
        assertThat(pushed.headers().firstValue("Retry-After")).isPresent();
        Instant read = Instant.parse(feed("pull-moved").at("/pull/lastSuccess").asText());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Instant.parse(
                                feed("pull-moved").at("/pull/lastSuccess").asText()))
                        .isAfter(read.plusSeconds(2)));
        assertThat(paused.get()).isLessThanOrEqualTo(before + 1);

        assertThat(post("/v1/feeds/pull-paused/resume", "", Map.of()).statusCode())
                .isEqualTo(200);
        int still = paused.get();
        await().atMost(SOON).until(() -> paused.get() > still);
    }

    @Test
    void aHubIsSubscribedToAndWhatItSignsIsTaken() throws Exception {
        await().atMost(SOON).until(() -> !subscriptions.isEmpty());
        Map<String, String> asked = form(subscriptions.peek());
        assertThat(asked)
                .containsEntry("hub.mode", "subscribe")
                .containsEntry("hub.topic", "http://desk.example/topic");
        String callback = URI.create(asked.get("hub.callback")).getPath();
        String secret = Objects.requireNonNull(asked.get("hub.secret"));

        String question = callback + "?hub.mode=subscribe&hub.challenge=why&hub.lease_seconds=86400&hub.topic=";
        assertThat(get(question + "http%3A%2F%2Felse.example%2F").statusCode()).isEqualTo(404);
        assertThat(get("/v1/websub/pull-hubbed/guess?hub.mode=subscribe").statusCode())
                .isEqualTo(404);
        HttpResponse<String> meant = get(question + URLEncoder.encode(asked.get("hub.topic"), UTF_8));
        assertThat(meant.statusCode()).isEqualTo(200);
        assertThat(meant.body()).isEqualTo("why");
        assertThat(Instant.parse(feed("pull-hubbed").at("/websub/leaseEnds").asText()))
                .isAfter(Instant.now().plusSeconds(86_000));
        assertThat(feed("pull-hubbed").toString()).doesNotContain(secret);

        awaitAccepted("pull-hubbed", 1);
        assertThat(post(callback, TWO, Map.of("X-Hub-Signature", "sha256=00")).statusCode())
                .isEqualTo(401);
        assertThat(post(callback, TWO, Map.of()).statusCode()).isEqualTo(401);
        assertThat(post(callback, TWO, Map.of("X-Hub-Signature", "sha256=" + hmac(secret, TWO)))
                        .statusCode())
                .isEqualTo(204);
        assertThat(feed("pull-hubbed").path("accepted").asLong()).isEqualTo(2);
    }

    private static String rss(List<String> items) {
        return "<rss version='2.0'><channel><title>Desk</title>" + String.join("\n", items) + "</channel></rss>";
    }

    private static String atom(List<String> entries) {
        return "<feed xmlns='http://www.w3.org/2005/Atom'><title>Desk</title>" + String.join("\n", entries) + "</feed>";
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void redirect(HttpExchange exchange, int status, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(status, -1);
    }

    private void awaitAccepted(String feed, long accepted) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(feed(feed).path("accepted").asLong())
                        .as(feed)
                        .isEqualTo(accepted));
    }

    private void awaitProblem(String feed, String problem) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(feed(feed).at("/pull/problem").asText())
                        .as(feed)
                        .contains(problem));
    }

    private JsonNode feed(String feed) throws IOException, InterruptedException {
        return JSON.readTree(get("/v1/feeds/" + feed).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(service.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return fields;
    }

    private static String hmac(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
