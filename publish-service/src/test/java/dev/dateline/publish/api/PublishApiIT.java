package dev.dateline.publish.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestReadModel;
import dev.dateline.publish.TestServer;
import dev.dateline.publish.store.Effect;
import dev.dateline.publish.store.RejectedRecord;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TrendRanking;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
class PublishApiIT {

    private final TestServer server;

    PublishApiIT(Stack stack) {
        server = new TestServer(stack);
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    @Test
    void anArticleIsFoundByItsId() throws Exception {
        server.model().publish(Samples.article("a/1 ?", "wire", "Title", "Body"));

        HttpResponse<String> found = server.get("v1/articles/a%2F1%20%3F");

        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        assertThat(found.body()).contains("\"title\":\"Title\"").contains("\"stored\":");
        assertThat(server.get("v1/articles/none").statusCode()).isEqualTo(404);
        assertThat(server.get("v1/articles/none").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void aKilledArticleIsGoneFromTheListAndSaysSoUnderItsId() throws Exception {
        server.model()
                .publish(Samples.article("a", "wire", "Title", "Body"), Samples.article("b", "wire", "Other", ""));
        server.model().publish(Samples.killed("a", 2, "wire"));

        assertThat(server.get("v1/articles/a").statusCode()).isEqualTo(410);
        assertThat(server.get("v1/articles/a").body()).contains("article-killed");
        assertThat(ids(server.json("v1/articles"))).containsExactly("b");
    }

    @Test
    void anAbsorbedStorysIdLeadsToTheOneThatItIsPartOf() throws Exception {
        server.model()
                .write(
                        new Effect.Told(Samples.absorbed("a", "b")),
                        new Effect.Told(Samples.absorbed("b", "c")),
                        new Effect.Told(Samples.story("c", 2)));

        HttpResponse<String> found = server.get("v1/stories/a");

        assertThat(found.statusCode()).isEqualTo(307);
        assertThat(found.headers().firstValue("Location")).contains("/v1/stories/c");
        assertThat(server.get("v1/stories/c").statusCode()).isEqualTo(200);
        assertThat(server.json("v1/stories/c").path("independentSources").asInt())
                .isEqualTo(2);
        assertThat(server.get("v1/stories/none").statusCode()).isEqualTo(404);
    }

    @Test
    void storiesAreListedByTheirLastChangePageByPage() throws Exception {
        server.model()
                .write(
                        new Effect.Told(Samples.story("one", 1)),
                        new Effect.Told(Samples.story("two", 2)),
                        new Effect.Told(Samples.story("three", 3)),
                        new Effect.Told(Samples.absorbed("part", "one")));
        server.model().write(new Effect.Told(Samples.story("one", 4)), new Effect.StoryEnded("three"));

        assertThat(storyIds("v1/stories")).containsExactly("one", "two");
        assertThat(storyIds("v1/stories?sources=3")).containsExactly("one");
        assertThat(storyIds("v1/stories?since=2026-11-24T09:31:16Z")).isEmpty();
        String next = server.json("v1/stories?limit=1").path("next").asText();
        assertThat(storyIds("v1/stories?limit=1&cursor=" + next)).containsExactly("two");
        assertThat(server.get("v1/stories?story=one").statusCode()).isEqualTo(400);
    }

    private List<String> storyIds(String path) throws Exception {
        return server.json(path).path("items").findValuesAsText("id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            country=TW                                   | strait
            country=tw                                   | strait
            country=TW,UA                                | kyiv strait
            country=CN&country=TW                        | strait
            country=UA&country=TW                        | ''
            person=xi&country=CN                         | strait
            flashpoint=ukraine-war                       | kyiv strait
            flashpoint=ukraine-war&about=true            | kyiv
            source=wire                                  | strait plain
            source=Publisher%20of%20agency               | kyiv
            source=wire,agency&topic=medtop:1            | kyiv
            q=warships                                   | strait
            q=%22grain%20port%22%20-warship              | kyiv
            q=warship%20or%20harvest                     | plain strait
            since=2026-11-24T09:30:15Z                   | kyiv plain strait
            since=2026-11-24T09:30:16Z                   | ''
            until=2026-11-24T11:30:15%2B02:00            | ''
            until=2026-11-24T09:30:16Z&country=UA        | kyiv
            """)
    void aFilterShowsWhatItSays(String filter, String ids) throws Exception {
        server.model()
                .publish(
                        Samples.article(
                                "strait",
                                1,
                                "wire",
                                "Warships pass",
                                "Two of them.",
                                Map.of(
                                        TagKind.COUNTRIES, Samples.tags("TW", "CN"),
                                        TagKind.PEOPLE, Samples.tags("xi"),
                                        TagKind.FLASHPOINTS, List.of(Samples.tag("ukraine-war", false)))),
                        Samples.article(
                                "kyiv",
                                1,
                                "agency",
                                "Shelling",
                                "A grain port was hit.",
                                Map.of(
                                        TagKind.COUNTRIES, Samples.tags("UA"),
                                        TagKind.TOPICS, Samples.tags("medtop:1"),
                                        TagKind.FLASHPOINTS, List.of(Samples.tag("ukraine-war", true)))),
                        Samples.article("plain", "wire", "Harvests", "Nothing else."));

        assertThat(ids(server.json("v1/articles?" + filter.strip())))
                .containsExactlyInAnyOrder(ids.isEmpty() ? new String[0] : ids.split(" "));
    }

    @Test
    void pagesAreCompleteAndWithoutRepetitionWhileArticlesArrive() throws Exception {
        IntStream.range(0, 100).forEach(i -> server.model().publish(Samples.article("a" + i, "wire", "T" + i, "")));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = server.json("v1/articles?source=wire&limit=7" + cursor);
            seen.addAll(ids(page));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
            server.model().publish(Samples.article("later" + pages++, "wire", "later", ""));
        } while (!cursor.isEmpty());

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.iterate(99, i -> i >= 0, i -> i - 1)
                        .mapToObj(i -> "a" + i)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            country=tw                          | both, taipei
            country=TW,JP                       | both, tokyo, taipei
            country=TW&country=JP               | both
            place=place:taipei                  | taipei
            place=place:taipei&confidence=0.95  |
            place=place:taipei&confidence=0.9&salience=0.5 | taipei
            bbox=121,25,122,26                  | taipei
            bbox=170,-90,-170,90                | fiji
            bbox=-170,-90,170,90                | taipei
            bbox=-180,-90,180,90&salience=0.6   |
            source=wire                         | fiji, both, tokyo, taipei
            source=Publisher of wire            | fiji, both, tokyo, taipei
            publisher=wire                      |
            feed=wire&copies=false              | fiji, tokyo, taipei
            family=house                        | tokyo
            story=s1,s2                         | tokyo, taipei
            language=de                         | tokyo
            language=und&q=meeting              | both, taipei
            lane=backfill                       |
            q=Häuser                            | tokyo
            q=Haus -Garten                      |
            q="meeting in Tokyo" or Suva        | fiji, both
            publishedSince=2026-11-24T09:30:15Z | fiji, both, tokyo, taipei
            publishedUntil=2026-11-24T09:30:15Z |
            since=2026-11-24T09:30:15.000Z      | fiji, both, tokyo, taipei
            """)
    void articlesAreFoundByEverythingThatIsSaidOfThem(String query, @Nullable String found) throws Exception {
        publish(
                Samples.article(
                        "taipei",
                        1,
                        "wire",
                        "A meeting in Taipei",
                        "",
                        Map.of(
                                TagKind.COUNTRIES, Samples.tags("TW"),
                                TagKind.PLACES, List.of(place("place:taipei", 25.03, 121.56)))),
                "s1",
                null,
                null);
        publish(
                Samples.article(
                        "tokyo",
                        1,
                        "wire",
                        "Haus",
                        "Das Haus mit Garten",
                        Map.of(TagKind.COUNTRIES, Samples.tags("JP"))),
                "s2",
                "de",
                null);
        publish(
                Samples.article(
                        "both",
                        1,
                        "wire",
                        "They met",
                        "A meeting in Tokyo",
                        Map.of(TagKind.COUNTRIES, Samples.tags("JP", "TW"))),
                null,
                null,
                "taipei");
        publish(
                Samples.article(
                        "fiji",
                        1,
                        "wire",
                        "Suva",
                        "",
                        Map.of(TagKind.PLACES, List.of(place("place:suva", -18.1, 178.4)))),
                null,
                null,
                null);

        String path =
                "v1/articles?" + query.replace(" ", "%20").replace("\"", "%22").replace("ä", "%C3%A4");

        assertThat(ids(server.json(path)))
                .containsExactlyElementsOf(found == null ? List.of() : List.of(found.split(", ")));
    }

    private void publish(
            EnrichedArticle article, @Nullable String story, @Nullable String language, @Nullable String copyOf) {
        server.model()
                .publish(EnrichedArticle.newBuilder(article)
                        .setArticle(RawArticle.newBuilder(article.getArticle())
                                .setPublisherFamily("de".equals(language) ? "house" : null)
                                .build())
                        .setStory(story)
                        .setLanguage(language)
                        .setCopyOf(copyOf)
                        .build());
    }

    private static Tag place(String id, double latitude, double longitude) {
        return Tag.newBuilder(Samples.tag(id, null))
                .setLatitude(latitude)
                .setLongitude(longitude)
                .build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1/articles?limit=251           | limit
            v1/articles?limit=many          | limit
            v1/articles?since=yesterday     | since
            v1/articles?since=2026-11-24T09:30:15Z&until=2026-11-24T09:30:15Z | until
            v1/articles?cursor=!            | cursor
            v1/articles?cursor=MTo          | cursor
            v1/articles?country=            | country
            v1/articles?country=TW,,CN      | country
            v1/articles?colour=red          | colour
            v1/articles?q=a&q=b             | q
            v1/articles?salience=0.5        | salience
            v1/articles?country=TW&confidence=2 | confidence
            v1/articles?country=TW&salience=NaN | salience
            v1/articles?bbox=1,2,3          | bbox
            v1/articles?bbox=0,10,1,9       | bbox
            v1/articles?bbox=0,10,181,20    | bbox
            v1/articles?language=en-US      | language
            v1/articles?lane=fast           | lane
            v1/articles?copies=no           | copies
            v1/articles?publishedSince=2026-11-24T09:30:15Z&publishedUntil=2026-11-24T09:30:14Z | publishedUntil
            v1/trends/people?window=1d      | window
            v1/ledger?by=hour               | by
            v1/rejected?bytes=-1            | bytes
            v1/stream?lastEventId=x         | lastEventId
            v1/status?verbose=1             | verbose
            """)
    void aBadParameterIsRefusedByName(String path, String parameter) throws Exception {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"bad-parameter\"").contains("'" + parameter + "'");
    }

    @Test
    void markupInAnArticleIsTextOfTheJsonAndOfNothingElse() throws Exception {
        String markup = "<script>alert(1)</script><img src=x onerror=alert(2)>\"}]};//\u2028";
        server.model().publish(Samples.article("x", "wire", markup, markup));

        HttpResponse<String> answer = server.get("v1/articles");

        assertThat(server.json("v1/articles").at("/items/0/article/title").asText())
                .isEqualTo(markup);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void everyScreenAndFileComesWithAPolicyThatRunsNoForeignCode() throws Exception {
        for (String file : List.of("app/main.js", "style/base.css", "lib/echarts.js")) {
            HttpResponse<String> answer = server.get(file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(file)
                    .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self';"));
        }
        assertThat(server.get("flashpoints/taiwan-strait/no-such-screen").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "flashpoints",
                "flashpoints/taiwan-strait",
                "trends?kind=people&window=PT24H",
                "stories",
                "stories/story-1",
                "articles/article-1",
                "pipeline",
                "feeds",
                "rejected"
            })
    void theShellStandsAtTheAddressOfEveryScreen(String screen) throws Exception {
        HttpResponse<String> page = server.get(screen);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                        .contains("require-trusted-types-for 'script'")
                        .doesNotContain("unsafe"));
    }

    @Test
    void aRankingIsFoundByKindAndWindow() throws Exception {
        server.model().write(new Effect.Ranking(Samples.ranking(TagKind.COUNTRIES, "PT15M", "TW")));

        assertThat(server.json("v1/trends/countries?window=15m")
                        .at("/entries/0/id")
                        .asText())
                .isEqualTo("TW");
        assertThat(server.json("v1/trends/countries?window=PT15M").at("/kind").asText())
                .isEqualTo("countries");
        assertThat(server.json("v1/trends/countries").at("/code").asText()).isEqualTo("no-ranking-yet");
        assertThat(server.json("v1/trends/colours").at("/code").asText()).isEqualTo("no-such-kind");
    }

    @Test
    void aPastRankingIsFoundByTheTimeAtWhichItStoodAndItsTagsBySeries() throws Exception {
        TrendRanking first = Samples.ranking(TagKind.STORIES, "PT1H", "first");
        TrendRanking second = TrendRanking.newBuilder(Samples.ranking(TagKind.STORIES, "PT1H", "second"))
                .setWindowEnd(first.getWindowEnd().plusSeconds(300))
                .build();
        server.model().write(new Effect.PastRanking(first), new Effect.PastRanking(second));
        server.model().write(new Effect.PastRanking(second));

        String at = "v1/trends/stories?window=1h&at=";
        assertThat(server.json(at + first.getWindowEnd()).at("/entries/0/id").asText())
                .isEqualTo("first");
        assertThat(server.json(at + first.getWindowEnd().plusSeconds(299))
                        .at("/entries/0/id")
                        .asText())
                .isEqualTo("first");
        assertThat(server.json(at + second.getWindowEnd()).at("/entries/0/id").asText())
                .isEqualTo("second");
        assertThat(server.json(at + first.getWindowEnd().minusSeconds(1))
                        .at("/code")
                        .asText())
                .isEqualTo("no-ranking-then");
        var series = server.json("v1/trends/stories/first/series?window=1h&until=" + second.getWindowEnd());
        assertThat(series.at("/points")).hasSize(1);
        assertThat(series.at("/points/0/units").asInt()).isEqualTo(1);
        assertThat(series.at("/points/0/windowEnd").asText()).isEqualTo(RecordJson.isoMillis(first.getWindowEnd()));
    }

    @Test
    void theLedgerAndTheRejectedAreShown() throws Exception {
        server.model()
                .write(
                        TestReadModel.accepted("wire", Samples.RECEIVED),
                        TestReadModel.accepted("wire", Samples.RECEIVED),
                        new Effect.Refused(new RejectedRecord(
                                "enrich",
                                "not-avro",
                                "why",
                                "wire",
                                Samples.RECEIVED,
                                Samples.RECEIVED,
                                "application/json",
                                Map.of("exception", "E"),
                                "bytes".getBytes(StandardCharsets.UTF_8),
                                0,
                                null)));

        JsonNode ledger = server.json("v1/ledger?by=minute");
        JsonNode rejected = server.json("v1/rejected?bytes=2").at("/items/0");

        assertThat(ledger.at("/totals").toString())
                .isEqualTo(
                        "{\"received\":2,\"refused\":0,\"accepted\":2,\"published\":0,\"duplicates\":0,\"rejected\":1,"
                                + "\"inFlight\":1,\"balanced\":true}");
        assertThat(ledger.at("/feeds/0/feed").asText()).isEqualTo("wire");
        assertThat(ledger.at("/minutes/0/minute").asText()).isEqualTo("2026-11-24T09:30:00.000Z");
        assertThat(rejected.at("/original").binaryValue()).containsExactly('b', 'y');
        assertThat(rejected.at("/size").asInt()).isEqualTo(5);
        assertThat(rejected.at("/errors/exception").asText()).isEqualTo("E");
        assertThat(server.json("v1/status").at("/articles").asInt()).isZero();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.at("/article/id").asText()));
        return ids;
    }
}
