package dev.dateline.publish.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.RandomArticles;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestServer;
import dev.dateline.publish.store.Effect;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.TagKind;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StackExtension.class)
class SearchApiIT {

    private final TestServer server;

    SearchApiIT(Stack stack) {
        server = new TestServer(stack);
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    @Test
    void wordsInTheTitleWeighMoreThanInTheBodyAndMoreThanNews() throws Exception {
        server.model()
                .publish(
                        Samples.article("title", "wire", "Harbour strike", "Dockers stay away."),
                        Samples.article("body", "wire", "Dockers stay away", "A strike in the harbour."),
                        Samples.article("other", "wire", "Dockers", "They work."));

        assertThat(ids(server.json("v1/articles?q=harbour&sort=relevance"))).containsExactly("title", "body");
        assertThat(ids(server.json("v1/articles?q=harbour"))).containsExactly("body", "title");
    }

    @Test
    void pagesByRelevanceStayTrueWhileArticlesArrive() throws Exception {
        EnrichedArticle[] articles = IntStream.range(0, 90)
                .mapToObj(i -> Samples.article("a" + i, "wire", "T", "harbour ".repeat(1 + i % 7) + "x ".repeat(i % 5)))
                .toArray(EnrichedArticle[]::new);
        server.model().publish(articles);
        List<String> atOnce = ids(server.json("v1/articles?q=harbour&sort=relevance&limit=250"));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = server.json("v1/articles?q=harbour&sort=relevance&limit=7" + cursor);
            assertThat(page.at("/ranked/articles").asInt()).isEqualTo(90);
            assertThat(page.at("/ranked/complete").asBoolean()).isTrue();
            seen.addAll(ids(page));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
            server.model().publish(Samples.article("later" + pages++, "wire", "harbour harbour", ""));
        } while (!cursor.isEmpty());

        assertThat(atOnce).hasSize(90);
        assertThat(seen).containsExactlyElementsOf(atOnce);
    }

    @Test
    void ofManyThatMatchTheNewestAreRankedAndCountedAndTheAnswerSaysSo() throws Exception {
        server.model()
                .publish(IntStream.range(0, 2_050)
                        .mapToObj(i -> Samples.article(
                                "a" + i, 1, "wire", "harbour", "", Map.of(TagKind.COUNTRIES, Samples.tags("TW"))))
                        .toArray(EnrichedArticle[]::new));

        JsonNode found = server.json("v1/articles?q=harbour&sort=relevance&limit=1&facets=countries");

        assertThat(found.at("/ranked").toString()).isEqualTo("{\"articles\":1000,\"complete\":false}");
        assertThat(found.at("/facets/articles").asInt()).isEqualTo(500);
        assertThat(found.at("/facets/complete").asBoolean()).isFalse();
        assertThat(found.at("/facets/values/countries/0/articles").asInt()).isEqualTo(500);
        assertThat(ids(found)).containsExactly("a2049");
    }

    @Test
    void whatWasLookedForIsShownWhereItStandsInCodePoints() throws Exception {
        String title = "\uD83D\uDE00 Ships & <b>harbours</b> \0";
        server.model()
                .publish(
                        Samples.article("en", "wire", title, "One harbour.\n\nTwo \u0002harbours\u0003 more."),
                        EnrichedArticle.newBuilder(Samples.article("de", "wire", "H\u00E4user", "Ein Haus am Hafen"))
                                .setLanguage("de")
                                .build());

        JsonNode english = server.json("v1/articles?q=harbour&highlight=true").at("/highlights/en");
        JsonNode german = server.json("v1/articles?q=Haus&highlight=true").at("/highlights/de");

        assertThat(english.toString())
                .isEqualTo("[{\"field\":\"title\",\"begin\":13,\"end\":21,\"text\":\"harbours\"},"
                        + "{\"field\":\"body\",\"begin\":4,\"end\":11,\"text\":\"harbour\"},"
                        + "{\"field\":\"body\",\"begin\":19,\"end\":27,\"text\":\"harbours\"}]");
        assertThat(german.toString())
                .isEqualTo("[{\"field\":\"title\",\"begin\":0,\"end\":6,\"text\":\"H\u00E4user\"},"
                        + "{\"field\":\"body\",\"begin\":4,\"end\":8,\"text\":\"Haus\"}]");
    }

