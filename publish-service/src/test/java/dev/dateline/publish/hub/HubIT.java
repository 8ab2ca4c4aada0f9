package dev.dateline.publish.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestReadModel;
import dev.dateline.publish.hub.Callback.Sent;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.KeyFile;
import dev.dateline.runtime.outbound.Reach;
import dev.dateline.runtime.signature.HubSignature;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StackExtension.class)
class HubIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<TagKind, List<Tag>> TAIWAN = Map.of(TagKind.COUNTRIES, Samples.tags("TW"));

    private final TestReadModel model;
    private final Callback callback;
    private final HubServer server;

    HubIT(Stack stack) throws Exception {
        model = new TestReadModel(stack);
        callback = new Callback();
        server = new HubServer(model, Reach.LOOPBACK, Optional.empty());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        callback.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "rss, '<atom:link rel=\"hub\" href=\"HUB\">'",
        "atom, '<link rel=\"hub\" href=\"HUB\">'",
        "json-feed, '\"hubs\":[{\"type\":\"WebSub\",\"url\":\"HUB\"}]'",
    })
    void feedsNameTheirHubAndPagesFurtherBackDoNot(String suffix, String link) throws Exception {
        String self = server.feed(suffix + "?country=TW&limit=5");
        String hub = server.feed("").replace("articles.", "hub");

        var feed = server.get(self);

        assertThat(feed.headers().firstValue("Link"))
                .contains("<" + self + ">; rel=\"self\", <" + hub + ">; rel=\"hub\"");
        assertThat(feed.body()
                        .replace("></link>", ">")
                        .replace("></atom:link>", ">")
                        .replace("/>", ">"))
                .contains(link.replace("HUB", hub));
        for (String page : List.of("since=2026-11-24T00:00:00Z", "until=2026-11-25T00:00:00Z")) {
            var past = server.get(server.feed(suffix + "?" + page));
            assertThat(past.statusCode()).isEqualTo(200);
            assertThat(past.headers().firstValue("Link").orElseThrow()).doesNotContain("hub");
            assertThat(past.body()).doesNotContain(hub);
        }
    }

    @Test
    void whatMatchesIsSentAsTheFeedSignedWithItsCorrectionsAndItsEnd() throws Exception {
        String topic = server.feed("atom?country=TW");
        subscribed(topic, "hub.secret", "a secret", "hub.lease_seconds", "86400");
        Map<String, String> question = callback.asked("subscribe").getFirst();
        assertThat(question)
                .containsEntry("hub.topic", topic)
                .containsEntry("hub.lease_seconds", "86400")
                .containsEntry("of", "mine");
        JsonNode kept = server.subscriptions().path(0);
        assertThat(kept.path("topic").asText()).isEqualTo(topic);
        assertThat(Instant.parse(kept.path("leaseEnds").asText()))
                .isBetween(
                        Instant.now().plus(23, ChronoUnit.HOURS), Instant.now().plus(25, ChronoUnit.HOURS));

        assertThat(model.select("SELECT secret FROM subscriptions").getFirst()).startsWith("sealed:");
        assertThat(model.select("SELECT secret FROM hub_requests WHERE secret IS NOT NULL"))
                .isEmpty();

        model.publish(
                Samples.article("a", 1, "wire", "First", "Body of it", TAIWAN),
                Samples.article("other", 1, "wire", "Elsewhere", "", Map.of()));
        Sent first = sent(1);
        assertThat(first.contentType()).isEqualTo("application/atom+xml; charset=utf-8");
        assertThat(first.link()).contains("<" + topic + ">; rel=\"self\"").contains("rel=\"hub\"");
        assertThat(HubSignature.isOf(first.body(), "a secret", first.signature()))
                .isTrue();
        assertThat(first.text())
                .contains("<title>First</title>", "<id>urn:dateline:article:a</id>", "Body of it")
                .contains("<id>" + topic + "</id>", "<title>Dateline: country TW</title>")
                .doesNotContain("Elsewhere");

        model.publish(Samples.article("a", 2, "wire", "Second", "", TAIWAN));
        assertThat(sent(2).text()).contains("<title>Second</title>", "<id>urn:dateline:article:a</id>");
        model.publish(Samples.article("a", 3, "wire", "Third", "", Map.of()));
        assertThat(sent(3).text())
                .contains("deleted-entry", "ref=\"urn:dateline:article:a\"")
                .doesNotContain("Third");
        model.publish(Samples.killed("a", 4, "wire"), Samples.killed("other", 2, "wire"));
        assertThat(sent(4).text()).contains("deleted-entry", "ref=\"urn:dateline:article:a\"");
    }

    @ParameterizedTest
    @CsvSource({
        "rss, application/rss+xml, <title>First</title>, 'ref=\"urn:dateline:article:a\"'",
        "json-feed, application/feed+json, '\"title\":\"First\"', '\"deleted\":[{\"id\":\"urn:dateline:article:a\"'",
    })
    void theOtherFormatsAreSentAsTheyAre(String suffix, String mediaType, String shown, String deleted)
            throws Exception {
        subscribed(server.feed(suffix));
        model.publish(Samples.article("a", 1, "wire", "First", "", Map.of()));
        assertThat(sent(1).contentType()).startsWith(mediaType);
        assertThat(sent(1).signature()).as("no secret was given").isNull();
        assertThat(sent(1).text()).contains(shown);
        model.publish(Samples.killed("a", 2, "wire"));
        assertThat(sent(2).text()).contains(deleted).doesNotContain("First");
    }

    @Test
    void whatTheCallbackDidNotMeanIsNotKeptAndWhatItDidNotMeanToEndGoesOn() throws Exception {
        String topic = server.feed("atom");
        callback.agrees = false;
        assertThat(server.subscribe(topic, callback.uri()).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> callback.asked("subscribe").size() == 1);
        awaitFinished();
        assertThat(server.subscriptions()).isEmpty();

        callback.agrees = true;
        subscribed(topic);
        callback.agrees = false;
        assertThat(server.ask("unsubscribe", topic, callback.uri()).statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> callback.asked("unsubscribe").size() == 1);
        awaitFinished();
        assertThat(server.subscriptions()).hasSize(1);

        callback.agrees = true;
        assertThat(server.ask("unsubscribe", topic, callback.uri()).statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.subscriptions()).isEmpty());
        model.publish(Samples.article("a", 1, "wire", "First", "", Map.of()));
        subscribed(topic);
        model.publish(Samples.article("b", 1, "wire", "Second", "", Map.of()));
        assertThat(sent(1).text()).contains("Second").doesNotContain("First");
    }

    @Test
    void aLeaseKeepsItsBoundsIsRenewedAndEnds() throws Exception {
        String topic = server.feed("rss");
        subscribed(topic, "hub.lease_seconds", "1", "hub.secret", "old");
        assertThat(callback.asked("subscribe").getLast()).containsEntry("hub.lease_seconds", "300");
        subscribed(topic, "hub.lease_seconds", "999999999", "hub.secret", "new");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(callback.asked("subscribe").getLast())
                        .containsEntry(
                                "hub.lease_seconds",
                                Long.toString(Duration.ofDays(30).toSeconds())));
        awaitFinished();
        assertThat(server.subscriptions()).hasSize(1);
        model.publish(Samples.article("a", 1, "wire", "First", "", Map.of()));
        assertThat(HubSignature.isOf(sent(1).body(), "new", sent(1).signature()))
                .isTrue();

        model.database().useHandle(handle -> handle.execute("UPDATE subscriptions SET lease_ends = now()"));
        model.publish(Samples.article("b", 1, "wire", "Second", "", Map.of()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.subscriptions()).isEmpty());
        assertThat(callback.sent()).hasSize(1);
    }

    @Test
    void whatFailsIsSentAgainAndACallbackThatIsGoneIsLeftAlone() throws Exception {
        subscribed(server.feed("atom"));
        callback.statuses.addAll(List.of(500, 503, 204, 410));
        model.publish(Samples.article("a", 1, "wire", "First", "", Map.of()));
        assertThat(sent(3).text()).contains("First");
        model.publish(Samples.article("b", 1, "wire", "Second", "", Map.of()));
        assertThat(sent(4).text()).contains("Second");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.subscriptions()).isEmpty());
        assertThat(callback.asked("denied")).isEmpty();
    }

    @Test
    void aCallbackThatTakesNothingIsToldThatNothingMoreComes() throws Exception {
        String topic = server.feed("atom");
        subscribed(topic);
        callback.statuses.addAll(List.of(500, 500, 500));
        model.publish(Samples.article("a", 1, "wire", "First", "", Map.of()));

        await().atMost(PATIENCE).until(() -> callback.asked("denied").size() == 1);
        assertThat(callback.asked("denied").getFirst())
                .containsEntry("hub.topic", topic)
                .hasEntrySatisfying("hub.reason", reason -> assertThat(reason).contains("no message was taken"));
        assertThat(server.subscriptions()).isEmpty();
    }

    @Test
    void aHostHasSoManySubscriptionsAndRequestsAndNoMore() throws Exception {
        for (int i = 0; i < HubServer.CONFIG.subscriptionsPerHost(); i++) {
            subscribed(server.feed("atom?limit=" + (i + 1)));
        }
        assertThat(server.subscribe(server.feed("atom?limit=100"), callback.uri())
                        .statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> callback.asked("denied").size() == 1);
        assertThat(callback.asked("denied").getFirst().get("hub.reason")).contains("on that host");
        subscribed(server.feed("atom?limit=1"));
        assertThat(server.subscriptions()).hasSize(HubServer.CONFIG.subscriptionsPerHost());

        int status = 202;
        for (int i = 0; i < HubServer.CONFIG.requestsPerHost() && status == 202; i++) {
            status = server.ask("unsubscribe", server.feed("rss"), callback.uri())
                    .statusCode();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void whatIsNoTopicOrNoCallbackIsRefused() throws Exception {
        String topic = server.feed("atom");
        for (String wrong : List.of(
                "https://example.org/feed",
                topic.replace("articles.", "stories."),
                topic + "?cursor=abc",
                topic + "?since=2026-11-24T00:00:00Z",
                topic + "?colour=red",
                topic + "?limit=1000",
                topic + "s")) {
            assertThat(server.subscribe(wrong, callback.uri()).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        for (String wrong : List.of("ftp://127.0.0.1/", "http://user@127.0.0.1/", "/callback", "http://127.0.0.1/#a")) {
            assertThat(server.subscribe(topic, URI.create(wrong)).body())
                    .as(wrong)
                    .contains("hub.callback");
        }
        assertThat(server.subscribe(topic, callback.uri(), "hub.lease_seconds", "soon")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.subscribe(topic, callback.uri(), "hub.secret", "x".repeat(200))
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.ask("publish", topic, callback.uri()).body()).contains("hub.mode");
        assertThat(JSON.readTree(server.subscribe(topic + "?colour=red", callback.uri())
                                .body())
                        .path("detail")
                        .asText())
                .contains("colour");
    }

    @Test
    void aPrivateCallbackIsNotEvenAsked() throws Exception {
        try (HubServer strict = new HubServer(model, Reach.PUBLIC, Optional.empty())) {
            // The other instance would ask, so it ends first.
            server.close();
            assertThat(strict.subscribe(strict.feed("atom"), callback.uri()).statusCode())
                    .isEqualTo(202);
            awaitFinished();
            assertThat(callback.asked("subscribe")).isEmpty();
            assertThat(strict.subscriptions()).isEmpty();
        }
    }

    @Test
    void aSubscriptionLastsNoLongerThanTheKeyThatItWasAskedForWith(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.json");
        ApiKeys.Issued reader = new ApiKeys(List.of())
                .add(new ApiKeys.Grant("Reader", List.of(), true, false, false, null, null), Instant.now());
        ApiKeys.Issued operator = reader.keys()
                .add(new ApiKeys.Grant("Operator", List.of(), false, true, false, null, null), Instant.now());
        KeyFile.write(file, operator.keys());
        String[] asOperator = {"Authorization", "Bearer " + operator.secret().value()};
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("reader:" + reader.secret().value()).getBytes());
        server.close();
        try (HubServer guarded = new HubServer(model, Reach.LOOPBACK, Optional.of(file))) {
            String topic = guarded.feed("atom");
            assertThat(guarded.subscribe(topic, callback.uri()).statusCode()).isEqualTo(401);
            assertThat(guarded.subscribe(topic, callback.uri(), "Authorization", basic)
                            .statusCode())
                    .isEqualTo(202);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(guarded.subscriptions(asOperator)).hasSize(1));
            model.publish(Samples.article("a", 1, "wire", "First", "", Map.of()));
            assertThat(sent(1).text()).contains("First");

            KeyFile.write(file, operator.keys().revoke(reader.id(), Instant.now()));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> callback.asked("denied").size() == 1);
            assertThat(callback.asked("denied").getFirst().get("hub.reason")).contains("key");
            assertThat(guarded.subscriptions(asOperator)).isEmpty();
        }
    }

    @Test
    void whatWasAcceptedOutlivesTheInstanceAndIsSentByAnother() throws Exception {
        String topic = server.feed("atom");
        callback.statuses.add(500);
        subscribed(topic);
        server.close();
        model.publish(Samples.article("a", 1, "wire", "First", "", Map.of()));
        try (HubServer second = new HubServer(model, Reach.LOOPBACK, Optional.empty())) {
            assertThat(sent(2).text()).contains("First").contains("<id>" + topic + "</id>");
            assertThat(second.subscriptions()).hasSize(1);
        }
    }

    private void subscribed(String topic, String... more) throws Exception {
        int asked = callback.asked("subscribe").size();
        assertThat(server.subscribe(topic, callback.uri(), more).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> callback.asked("subscribe").size() > asked);
        awaitFinished();
        assertThat(server.subscriptions())
                .anyMatch(kept -> kept.path("topic").asText().equals(topic));
    }

    /** Waits until no callback is to be asked any more. */
    private void awaitFinished() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(model.select("SELECT number FROM hub_requests WHERE finished IS NULL"))
                        .isEmpty());
    }

    private Sent sent(int number) {
        await().atMost(PATIENCE).until(() -> callback.sent().size() >= number);
        return callback.sent().get(number - 1);
    }
}
