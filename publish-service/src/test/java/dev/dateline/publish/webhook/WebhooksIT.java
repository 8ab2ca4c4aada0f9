package dev.dateline.publish.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestReadModel;
import dev.dateline.publish.delivery.DeliveryConfig;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.publish.webhook.Receiver.Got;
import dev.dateline.runtime.outbound.Reach;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StackExtension.class)
class WebhooksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<TagKind, List<Tag>> TAIWAN = Map.of(TagKind.COUNTRIES, Samples.tags("TW"));

    /** Three attempts in quick succession. */
    private static final DeliveryConfig QUICK = config(Reach.LOOPBACK, Duration.ofMillis(100), Duration.ofMillis(200));

    private final TestReadModel model;
    private final Receiver receiver;
    private final WebhookServer server;

    WebhooksIT(Stack stack) throws Exception {
        model = new TestReadModel(stack);
        receiver = new Receiver();
        server = new WebhookServer(model, QUICK);
    }

    private static DeliveryConfig config(Reach reach, Duration... retries) {
        return new DeliveryConfig(reach, Duration.ofSeconds(1), List.of(retries), 4, 100, 100_000, Duration.ofDays(7));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        receiver.close();
        model.close();
    }

    @Test
    void whatMatchesIsSentOnceAndSigned() throws Exception {
        String url = receiver.at("ok", n -> Receiver.status(204));
        model.publish(Samples.article("before", 1, "wire", "T", "", TAIWAN));
        JsonNode made = server.subscribe("country=TW", url);
        publish("a", TAIWAN);
        publish("other", Map.of());
        publish("b", TAIWAN);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(articles("ok")).containsExactlyInAnyOrder("a", "b"));
        Got first = receiver.got("ok").stream()
                .filter(got -> got.article().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(first.isSignedWith(made.path("secret").asText())).isTrue();
        assertThat(first.timestamp())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
        assertThat(first.type()).isEqualTo("article.published");
        assertThat(first.json().path("data").path("times").has("delivered")).isTrue();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(health(made).path("delivered24h").asInt()).isEqualTo(2));
        JsonNode sent = deliveries(made).path("items");
        assertThat(sent).hasSize(2);
        assertThat(sent.path(1).path("messageId").asText()).isEqualTo(first.id());
        assertThat(sent.path(1).path("attempts").path(0).path("status").asInt()).isEqualTo(204);
    }

    @Test
    void whoeverGotTheEarlierVersionGetsTheCorrectionAndTheKillEvenWhereItNoLongerMatches() throws Exception {
        String url = receiver.at("versions", n -> Receiver.status(200));
        server.subscribe("country=TW", url);
        model.publish(Samples.article("a", 1, "wire", "First", "", TAIWAN));
        await().atMost(PATIENCE).until(() -> receiver.got("versions").size() == 1);
        model.publish(Samples.article("a", 2, "wire", "Corrected", "", Map.of()));
        await().atMost(PATIENCE).until(() -> receiver.got("versions").size() == 2);
        model.publish(Samples.article("never", 1, "wire", "Other", "", Map.of()));
        model.publish(Samples.killed("never", 2, "wire"), Samples.killed("a", 3, "wire"));

        await().atMost(PATIENCE).until(() -> receiver.got("versions").size() == 3);
        assertThat(receiver.got("versions"))
                .extracting(Got::type)
                .containsExactly("article.published", "article.corrected", "article.killed");
        JsonNode corrected = receiver.got("versions").get(1).json();
        assertThat(corrected.path("matches").asBoolean()).isFalse();
        assertThat(corrected.path("data").path("article").path("title").asText())
                .isEqualTo("Corrected");
        assertThat(receiver.got("versions").get(2).article()).isEqualTo("a");
    }

    @Test
    void secretsAreSealedAlsoThoseThatWereNotAndKeysAreReplaced() throws Exception {
        String url = receiver.at("sealed", n -> Receiver.status(204));
        String made = server.subscribe("", url).path("secret").asText();
        // As the versions before stored it.
        model.database().useHandle(handle -> handle.execute("UPDATE subscriptions SET secret = ?", made));
        server.close();
        String old = SecretSeal.newKey();
        String next = SecretSeal.newKey();
        String first = "";
        for (String keys : List.of(old, next + "\n" + old, next)) {
            try (WebhookServer sealing = new WebhookServer(model, QUICK, SecretSeal.of(keys))) {
                String before = first;
                if (!keys.equals(next)) {
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(storedSecret())
                                    .startsWith("sealed:")
                                    .isNotEqualTo(before));
                    first = storedSecret();
                }
                assertThat(storedSecret()).doesNotContain(made);
                int sent = receiver.got("sealed").size();
                publish("of " + sent, Map.of());
                await().atMost(PATIENCE).until(() -> receiver.got("sealed").size() == sent + 1);
                assertThat(receiver.got("sealed").getLast().isSignedWith(made)).isTrue();
            }
        }
        try (WebhookServer without = new WebhookServer(model, QUICK, SecretSeal.of(old))) {
            JsonNode subscription =
                    without.get("v1/subscriptions").path("items").path(0);
            publish("unsigned", Map.of());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(without.get("v1/subscriptions/"
                                            + subscription.path("id").asText() + "/health")
                                    .path("lastError")
                                    .asText())
                            .contains("publish.secrets.key"));
            assertThat(receiver.got("sealed")).hasSize(3);
        }
    }

    private String storedSecret() {
        return model.select("SELECT secret FROM subscriptions").getFirst();
    }

    @Test
    void theTextOfAKilledArticleThatWaitsLeavesNoMore() throws Exception {
        String url = receiver.at("waiting", n -> Receiver.status(500));
        try (WebhookServer patient =
                new WebhookServer(model, config(Reach.LOOPBACK, Duration.ofHours(1), Duration.ofHours(2)))) {
            JsonNode made = patient.subscribe("", url);
            server.send("POST", "v1/subscriptions/" + made.path("id").asText() + "/pause", "");
            publish("a", Map.of());
            await().atMost(PATIENCE)
                    .until(() -> model.select("SELECT article FROM deliveries").size() == 1);
            model.publish(Samples.killed("a", 2, "wire"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    model.select("SELECT type || '/' || state FROM deliveries ORDER BY number"))
                            .containsExactly("article.published/cancelled", "article.killed/pending"));
            assertThat(model.select("SELECT record FROM delivery_records")).noneMatch(text -> text.contains("Title"));
        }
    }

    @Test
    void anAttemptThatFailsIsMadeAgainWithTheSameIdAndAFreshTime() throws Exception {
        List<Receiver.Answer> answers = List.of(Receiver.status(500), Receiver.reset(), Receiver.status(200));
        String url = receiver.at("moody", n -> answers.get(Math.min(n, 3) - 1));
        JsonNode made = server.subscribe("", url);
        publish("a", Map.of());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries(made)
                                .path("items")
                                .path(0)
                                .path("state")
                                .asText())
                        .isEqualTo("delivered"));
        assertThat(receiver.got("moody"))
                .hasSize(3)
                .extracting(Got::id)
                .containsOnly(receiver.got("moody").getFirst().id());
        JsonNode attempts = deliveries(made).path("items").path(0).path("attempts");
        assertThat(attempts).hasSize(3);
        assertThat(attempts.path(0).path("status").asInt()).isEqualTo(500);
        assertThat(attempts.path(1).has("error")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"302", "404", "500"})
    void whatIsNeverTakenIsGivenUpAfterTheLastAttemptAndTheEndpointDisabled(int status) throws Exception {
        String url = receiver.at("never", n -> Receiver.status(status, "Location", "http://127.0.0.1:1/"));
        JsonNode made = server.subscribe("", url);
        publish("a", Map.of());

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(health(made).path("state").asText()).isEqualTo("disabled"));
        assertThat(receiver.got("never")).hasSize(3);
        assertThat(health(made).path("failed24h").asInt()).isEqualTo(1);
        assertThat(health(made).path("reason").asText()).contains("no message was taken");
    }

    @Test
    void anEndpointThatIsGoneIsDisabledAtOnce() throws Exception {
        String url = receiver.at("gone", n -> Receiver.status(410));
        JsonNode made = server.subscribe("", url);
        publish("a", Map.of());

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(health(made).path("reason").asText()).contains("410"));
        publish("b", Map.of());
        server.send("POST", path(made) + "/resume", "");
        publish("c", Map.of());
        await().atMost(PATIENCE).until(() -> receiver.got("gone").size() == 2);
        assertThat(articles("gone")).containsExactly("a", "c");
    }

    @Test
    void anEndpointThatAsksForTimeIsLeftAloneForThatTime() throws Exception {
        String url = receiver.at("busy", n -> n == 1 ? Receiver.status(429, "Retry-After", "3") : Receiver.status(200));
        server.subscribe("", url);
        publish("a", Map.of());
        await().atMost(PATIENCE).until(() -> receiver.got("busy").size() == 1);
        publish("b", Map.of());

        await().atMost(PATIENCE).until(() -> receiver.got("busy").size() == 3);
        Instant refused = receiver.got("busy").getFirst().at();
        assertThat(receiver.got("busy").subList(1, 3))
                .allSatisfy(
                        got -> assertThat(Duration.between(refused, got.at())).isGreaterThan(Duration.ofMillis(2_500)));
    }

    @Test
    void anEndpointThatHangsDelaysNoOther() throws Exception {
        server.subscribe("", receiver.at("hanging", n -> Receiver.hang()));
        server.subscribe("", receiver.at("brisk", n -> Receiver.status(200)));
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "a" + i;
            Instant begin = Instant.now();
            publish(id, Map.of());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> articles("brisk").contains(id));
            millis.add(Duration.between(begin, Instant.now()).toMillis());
        }
        Collections.sort(millis);
        assertThat(millis.get(27))
                .as("the slowest but two, in ms, of a hanging second's neighbour")
                .isLessThan(1_000);
        assertThat(articles("brisk")).doesNotHaveDuplicates().hasSize(30);
    }

    @Test
    void severalInstancesShareTheWorkAndSendNothingTwice() throws Exception {
        String url = receiver.at("shared", n -> Receiver.status(200));
        server.subscribe("", url);
        server.subscribe("q=even", receiver.at("words", n -> Receiver.status(200)));
        try (WebhookServer second = new WebhookServer(model, QUICK);
                WebhookServer third = new WebhookServer(model, QUICK)) {
            assertThat(second.get("v1/subscriptions").path("items")).hasSize(2);
            assertThat(third.get("v1/subscriptions").path("items")).hasSize(2);
            for (int i = 0; i < 600; i += 30) {
                int from = i;
                model.publish(IntStream.range(from, from + 30)
                        .mapToObj(n -> Samples.article("a" + n, 1, "wire", n % 2 == 0 ? "even" : "odd", "", Map.of()))
                        .toArray(EnrichedArticle[]::new));
            }
            await().atMost(PATIENCE).until(() -> receiver.got("shared").size() >= 600);
            await().atMost(PATIENCE).until(() -> receiver.got("words").size() >= 300);
        }
        assertThat(articles("shared")).doesNotHaveDuplicates().hasSize(600);
        assertThat(articles("words")).doesNotHaveDuplicates().hasSize(300);
    }

    @Test
    void aKilledInstanceLeavesNothingBehind() throws Exception {
        String url = receiver.at("orphan", n -> Receiver.status(200));
        JsonNode made = server.subscribe("", url);
        server.send("POST", path(made) + "/pause", "");
        publish("a", Map.of());
        await().atMost(PATIENCE)
                .until(() -> model.select("SELECT article FROM deliveries").size() == 1);
        // As an instance leaves it that was killed after it claimed the message, some time ago.
        model.database()
                .useHandle(handle -> handle.execute(
                        "UPDATE deliveries SET claimed = true, attempts = 1, due = now() + interval '1 second'"));
        server.send("POST", path(made) + "/resume", "");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(articles("orphan")).containsExactly("a"));
    }

    @Test
    void historyAlertsNobody() throws Exception {
        server.subscribe("", receiver.at("history", n -> Receiver.status(200)));
        EnrichedArticle article = Samples.article("old", 1, "wire", "Title", "", Map.of());
        model.publish(EnrichedArticle.newBuilder(article)
                .setArticle(RawArticle.newBuilder(article.getArticle())
                        .setLane(Lane.BACKFILL)
                        .build())
                .build());
        publish("new", Map.of());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(articles("history")).containsExactly("new"));
    }

    @Test
    void aPausedSubscriptionKeepsWhatMatchesAndASpanIsSentAgain() throws Exception {
        JsonNode made = server.subscribe("country=TW", receiver.at("later", n -> Receiver.status(200)));
        server.send("POST", path(made) + "/pause", "");
        publish("a", TAIWAN);
        publish("b", TAIWAN);
        await().atMost(PATIENCE).until(() -> health(made).path("pending").asInt() == 2);
        assertThat(receiver.got("later")).isEmpty();
        server.send("POST", path(made) + "/resume", "");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(articles("later")).containsExactlyInAnyOrder("a", "b"));

        JsonNode replayed = server.json(
                "POST",
                path(made) + "/replay",
                "{\"since\":\"" + Samples.RECEIVED + "\",\"until\":\"" + Samples.RECEIVED.plusSeconds(1) + "\"}");

        assertThat(replayed.path("messages").asInt()).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> receiver.got("later").size() == 4);
        List<Got> got = receiver.got("later");
        assertThat(got.subList(2, 4))
                .extracting(Got::id)
                .containsExactlyInAnyOrder(got.get(0).id(), got.get(1).id());
        assertThat(got.get(3).json().path("replay").asBoolean()).isTrue();
    }

    @Test
    void duringARotationBothSecretsSign() throws Exception {
        JsonNode made = server.subscribe("", receiver.at("rotated", n -> Receiver.status(200)));
        JsonNode rotated = server.json("POST", path(made) + "/secret", "{\"overlap\":\"1h\"}");
        publish("a", Map.of());
        await().atMost(PATIENCE).until(() -> receiver.got("rotated").size() == 1);
        Got got = receiver.got("rotated").getFirst();
        assertThat(got.isSignedWith(made.path("secret").asText())).isTrue();
        assertThat(got.isSignedWith(rotated.path("secret").asText())).isTrue();

        server.json("POST", path(made) + "/secret", "{\"overlap\":\"1ms\"}");
        JsonNode tried = server.json("POST", path(made) + "/test", "");
        assertThat(tried.path("taken").asBoolean()).isTrue();
        assertThat(receiver.got("rotated").getLast().type()).isEqualTo("test");
        assertThat(receiver.got("rotated")
                        .getLast()
                        .isSignedWith(rotated.path("secret").asText()))
                .isFalse();
    }

    @Test
    void aPrivateAddressIsNotCalledUnlessThatIsMeant() throws Exception {
        String url = receiver.at("private", n -> Receiver.status(200));
        try (WebhookServer careful = new WebhookServer(model, config(Reach.PUBLIC, Duration.ofMillis(100)))) {
            JsonNode made = careful.subscribe("", url);
            JsonNode tried = careful.json("POST", path(made) + "/test", "");
            assertThat(tried.path("taken").asBoolean()).isFalse();
            assertThat(tried.path("error").asText()).contains("private address");
            assertThat(receiver.got("private")).isEmpty();
        }
    }

    @Test
    void aBackTestSaysHowOftenAQueryWouldHaveFired() throws Exception {
        for (int i = 0; i < 14; i++) {
            publish("tw" + i, TAIWAN);
        }
        publish("other", Map.of());
        JsonNode result = server.json(
                "POST",
                "v1/subscriptions/backtest",
                "{\"query\":{\"country\":\"TW\"},\"until\":\"" + Samples.RECEIVED.plusSeconds(60)
                        + "\",\"span\":\"30d\"}");

        assertThat(result.path("count").asInt()).isEqualTo(14);
        assertThat(result.path("capped").asBoolean()).isFalse();
        assertThat(result.path("days").toString()).isEqualTo("[{\"day\":\"2026-11-24\",\"count\":14}]");
        assertThat(result.path("newest")).hasSize(10);
        assertThat(result.path("newest").path(0).path("article").path("id").asText())
                .isEqualTo("tw13");
    }

    @Test
    void aSubscriptionIsChangedAndDeleted() throws Exception {
        JsonNode made = server.subscribe("country=TW", receiver.at("first", n -> Receiver.status(200)));
        String url = receiver.at("second", n -> Receiver.status(200));
        JsonNode changed = server.json(
                "PATCH", path(made), "{\"url\":\"" + url + "\",\"query\":\"country=JP,CN\",\"description\":\"ours\"}");
        assertThat(changed.path("query").asText()).isEqualTo("country=JP,CN");
        assertThat(changed.has("secret")).isFalse();
        assertThat(server.get(path(made)).path("description").asText()).isEqualTo("ours");
        publish("tw", TAIWAN);
        publish("jp", Map.of(TagKind.COUNTRIES, Samples.tags("JP")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(articles("second")).containsExactly("jp"));

        assertThat(server.send("DELETE", path(made), "").statusCode()).isEqualTo(204);
        assertThat(server.send("GET", path(made), "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"query\":\"\",\"url\":\"ftp://x/\"} | http or https",
                "{\"query\":\"weather=fine\",\"url\":\"http://x/\"} | weather",
                "{\"query\":\"limit=5\",\"url\":\"http://x/\"} | limit",
                "{\"url\":\"http://x/\"} | query",
                "{\"query\":\"\",\"url\":\"http://x/\",\"secret\":\"short\"} | whsec_",
                "{\"query\":\"\",\"url\":\"http://x/\",\"colour\":1} | colour",
                "{\"query\":\"\",\"url\":\"http://x y\"} | url",
                "[] | object",
                "{ | line 1",
            })
    void badInputIsRefusedWithWhatToDo(String body, String named) throws Exception {
        var answer = server.send("POST", "v1/subscriptions", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(named);
    }

    private void publish(String id, Map<TagKind, List<Tag>> tags) {
        model.publish(Samples.article(id, 1, "wire", "Title", "Body", tags));
    }

    private List<String> articles(String path) {
        return receiver.got(path).stream().map(Got::article).toList();
    }

    private static String path(JsonNode subscription) {
        return "v1/subscriptions/" + subscription.path("id").asText();
    }

    private JsonNode deliveries(JsonNode subscription) throws Exception {
        return server.get(path(subscription) + "/deliveries");
    }

    private JsonNode health(JsonNode subscription) throws Exception {
        return server.get(path(subscription) + "/health");
    }
}
