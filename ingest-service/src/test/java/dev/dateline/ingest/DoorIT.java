package dev.dateline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.ApiKeys.Grant;
import dev.dateline.runtime.keys.ApiKeys.Issued;
import dev.dateline.runtime.keys.KeyFile;
import dev.dateline.runtime.signature.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, with what, and how often; on a real broker and registry. */
@ExtendWith(StackExtension.class)
class DoorIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ARTICLE = "{\"guid\": \"one\", \"title\": \"Harbour closed\", \"body\": \"No boats.\"}";

    @TempDir
    private static Path folder;

    private static Path file;
    private static Map<String, String> settings;
    private static IngestService service;
    private static String desk;
    private static String wires;
    private static String operator;
    private static Secret signer;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start(Stack stack) throws Exception {
        file = folder.resolve("keys.json");
        desk = issue("desk", false, "desk").secret().value();
        wires = issue("wires", false, "wire-*").secret().value();
        operator = issue("chief", true).secret().value();
        signer = issue("signer", false, true, "signed").secret();
        settings = new HashMap<>(Map.of(
                "http.host", "0.0.0.0",
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "ingest.keys.file", file.toString(),
                "ingest.max.whole.bytes", "2000000",
                "ingest.max.items", "1000",
                "ingest.rate.requests", "1000"));
        service = IngestService.start(IngestConfig.read(Settings.of(settings)));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @Test
    void aServiceThatOthersReachDoesNotStartOnAFileWithoutAValidKey() throws Exception {
        Map<String, String> other = new HashMap<>(settings);
        other.put("ingest.keys.file", folder.resolve("none.json").toString());
        assertThatThrownBy(() -> IngestService.start(IngestConfig.read(Settings.of(other))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("none.json", "dateline keys add");

        KeyFile.write(folder.resolve("empty.json"), new ApiKeys(List.of()));
        other.put("ingest.keys.file", folder.resolve("empty.json").toString());
        assertThatThrownBy(() -> IngestService.start(IngestConfig.read(Settings.of(other))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no key");
    }

    @Test
    void aKeyPushesToTheFeedsOfItsScopeAndToNoOther() throws Exception {
        assertThat(push("desk", desk, ARTICLE).statusCode()).isEqualTo(202);
        assertThat(push("wire-north", wires, ARTICLE).statusCode()).isEqualTo(202);

        HttpResponse<String> foreign = push("wire-north", desk, ARTICLE);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(code(foreign)).isEqualTo("feed-not-in-scope");
        assertThat(push("wire", wires, ARTICLE).statusCode()).isEqualTo(403);
        assertThat(push("desk", operator, ARTICLE).statusCode()).isEqualTo(403);
    }

    @Test
    void whoHasNoKeyOrAWrongOneIsNotLetIn() throws Exception {
        HttpResponse<String> none = send(request("desk").POST(BodyPublishers.ofString(ARTICLE)));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(code(none)).isEqualTo("no-key");
        assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();

        assertThat(code(push("desk", desk.substring(0, desk.length() - 1) + "!", ARTICLE)))
                .isEqualTo("bad-key");
        assertThat(code(push("desk", "dl_nobody2222_x", ARTICLE))).isEqualTo("bad-key");
        assertThat(code(push("desk", "x", ARTICLE))).isEqualTo("bad-key");
    }

    @Test
    void keysAreReadAgainWhenTheirFileChanges() throws Exception {
        Issued first = issue("turning", false, "turning");
        awaitStatus("turning", first.secret(), 202);

        Issued second = KeyFile.read(file).rotate(first.id(), Duration.ofHours(1), Instant.now());
        KeyFile.write(file, second.keys());
        awaitStatus("turning", second.secret(), 202);
        assertThat(push("turning", first.secret().value(), ARTICLE).statusCode())
                .isEqualTo(202);

        Issued third = KeyFile.read(file).rotate(first.id(), Duration.ofHours(1), Instant.now());
        KeyFile.write(file, third.keys());
        awaitStatus("turning", third.secret(), 202);
        assertThat(push("turning", second.secret().value(), ARTICLE).statusCode())
                .isEqualTo(202);
        assertThat(code(push("turning", first.secret().value(), ARTICLE))).isEqualTo("bad-key");

        KeyFile.write(file, KeyFile.read(file).revoke(first.id(), Instant.now()));
        awaitStatus("turning", third.secret(), 401);
        assertThat(code(push("turning", third.secret().value(), ARTICLE))).isEqualTo("key-revoked");
    }

    @Test
    void aSignedBodyNeedsNoKey() throws Exception {
        assertThat(signed("signed", Instant.now(), ARTICLE, ARTICLE).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aSignatureThatIsWrongOrOldOrOfAnotherFeedIsRefused() throws Exception {
        HttpResponse<String> changed = signed("signed", Instant.now(), ARTICLE, ARTICLE + " ");
        assertThat(changed.statusCode()).isEqualTo(401);
        assertThat(code(changed)).isEqualTo("bad-signature");

        HttpResponse<String> replayed = signed("signed", Instant.now().minus(Duration.ofMinutes(6)), ARTICLE, ARTICLE);
        assertThat(replayed.statusCode()).isEqualTo(401);
        assertThat(code(replayed)).isEqualTo("stale-signature");
        assertThat(code(signed("signed", Instant.now().plus(Duration.ofMinutes(6)), ARTICLE, ARTICLE)))
                .isEqualTo("stale-signature");

        assertThat(signed("desk", Instant.now(), ARTICLE, ARTICLE).statusCode()).isEqualTo(401);
    }

    @Test
    void gzipAndZstdAreRead() throws Exception {
        assertThat(encoded("gzip", gzip(ARTICLE.getBytes(UTF_8))).statusCode()).isEqualTo(202);
        assertThat(encoded("zstd", Zstd.compress(ARTICLE.getBytes(UTF_8))).statusCode())
                .isEqualTo(202);
        HttpResponse<String> unknown = encoded("br", new byte[] {1, 2, 3});
        assertThat(unknown.statusCode()).isEqualTo(415);
        assertThat(unknown.headers().firstValue("Accept-Encoding")).contains("gzip, zstd");
    }

    @Test
    void whatIsNotInItsContentEncodingIsRejectedAndCounted() throws Exception {
        long before = rejected("bad-content-encoding");

        HttpResponse<String> answer = encoded("gzip", ARTICLE.getBytes(UTF_8));
        byte[] cut = gzip(new byte[100_000]);
        HttpResponse<String> broken = encoded("gzip", Arrays.copyOf(cut, cut.length - 20));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("bad-content-encoding");
        assertThat(code(broken)).isEqualTo("bad-content-encoding");
        assertThat(rejected("bad-content-encoding")).isEqualTo(before + 2);
    }

    @Test
    void aBombIsRefusedAndCostsNoMemory() throws Exception {
        byte[] bomb = gzip("x".repeat(128 << 20).getBytes(UTF_8));
        assertThat(bomb.length).isLessThan(140_000);
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();

        HttpResponse<String> whole = encoded("gzip", bomb);
        HttpResponse<String> lines = send(request("desk")
                .header("Authorization", "Bearer " + desk)
                .setHeader("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb)));
        System.gc();
        long after = runtime.totalMemory() - runtime.freeMemory();

        assertThat(whole.statusCode()).isEqualTo(413);
        assertThat(code(whole)).isEqualTo("request-too-large");
        assertThat(lines.statusCode()).isEqualTo(413);
        assertThat(after - before).isLessThan(64L << 20);
    }

    @Test
    void moreItemsThanARequestMayHaveAreRefused() throws Exception {
        HttpResponse<String> answer = send(request("desk")
                .header("Authorization", "Bearer " + desk)
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString((ARTICLE + "\n").repeat(1001))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(code(answer)).isEqualTo("too-many-items");
    }

    @Test
    void aKeyThatSendsTooOftenIsAskedToWait() throws Exception {
        Issued slow =
                KeyFile.read(file).add(new Grant("slow", List.of("slow"), false, false, false, 1, null), Instant.now());
        KeyFile.write(file, slow.keys());
        awaitStatus("slow", slow.secret(), 202);

        HttpResponse<String> answer = push("slow", slow.secret().value(), ARTICLE);
        while (answer.statusCode() == 202) {
            answer = push("slow", slow.secret().value(), ARTICLE);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(push("desk", desk, ARTICLE).statusCode()).isEqualTo(202);
    }

    @Test
    void aRequestSentAgainUnderItsIdempotencyKeyIsAnsweredAlikeAndWritesNothing() throws Exception {
        String key = UUID.randomUUID().toString();
        String batch = ARTICLE + "\n{\"title\": 3}\n";

        HttpResponse<String> first = idempotent("wire-again", key, batch);
        long received = feed("wire-again").path("received").asLong();
        HttpResponse<String> again = idempotent("wire-again", key, batch);

        assertThat(first.statusCode()).isEqualTo(207);
        assertThat(again.statusCode()).isEqualTo(207);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(received).isEqualTo(2);
        assertThat(feed("wire-again").path("received").asLong()).isEqualTo(2);

        HttpResponse<String> other = idempotent("wire-again", key, batch + " ");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(code(other)).isEqualTo("idempotency-key-reused");
        assertThat(idempotent("wire-elsewhere", key, batch + " ").statusCode()).isEqualTo(207);
    }

    @Test
    void aFeedShowsWhatCameOfIt() throws Exception {
        push("wire-shown", wires, ARTICLE);
        push("wire-shown", wires, "{\"title\": 3}");

        JsonNode feed = feed("wire-shown");
        assertThat(feed.path("received").asLong()).isEqualTo(2);
        assertThat(feed.path("accepted").asLong()).isEqualTo(1);
        assertThat(feed.path("rejected").asLong()).isEqualTo(1);
        assertThat(feed.path("reasons").path("wrong-type").asLong()).isEqualTo(1);
        assertThat(Instant.parse(feed.path("lastAccepted").asText())).isBefore(Instant.now());

        assertThat(JSON.readTree(get("/v1/feeds", wires).body()).path("feeds").findValuesAsText("feed"))
                .contains("wire-shown")
                .allMatch(name -> name.startsWith("wire-"));
        assertThat(get("/v1/feeds/wire-shown", desk).statusCode()).isEqualTo(403);
        assertThat(get("/v1/feeds/wire-unheard-of", wires).statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyThatDripsIsCutOff() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.uri().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/feeds/desk/items HTTP/1.1\r\n"
                            + "Host: here\r\n"
                            + "Content-Type: text/plain\r\n"
                            + "Authorization: Bearer "
                            + desk + "\r\nContent-Length: 100000\r\n\r\n")
                    .getBytes(UTF_8));
            Thread dripping = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        out.write('x');
                        out.flush();
                        Thread.sleep(500);
                    }
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            byte[] start = socket.getInputStream().readNBytes(12);
            dripping.interrupt();

            assertThat(new String(start, UTF_8)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void hundredsOfSlowClientsKeepNobodyOutAndCostLittleMemory() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long before = runtime.totalMemory() - runtime.freeMemory();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), service.uri().getPort());
                sockets.add(socket);
                String type = i % 2 == 0 ? "text/plain" : "application/x-ndjson";
                socket.getOutputStream()
                        .write(("POST /v1/feeds/desk/items HTTP/1.1\r\nHost: here\r\nContent-Type: " + type
                                        + "\r\nAuthorization: Bearer " + desk
                                        + "\r\nContent-Length: 1000000\r\n\r\nThe beginning")
                                .getBytes(UTF_8));
            }

            assertThat(push("wire-live", wires, ARTICLE).statusCode()).isEqualTo(202);
            System.gc();
            assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(64L << 20);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void oneRequestTooManyIsTurnedAwayUntilAnotherHasEnded() throws Exception {
        Map<String, String> other = new HashMap<>(settings);
        other.put("ingest.max.requests", "2");
        try (IngestService narrow = IngestService.start(IngestConfig.read(Settings.of(other)))) {
            HttpRequest request = HttpRequest.newBuilder(narrow.uri().resolve("/v1/feeds/desk/items"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + desk)
                    .POST(BodyPublishers.ofString(ARTICLE))
                    .build();
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), narrow.uri().getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /v1/feeds/desk/items HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\n"
                                        + "Authorization: Bearer " + desk + "\r\nContent-Length: 1000\r\n\r\nBegun")
                                .getBytes(UTF_8));
            }

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(client.send(request, BodyHandlers.ofString())
                                    .statusCode())
                            .isEqualTo(503));
            HttpResponse<String> refused = client.send(request, BodyHandlers.ofString());
            assertThat(code(refused)).isEqualTo("overloaded");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();

            for (Socket socket : slow) {
                socket.close();
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(client.send(request, BodyHandlers.ofString())
                                    .statusCode())
                            .isEqualTo(202));
        }
    }

    private static Issued issue(String name, boolean operates, String... feeds) throws IOException {
        return issue(name, operates, false, feeds);
    }

    private static Issued issue(String name, boolean operates, boolean signs, String... feeds) throws IOException {
        ApiKeys keys = file.toFile().exists() ? KeyFile.read(file) : new ApiKeys(List.of());
        Issued issued = keys.add(new Grant(name, List.of(feeds), false, operates, signs, null, null), Instant.now());
        KeyFile.write(file, issued.keys());
        return issued;
    }

    private void awaitStatus(String feed, Secret key, int status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(push(feed, key.value(), ARTICLE).statusCode())
                        .isEqualTo(status));
    }

    private static HttpRequest.Builder request(String feed) {
        return HttpRequest.newBuilder(service.uri().resolve("/v1/feeds/" + feed + "/items"))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> push(String feed, String key, String body) throws IOException, InterruptedException {
        return send(request(feed).header("Authorization", "Bearer " + key).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> idempotent(String feed, String key, String lines)
            throws IOException, InterruptedException {
        return send(request(feed)
                .header("Authorization", "Bearer " + wires)
                .header("Idempotency-Key", key)
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    private HttpResponse<String> encoded(String encoding, byte[] body) throws IOException, InterruptedException {
        return send(request("desk")
                .header("Authorization", "Bearer " + desk)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> signed(String feed, Instant at, String signed, String sent)
            throws IOException, InterruptedException {
        Signature signature =
                Signature.sign(UUID.randomUUID().toString(), at.getEpochSecond(), signed.getBytes(UTF_8), signer);
        return send(request(feed)
                .header("webhook-id", signature.id())
                .header("webhook-timestamp", signature.timestamp())
                .header("webhook-signature", "v1,AAAA " + signature.signatures())
                .POST(BodyPublishers.ofString(sent)));
    }

    private HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.uri().resolve(path)).header("Authorization", "Bearer " + key));
    }

    private JsonNode feed(String feed) throws IOException, InterruptedException {
        return JSON.readTree(get("/v1/feeds/" + feed, operator).body());
    }

    private long rejected(String reason) throws IOException, InterruptedException {
        return feed("desk").path("reasons").path(reason).asLong();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("code").asText();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