    @Test
    void facetsCountWhatTheListWouldShow() throws Exception {
        server.model()
                .publish(
                        Samples.article("1", 1, "a", "Ship", "", Map.of(TagKind.COUNTRIES, Samples.tags("TW", "CN"))),
                        Samples.article("2", 1, "a", "Ship", "", Map.of(TagKind.COUNTRIES, Samples.tags("TW"))),
                        Samples.article("3", 1, "b", "Ship", "", Map.of(TagKind.COUNTRIES, Samples.tags("JP"))),
                        Samples.article("4", 1, "b", "other", "", Map.of(TagKind.PEOPLE, Samples.tags("TW"))));
        server.model().publish(Samples.killed("3", 2, "b"));

        JsonNode all = server.json("v1/articles?facets=countries,feeds").get("facets");
        JsonNode some =
                server.json("v1/articles?q=ships&facets=countries&facetLimit=1").get("facets");

        assertThat(all.toString())
                .isEqualTo("{\"articles\":3,\"complete\":true,\"values\":{"
                        + "\"countries\":[{\"id\":\"TW\",\"label\":\"Label of TW\",\"articles\":2},"
                        + "{\"id\":\"CN\",\"label\":\"Label of CN\",\"articles\":1}],"
                        + "\"feeds\":[{\"id\":\"a\",\"articles\":2},{\"id\":\"b\",\"articles\":1}]}}");
        assertThat(some.at("/values/countries")).hasSize(1);
    }

    @Test
    void facetsNameWhatTheyCountWhateverItIsCalled() throws Exception {
        String[] names = RandomArticles.NAMES.toArray(String[]::new);
        server.model()
                .publish(Samples.article("1", 1, "a {b}", "Ship", "", Map.of(TagKind.PEOPLE, Samples.tags(names))));

        JsonNode values = server.json("v1/articles?facets=people,feeds").at("/facets/values");

        assertThat(values.get("people"))
                .extracting(value -> value.get("id").asText())
                .containsExactlyInAnyOrder(names);
        assertThat(values.at("/feeds/0/id").asText()).isEqualTo("a {b}");
    }

    @Test
    void aStoryHasTheArticlesOfThoseThatBecamePartOfIt() throws Exception {
        server.model()
                .write(
                        new Effect.Told(Samples.absorbed("old", "middle")),
                        new Effect.Told(Samples.absorbed("middle", "new")),
                        new Effect.Told(Samples.story("new", 2)),
                        new Effect.Told(Samples.story("another", 1)));
        for (String story : List.of("old", "middle", "new", "another")) {
            server.model()
                    .publish(EnrichedArticle.newBuilder(Samples.article("in " + story, "wire", "T", ""))
                            .setStory(story)
                            .build());
        }

        List<String> all = List.of("in new", "in middle", "in old");
        assertThat(ids(server.json("v1/articles?story=new"))).isEqualTo(all);
        assertThat(ids(server.json("v1/articles?story=old"))).isEqualTo(all);
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldSoWithoutIt() throws Exception {
        server.model().publish(Samples.article("a", "wire", "T", ""));
        HttpResponse<String> first = server.get("v1/articles?source=wire");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = get("v1/articles?source=wire", "\"x\", " + tag);
        server.model().publish(Samples.article("elsewhere", "other", "T", ""));
        HttpResponse<String> untouched = get("v1/articles?source=wire", tag);
        server.model().publish(Samples.article("b", "wire", "T", ""));
        HttpResponse<String> changed = get("v1/articles?source=wire", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(untouched.statusCode()).isEqualTo(304);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1/articles?sort=relevance              | sort
            v1/articles?q=a&sort=oldest             | sort
            v1/articles?highlight=true              | highlight
            v1/articles?facets=colours              | facets
            v1/articles?facets=people&facetLimit=0  | facetLimit
            v1/articles?q=a&sort=relevance&cursor=MToxMA | cursor
            """)
    void aBadParameterIsRefusedByName(String path, String parameter) throws Exception {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"bad-parameter\"").contains("'" + parameter + "'");
    }

    private HttpResponse<String> get(String path, String ifNoneMatch) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.uri(path))
                            .header("If-None-Match", ifNoneMatch)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.at("/article/id").asText()));
        return ids;
    }
}
