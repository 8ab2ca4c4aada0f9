package dev.dateline.cli.up;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.cli.up.Chromium.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web application in Chromium, on the pipeline that `dateline up` starts, while news arrive. */
@TestInstance(Lifecycle.PER_CLASS)
final class WebApplicationIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the stories' screen asks for at first. */
    private static final String STORIES = "/v1/stories?sources=1&reports=2&limit=40";

    private UpInChromium up;
    private IngestClient ingest;
    private ReadApi api;
    private Chromium chromium;

    @BeforeAll
    void up(@TempDir Path data) throws Exception {
        up = UpInChromium.start(data, SOON);
        api = up.api();
        ingest = up.ingest();
        chromium = up.chromium();
        ingest.send("broken-desk", "application/json", "{\"title\": \"\"}".getBytes(StandardCharsets.UTF_8));
        up.pushNews(SOON);
    }

    @AfterAll
    void down() throws Exception {
        if (up != null) {
            up.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.foreignRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?flashpoint=taiwan-strait&about=true",
                "/flashpoints",
                "/flashpoints/taiwan-strait",
                "/trends?kind=countries&window=PT1H",
                "/stories",
                "/stories/ONE",
                "/articles/ONE",
                "/pipeline",
                "/feeds",
                "/rejected",
                "/no-such-screen"
            })
    void everyScreenShowsItselfToEverybody(String address) throws IOException {
        if (address.equals("/no-such-screen")) {
            assertThat(api.get(address).statusCode()).isEqualTo(404);
            return;
        }
        for (Look look : List.of(Look.PHONE, Look.DESK, Look.WALL)) {
            try (Page page = chromium.page(look)) {
                page.navigate(existing(address));
                awaitDrawn(page);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Chromium.screenshot(address.equals("/") ? "live" : address, look.name())));
                assertThat(Chromium.seriousFaults(page))
                        .as(address + " for " + look.name())
                        .isEmpty();
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as("nothing is cut off at the side of %s for %s", address, look.name())
                        .isTrue();
            }
        }
    }

    @Test
    void anArticleArrivesWithItsTagsInPlaceAndEachOpensItsReceipt() {
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/");
            Locator newest = page.getByTestId("article")
                    .filter(containing("Warships shadow"))
                    .first();
            Locator mark = newest.getByTestId("title").getByTestId("highlight").first();
            mark.waitFor();
            page.getByTestId("pause").click();
            newest = page.getByTestId("article")
                    .filter(containing("Warships shadow"))
                    .first();
            newest.getByTestId("title").getByTestId("highlight").first().click();
            Locator receipt = page.getByTestId("receipt");
            assertThat(receipt).isVisible();
            assertThat(receipt).containsText("Rule");
            assertThat(receipt).containsText("Confidence");
            page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("receipt")));
            assertThat(receipt.getByTestId("mention").first()).isVisible();
            assertThat(Chromium.seriousFaults(page)).isEmpty();
            page.keyboard().press("Escape");
            assertThat(receipt).isHidden();
        }
    }

    @Test
    void whyNotIsAnsweredAsTheApiDoes() throws IOException {
        JsonNode article = articles("q=fisheries").get(0);
        String id = article.at("/article/id").asText();
        String flashpoint = "kashmir";
        String question = "{\"flashpoint\": \"" + flashpoint + "\", \"article\": \"" + id + "\"}";
        JsonNode told = JSON.readTree(api.send("POST", "/v1/explain", question).body());
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/articles/" + id);
            page.getByTestId("why-not").click();
            page.getByTestId("explain-flashpoint")
                    .locator("option[value='" + flashpoint + "']")
                    .waitFor(attached());
            page.getByTestId("explain-flashpoint").selectOption(flashpoint);
            Locator explanation = page.getByTestId("explanation");
            assertThat(explanation).containsText("The article is not about it.");
            assertThat(explanation).containsText("Score " + told.path("score").asText());
            page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("why-not")));
            assertThat(Chromium.seriousFaults(page)).isEmpty();
        }
    }

    @Test
    void aFilterStandsInTheAddressAndTheAddressCanBeShared() {
        try (Page page = chromium.page(Look.DESK);
                Page other = chromium.page(Look.DESK)) {
            page.navigate("/");
            page.getByTestId("pause").click();
            page.getByTestId("tag")
                    .and(page.locator("[data-kind=countries]"))
                    .first()
                    .getByTestId("tag-filter")
                    .click();
            assertThat(page).hasURL(Pattern.compile(".*[?&]country=[A-Z]{2}.*"));
            Locator filter = page.getByTestId("filter");
            assertThat(filter).hasCount(1);
            other.navigate(page.url());
            assertThat(other.getByTestId("filter")).containsText("Country");
            String country = page.url().replaceFirst(".*[?&]country=([A-Z]{2}).*", "$1");
            String newest =
                    articles("country=" + country).get(0).at("/article/id").asText();
            assertThat(other.locator("[data-testid=article][data-id='" + newest + "']"))
                    .isVisible();
            filter.click();
            assertThat(filter).hasCount(0);
            page.goBack();
            assertThat(filter).hasCount(1);
        }
    }

    @Test
    void anArticleThatTheFiltersNoLongerMatchGoesFromTheList() throws IOException {
        String item = "{\"guid\":\"moving\",\"title\":\"%s\",\"body\":\"%s\"}";
        pushMoving(item.formatted("Ferry talks in Reykjavik", "Iceland spoke of ferries."));
        await().atMost(SOON)
                .until(() -> !articles("source=moving-desk&country=IS").isEmpty());
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/?source=moving-desk&country=IS");
            assertThat(page.getByTestId("article")).hasCount(1);
            pushMoving(
                    item.formatted("Ferry talks in Nairobi", "Kenya spoke of ferries, not the country named before."));
            assertThat(page.getByTestId("article")).hasCount(0);
            assertThat(page.getByText("No article matches")).isVisible();
        }
    }

    private void pushMoving(String json) throws IOException {
        ingest.send("moving-desk", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatAnArticleSaidBeforeItWasRevisedIsReadInPlace() throws IOException {
        String item = "{\"guid\":\"revised\",\"title\":\"%s\",\"body\":\"%s\"}";
        List<String> titles = List.of("Ferry sails at noon", "Ferry sails <b>at one</b>", "Ferry stays in port");
        List<String> bodies =
                List.of("It sails at noon.", "It sails at noon.", "<img src=x onerror=alert(1)> It stays.");
        JsonNode[] article = {JSON.missingNode()};
        for (int i = 0; i < titles.size(); i++) {
            int revision = i + 1;
            ingest.send(
                    "revised-desk",
                    "application/json",
                    item.formatted(titles.get(i), bodies.get(i)).getBytes(StandardCharsets.UTF_8));
            await().atMost(SOON).until(() -> {
                article[0] = articles("source=revised-desk").get(0);
                return article[0].path("revision").asInt() == revision;
            });
        }
        String id = article[0].at("/article/id").asText();
        JsonNode raw = api.json("/v1/trace?id=" + id).at("/items/0/raw");
        assertThat(raw).hasSize(titles.size());
        try (Page page = chromium.page(Look.DESK)) {
            for (String address : List.of(
                    "/articles/" + id, "/stories/" + article[0].path("story").asText())) {
                page.navigate(address);
                awaitDrawn(page);
                Locator versions = page.getByTestId("versions");
                assertThat(versions).hasCount(1);
                Locator control = versions.locator("summary");
                assertThat(control)
                        .hasAccessibleName(Pattern.compile(
                                "Revision 3, changed: .*; what it said before \\(Ferry stays in port\\)"));
                control.focus();
                page.keyboard().press("Enter");
                Locator version = versions.getByTestId("version");
                assertThat(version).hasCount(2);
                for (int newest = 0; newest < 2; newest++) {
                    JsonNode said =
                            api.json(raw.get(1 - newest).path("original").asText());
                    assertThat(said.path("title").asText()).startsWith("Ferry sails");
                    assertThat(version.nth(newest).getByTestId("version-title"))
                            .hasText(said.path("title").asText());
                    assertThat(version.nth(newest).getByTestId("version-body"))
                            .hasText(said.path("body").asText());
                }
                assertThat(version.nth(0)).containsText("then changed: title and text");
                assertThat(version.nth(1)).containsText(Pattern.compile("then changed: title(?! and)"));
                assertThat(versions.locator("b, img")).hasCount(0);
                assertThat(Chromium.seriousFaults(page)).isEmpty();
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Chromium.screenshot("versions", address.startsWith("/s") ? "story" : "article"))
                        .setFullPage(true));
            }
        }
    }

    @Test
    void aReaderWhoReadsIsNotDisturbedAndIsToldHowMuchWaits() {
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/");
            page.getByTestId("article").nth(5).scrollIntoViewIfNeeded();
            page.mouse().wheel(0, 2_000);
            Locator waiting = page.getByTestId("waiting");
            assertThat(waiting).containsText("new article");
            String top = page.getByTestId("article").first().getAttribute("data-id");
            assertThat(waiting).containsText(Pattern.compile("([5-9]|\\d\\d) new articles"));
            assertThat(page.getByTestId("article").first().getAttribute("data-id"))
                    .isEqualTo(top);
            waiting.click();
            await().atMost(SOON)
                    .until(() -> !Objects.equals(
                            top, page.getByTestId("article").first().getAttribute("data-id")));
        }
    }

    @Test
    void theNumbersOnThePagesAreThoseOfTheApi() {
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/pipeline");
            for (String figure : List.of(
                    "received-received",
                    "received-accepted",
                    "received-refused",
                    "accepted-accepted",
                    "accepted-published",
                    "accepted-duplicates",
                    "accepted-rejected")) {
                String field = figure.substring(figure.indexOf('-') + 1);
                // Articles arrive meanwhile: what the page shows lies between two answers of the API.
                await().atMost(SOON).untilAsserted(() -> {
                    long before = api.json("/v1/ledger").at("/totals/" + field).asLong();
                    long shown = number(page.getByTestId(figure).innerText());
                    long after = api.json("/v1/ledger").at("/totals/" + field).asLong();
                    assertThat(shown).isBetween(before - 30, after);
                });
            }
            page.navigate("/flashpoints");
            await().atMost(SOON).untilAsserted(() -> {
                page.reload();
                Locator row = page.locator("[data-testid=flashpoint][data-id=taiwan-strait]");
                long shown = number(row.getByTestId("flashpoint-articles").innerText());
                long told = 0;
                for (JsonNode hour :
                        api.json("/v1/flashpoints/taiwan-strait/index?hours=24").path("items")) {
                    told += hour.path("articles").asLong();
                }
                assertThat(shown).isPositive().isBetween(told - 3, told);
            });
            page.navigate("/trends?kind=countries&window=PT1H");
            await().atMost(SOON).untilAsserted(() -> {
                page.reload();
                Locator first = page.getByTestId("ranked").first();
                first.waitFor();
                JsonNode entry = api.json("/v1/trends/countries?window=PT1H").at("/entries/0");
                assertThat(first.getAttribute("data-id"))
                        .isEqualTo(entry.path("id").asText());
                assertThat(number(first.getByTestId("ranked-articles").innerText()))
                        .isEqualTo(entry.path("articles").asLong());
            });
        }
    }

    @Test
    void theFiguresOfTheStoriesAreThoseOfTheApi() {
        try (Page page = chromium.page(Look.DESK)) {
            String id = existing("/stories/ONE").replaceFirst(".*/", "");
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode before = api.json(STORIES).path("items");
                page.navigate("/stories");
                page.getByTestId("story").first().waitFor();
                List<StoryFigures> shown = page.getByTestId("story").all().stream()
                        .map(StoryFigures::inList)
                        .toList();
                JsonNode after = api.json(STORIES).path("items");
                assertThat(shown.size()).isBetween(before.size(), after.size());
                for (JsonNode story : before) {
                    String known = story.path("id").asText();
                    assertThat(shown.stream().filter(one -> one.id().equals(known)))
                            .singleElement()
                            .satisfies(one -> one.liesBetween(story, api.json("/v1/stories/" + known)));
                }
            });
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode before = api.json("/v1/stories/" + id);
                page.navigate("/stories/" + id);
                StoryFigures shown = StoryFigures.onItsPage(id, page.getByTestId("story-figures"));
                shown.liesBetween(before, api.json("/v1/stories/" + id));
            });
        }
    }

    @Test
    void aPlaceIsBusyUntilTheNewestRequestForItHasEnded() {
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/");
            Object busy = page.evaluate("""
                    async () => {
                      const { fill } = await import('/app/states.js');
                      const place = document.createElement('div');
                      const begin = () => {
                        const left = new AbortController();
                        let end;
                        const asked = new Promise((resolve) => { end = resolve; });
                        const filled = fill(place, left.signal, () => asked, () => []);
                        return { left, end: () => { end({}); return filled; } };
                      };
                      const old = begin();
                      old.left.abort();
                      const newer = begin();
                      await old.end();
                      const meanwhile = place.getAttribute('aria-busy');
                      await newer.end();
                      return [meanwhile, place.getAttribute('aria-busy')];
                    }""");
            assertThat((List<?>) busy).isEqualTo(Arrays.asList("true", null));
        }
    }

    @Test
    void aStoryReadsItsReportsInOneRequest() throws IOException {
        for (int i = 0; i < 3; i++) {
            String item =
                    "{\"guid\":\"lighthouse\",\"title\":\"Lighthouse of Tromso is sold\",\"body\":\"The lighthouse of Tromso was"
                            + " sold to its keeper on Monday, the harbour master said, after ninety years with the crown.\"}";
            ingest.send("lighthouse-desk-" + i, "application/json", item.getBytes(StandardCharsets.UTF_8));
        }
        String story = articles("source=lighthouse-desk-0").get(0).path("story").asText();
        await().atMost(SOON)
                .until(() -> api.json("/v1/stories/" + story).path("members").size() == 3);
        List<String> asked = new CopyOnWriteArrayList<>();
        try (Page page = chromium.page(Look.DESK)) {
            page.onRequest(request -> {
                if (request.url().contains("/v1/articles")) {
                    asked.add(request.url());
                }
            });
            page.navigate("/stories/" + story);
            awaitDrawn(page);
            assertThat(page.getByTestId("reports").locator("li")).hasCount(3);
        }
        assertThat(asked).singleElement().asString().contains("/v1/articles?story=" + story);
    }

    @Test
    void aStageWhoseTimesAnotherInstanceMayHaveSeenSaysSo() {
        try (Page page = chromium.page(Look.DESK)) {
            page.route("**/v1/pipeline?*", route -> {
                JsonNode answer = api.json("/v1/pipeline?minutes=15");
                for (JsonNode stage : answer.path("stages")) {
                    ((ObjectNode) stage).without(List.of("latency"));
                    if (stage.path("id").asText().equals("publish")) {
                        ((ObjectNode) stage).put("processes", 3);
                    }
                }
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(answer.toString()));
            });
            page.navigate("/pipeline");
            assertThat(page.locator("[data-testid=stage][data-stage=trends]").getByTestId("stage-none"))
                    .hasText("Within the last minutes this instance saw none counted in a ranking; 2 other instances of"
                            + " publish-service may have: each knows what it saw itself");
            page.unrouteAll();
        }
    }

    /** What a page says of a story. */
    private record StoryFigures(String id, long sources, long reports, long copies) {

        private static final Pattern IN_LIST = Pattern.compile("([\\d,]+) reports? · ([\\d,]+) cop(?:y|ies) · .*");

        static StoryFigures inList(Locator story) {
            Matcher said = IN_LIST.matcher(story.locator(".note").innerText());
            assertThat(said.matches()).isTrue();
            return new StoryFigures(
                    story.getAttribute("data-id"),
                    number(story.locator(".story-sources strong").innerText()),
                    number(said.group(1)),
                    number(said.group(2)));
        }

        static StoryFigures onItsPage(String id, Locator tiles) {
            Function<String, Long> tile = name -> number(
                    tiles.locator("div").filter(containing(name)).locator("dd").innerText());
            return new StoryFigures(id, tile.apply("Independent sources"), tile.apply("Reports"), tile.apply("Copies"));
        }

        /** Stories only grow while articles arrive, so each figure lies between two answers of the API. */
        void liesBetween(JsonNode before, JsonNode after) {
            between("independentSources", sources, before, after);
            between("reports", reports, before, after);
            between("copies", copies, before, after);
        }

        private void between(String field, long shown, JsonNode before, JsonNode after) {
            assertThat(before.path(field).isIntegralNumber()).isTrue();
            assertThat(shown)
                    .as("%s of %s", field, id)
                    .isBetween(before.path(field).asLong(), after.path(field).asLong());
        }
    }

    @Test
    void whatIsStoredAndHowMuchASecondAreThoseOfTheApi() throws InterruptedException {
        try (Page page = chromium.page(Look.DESK)) {
            long before = api.json("/v1/status").path("articles").asLong();
            page.navigate("/");
            Locator stored = page.getByTestId("stored").locator("dd");
            assertThat(stored).hasText(Pattern.compile("[\\d,]+"));
            long shown = number(stored.innerText());
            long after = api.json("/v1/status").path("articles").asLong();
            assertThat(shown).isPositive().isBetween(before, after);

            PublishedRate told = new PublishedRate(api);
            // The page's figure is over the last ten seconds, and renewed every two.
            told.watch(Duration.ofSeconds(14));
            String rate = page.getByTestId("rate").locator("dd").innerText();
            told.watch(Duration.ofSeconds(1));
            double half = rate.contains(".") ? 0.05 : 0.5;
            assertThat(Double.parseDouble(rate.replace(",", "")))
                    .isPositive()
                    .isBetween(told.least() - half, told.most() + half);
        }
    }

    @Test
    void theCountsByCauseAreThoseOfTheApi() throws IOException {
        byte[] broken = "{\"title\": \"\"}".getBytes(StandardCharsets.UTF_8);
        for (String feed : List.of("broken-twice", "broken-thrice", "broken-twice", "broken-thrice", "broken-thrice")) {
            ingest.send(feed, "application/json", broken);
        }
        JsonNode[] causes = {JSON.missingNode()};
        await().atMost(SOON).untilAsserted(() -> {
            causes[0] = api.json("/v1/rejected/causes?bytes=0").path("items");
            assertThat(causes[0])
                    .extracting(cause -> cause.path("feed").asText() + " "
                            + cause.path("count").asLong())
                    .contains("broken-desk 1", "broken-twice 2", "broken-thrice 3");
        });
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/rejected");
            assertThat(page.getByTestId("cause")).hasCount(causes[0].size());
            long all = 0;
            for (JsonNode cause : causes[0]) {
                Locator shown = page.locator("[data-testid=cause][data-cause='"
                                + cause.path("stage").asText() + "/"
                                + cause.path("reason").asText() + "']")
                        .filter(containing("from " + cause.path("feed").asText() + ","));
                assertThat(number(shown.locator(".cause-count").innerText()))
                        .isEqualTo(cause.path("count").asLong());
                all += cause.path("count").asLong();
            }
            assertThat(page.getByTestId("rejected-total"))
                    .containsText(Pattern.compile("^" + all + " records of " + causes[0].size() + " causes,"));
        }
    }

    @Test
    void theEvidenceBehindATrendIsShownAndThePastCanBeAskedFor() {
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/trends?kind=flashpoints&window=PT1H");
            page.getByTestId("evidence").first().click();
            assertThat(page.locator(".evidence:visible a").first()).isVisible();
            page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("evidence")));
            page.getByTestId("time-slider").fill("100");
            assertThat(page.getByTestId("when")).containsText("as it was at");
            assertThat(page).hasURL(Pattern.compile(".*at=.*"));
            assertThat(page.getByText("Nothing to rank at that time")).isVisible();
            page.getByTestId("time-now").click();
            assertThat(page.getByTestId("ranked").first()).isVisible();
            // That nothing was ranked then is a 404, which the browser tells in the console whoever asks.
            assertThat(chromium.complaints()).allMatch(said -> said.contains("404"));
        }
    }

    @Test
    void aDefinitionIsPreviewedAndSavedAndAConflictIsShown() throws IOException {
        String id = "sahel";
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/flashpoints/" + id);
            page.getByTestId("editor").locator("summary").first().click();
            Locator text = page.getByTestId("definition");
            String mine = text.inputValue()
                    .replaceFirst(
                            "\"places\": \\[",
                            "\"places\": [\n" + "    {\"text\": \"Harbour of Bergen\", \"weight\": 9.0},");
            text.fill(mine);
            page.getByTestId("preview").click();
            Locator effect = page.getByTestId("effect");
            assertThat(effect).containsText("this change would add");
            long added = number(effect.locator("strong").first().innerText());
            assertThat(added).isPositive();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Chromium.screenshot("preview"))
                    .setFullPage(true));

            text.fill("{\"id\": \"sahel\", \"name\": 7}");
            page.getByTestId("save").click();
            assertThat(page.locator(".mistakes li").first()).isVisible();

            text.fill(mine);
            String other = api.get("/v1/flashpoints/" + id).body();
            assertThat(api.send("PUT", "/v1/flashpoints/" + id, other).statusCode())
                    .isEqualTo(200);
            page.getByTestId("save").click();
            assertThat(page.getByTestId("outcome")).containsText("Not the newest version");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Chromium.screenshot("conflict"))
                    .setFullPage(true));
            page.getByTestId("conflict-compare").click();
            assertThat(page.getByTestId("outcome")).containsText("is in force; your text was made from");
            page.getByTestId("save").click();
            assertThat(page.getByTestId("saved")).isVisible();
            assertThat(api.get("/v1/flashpoints/" + id).body()).contains("Harbour of Bergen");
            // The refusals that this test is about are told by the browser in the console as well.
            assertThat(chromium.complaints()).allMatch(said -> said.contains("422") || said.contains("409"));
        }
    }

    @Test
    void theKeysAloneAreEnough() {
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/");
            page.getByTestId("article").first().waitFor();
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.locator("body").click(new Locator.ClickOptions().setPosition(700, 5));
            page.keyboard().press("?");
            assertThat(page.getByTestId("keys-help")).isVisible();
            page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("keys")));
            assertThat(Chromium.seriousFaults(page)).isEmpty();
            page.keyboard().press("Escape");
            page.keyboard().press("/");
            assertThat(page.getByTestId("search")).isFocused();
            page.keyboard().type("harbour");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*q=harbour.*"));
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                    .focus();
            page.keyboard().press("g");
            page.keyboard().press("f");
            assertThat(page).hasURL(Pattern.compile(".*/flashpoints$"));
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isFocused();
            assertThat(page).hasTitle("Flashpoints · Dateline");
            page.getByTestId("flashpoint").first().waitFor();
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*/flashpoints/.+"));
        }
    }

    private String existing(String address) {
        if (!address.endsWith("/ONE")) {
            return address;
        }
        return address.startsWith("/stories")
                ? "/stories/"
                        + api.json("/v1/stories?reports=2&limit=1")
                                .at("/items/0/id")
                                .asText()
                : "/articles/"
                        + articles("flashpoint=taiwan-strait")
                                .get(0)
                                .at("/article/id")
                                .asText();
    }

    private JsonNode articles(String query) {
        JsonNode[] found = {JSON.createArrayNode()};
        await().atMost(SOON).until(() -> {
            found[0] = api.json("/v1/articles?limit=1&" + query).path("items");
            return !found[0].isEmpty();
        });
        return found[0];
    }

    private static void awaitDrawn(Page page) {
        page.locator("h1").first().waitFor();
        assertThat(page.locator("main .loading, main [aria-busy=true]")).hasCount(0);
    }

    private static long number(String shown) {
        return Long.parseLong(shown.replaceAll("[^0-9]", ""));
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }
}
