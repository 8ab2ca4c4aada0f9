package dev.dateline.publish.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestServer;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries as feeds, and articles in the formats of others, over HTTP. */
@ExtendWith(StackExtension.class)
class OutgoingFormatsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    OutgoingFormatsIT(Stack stack) {
        server = new TestServer(stack);
    }

    @AfterEach
    void close() throws InterruptedException {
        client.close();
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(path.startsWith("http") ? URI.create(path) : server.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "rss, application/rss+xml",
        "atom, application/atom+xml",
        "json-feed, application/feed+json",
    })
    void aQueryIsAFeedThatIsNotSentAgainToWhoHasIt(String suffix, String mediaType) throws Exception {
        server.model()
                .publish(
                        Samples.article("a", "wire", "First & foremost", "Body"),
                        Samples.article("b", "desk", "Other", ""));

        HttpResponse<String> feed = get("v1/articles." + suffix + "?source=wire");

        assertThat(feed.statusCode()).as(feed.body()).isEqualTo(200);
        assertThat(feed.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(mediaType));
        assertThat(feed.body()).contains("urn:dateline:article:a").doesNotContain("urn:dateline:article:b");
        assertThat(feed.headers().firstValue("Link").orElseThrow())
                .contains("<" + server.uri("v1/articles." + suffix + "?source=wire") + ">; rel=\"self\"");
        assertThat(feed.headers().firstValue("Last-Modified")).contains("Tue, 24 Nov 2026 09:30:15 GMT");
        String tag = feed.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = get("v1/articles." + suffix + "?source=wire", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
    }

    @Test
    void aRevisionIsNewerUnderItsIdAndAKilledArticleIsGone() throws Exception {
        server.model()
                .publish(Samples.article("a", "wire", "Title", "Body"), Samples.article("b", "wire", "Other", ""));
        HttpResponse<String> before = get("v1/articles.json-feed");

        server.model().publish(Samples.article("a", 2, "wire", "Better title", "Body", Map.of()));
        HttpResponse<String> revised = get(
                "v1/articles.json-feed",
                "If-None-Match",
                before.headers().firstValue("ETag").orElseThrow());
        assertThat(revised.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(revised.body()).path("items"))
                .extracting(item ->
                        item.path("id").asText() + " " + item.path("title").asText())
                .containsExactly("urn:dateline:article:a Better title", "urn:dateline:article:b Other");

        server.model().publish(Samples.killed("a", 3, "wire"));
        HttpResponse<String> killed = get("v1/articles.json-feed");
        assertThat(killed.body()).doesNotContain("article:a").contains("article:b");
        assertThat(get("v1/articles/a.ninjs").statusCode()).isEqualTo(410);
        assertThat(get("v1/articles/none.ninjs").statusCode()).isEqualTo(404);
    }

    @Test
    void theNextPageOfAFeedIsTheOneBeforeItInTime() throws Exception {
        for (String id : List.of("a", "b", "c")) {
            server.model().publish(Samples.article(id, "wire", "Title of " + id, ""));
        }

        JsonNode first =
                JSON.readTree(get("v1/articles.json-feed?limit=2&source=wire").body());
        JsonNode second = JSON.readTree(get(first.path("next_url").asText()).body());

        assertThat(first.path("items"))
                .extracting(item -> item.path("_dateline").path("id").asText())
                .containsExactly("c", "b");
        assertThat(second.path("items"))
                .extracting(item -> item.path("_dateline").path("id").asText())
                .containsExactly("a");
        assertThat(second.has("next_url")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "v1/articles/a, '*/*', application/json",
        "v1/articles/a, 'text/html, application/json;q=0.9, */*;q=0.8', application/json",
        "v1/articles/a, application/ld+json, application/ld+json",
        "v1/articles/a, 'application/json;q=0.5, application/geo+json', application/geo+json",
        "v1/articles/a, application/vnd.iptc.g2.newsitem+json, application/vnd.iptc.g2.newsitem+json",
        "v1/articles/a?as=jsonld, application/json, application/ld+json",
        "v1/articles/a?as=json, application/ld+json, application/json",
        "v1/articles/a.geojson, '*/*', application/geo+json",
        "v1/articles/a.jsonld, '*/*', application/ld+json",
        "v1/articles/a.ninjs, '*/*', application/vnd.iptc.g2.newsitem+json",
    })
    void anArticleComesInTheFormThatIsAskedFor(String path, String accept, String mediaType) throws Exception {
        server.model().publish(Samples.article("a", "wire", "Title", "Body"));

        HttpResponse<String> answer = get(path, "Accept", accept);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(mediaType));
        JSON.readTree(answer.body());
    }

    @Test
    void anUnknownFormIsRefusedWithThoseThatThereAre() throws Exception {
        server.model().publish(Samples.article("a", "wire", "Title", "Body"));

        HttpResponse<String> answer = get("v1/articles/a?as=pdf");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("ninjs, jsonld or geojson");
    }

    @Test
    void thePlacesOfAQueryArePoints() throws Exception {
        Tag harbour = Tag.newBuilder()
                .setId("geonames:3413829")
                .setLabel("Reykjavik")
                .setConfidence(0.9)
                .setSalience(0.5)
                .setRule("test")
                .setRuleVersion("1")
                .setLatitude(64.1355)
                .setLongitude(-21.8954)
                .build();
        server.model()
                .publish(
                        Samples.article("a", 1, "wire", "Title", "Body", Map.of(TagKind.PLACES, List.of(harbour))),
                        Samples.article("b", 1, "wire", "Other", "Body", Map.of(TagKind.PLACES, List.of(harbour))));

        JsonNode features = JSON.readTree(get("v1/articles.geojson").body()).path("features");

        assertThat(features).hasSize(1);
        assertThat(features.at("/0/geometry").toString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[-21.8954,64.1355]}");
        assertThat(features.at("/0/properties/mentionedBy").asInt()).isEqualTo(2);
        assertThat(features.at("/0/properties/uri").asText()).isEqualTo("https://sws.geonames.org/3413829/");
    }
}
