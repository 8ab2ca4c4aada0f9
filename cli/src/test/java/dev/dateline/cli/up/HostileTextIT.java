package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.cli.up.Chromium.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Articles that try to become code. What counts is what the browser did: no script but ours ran, nothing was asked of
 * another site, no element came out of a text, and the page had nothing to complain about.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class HostileTextIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sanitiser cases of feedparser's test suite, where the folder of shared data lies beside the clone. */
    private static final Path SANITISER_CASES = Path.of("../../shared/data/feeds/feedparser/tests/wellformed/sanitize");

    private static final List<String> OURS = List.of(
            "<script>window.hostile = 1</script>",
            "<img src=x onerror=\"window.hostile = 1\">",
            "<svg/onload=window.hostile=1>",
            "\"><iframe srcdoc=\"<script>parent.hostile=1</script>\"></iframe>",
            "<style>*{background:url(https://evil.example/css)}</style>",
            "<link rel=stylesheet href=https://evil.example/evil.css>",
            "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
            "<base href=https://evil.example/>",
            "<a href=\"javascript:window.hostile=1\">harbour</a>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.hostile=1&gt;\">",
            "</title></script><script>window.hostile=1</script>",
            "{{constructor.constructor('window.hostile=1')()}} ${window.hostile=1} <%= 1 %>",
            "<template><script>window.hostile=1</script></template><details open ontoggle=window.hostile=1>",
            "\u202eevil\u202c <b onmouseover=window.hostile=1>Taiwan</b> \u0000 \u2028 <object data=\"javascript:1\">",
            "<form action=https://evil.example><input autofocus onfocus=window.hostile=1></form>",
            "&lt;script&gt;window.hostile=1&lt;/script&gt; &amp;lt;img src=x onerror=window.hostile=1&amp;gt;");

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
    }

    @AfterAll
    void down() throws Exception {
        if (up != null) {
            up.close();
        }
    }

    @Test
    void ourOwnHostileTextsRunNothing() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < OURS.size(); i++) {
            lines.add(article("ours-" + i, OURS.get(i), OURS.get(i)));
        }
        String feed = "hostile";
        push(feed, lines);
        // What is refused is shown with its bytes, so these must be as harmless.
        ingest.send(
                feed,
                "application/json",
                "{\"title\": \"\", \"guid\": \"<script>window.hostile=1</script>\"}".getBytes(StandardCharsets.UTF_8));
        awaitStored(feed, OURS.size());

        assertThatNothingRuns(feed);
    }

    @Test
    void theSanitiserCasesOfFeedparserRunNothing() throws IOException {
        assumeTrue(Files.isDirectory(SANITISER_CASES), "there is no " + SANITISER_CASES);
        List<Path> cases;
        try (Stream<Path> files = Files.list(SANITISER_CASES)) {
            cases = files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        assertThat(cases).hasSizeGreaterThan(100);
        List<String> lines = new ArrayList<>();
        for (Path each : cases) {
            byte[] bytes = Files.readAllBytes(each);
            // As a feed gives it, and, since that has its markup taken away, as plain text that still has it.
            ingest.send("sanitise-feeds", "application/xml", bytes);
            String text = Parser.unescapeEntities(new String(bytes, StandardCharsets.UTF_8), false);
            String name = each.getFileName().toString();
            lines.add(article(name, "Case " + name + " " + text.substring(0, Math.min(300, text.length())), text));
        }
        String feed = "sanitise-texts";
        push(feed, lines);
        awaitStored(feed, lines.size());

        assertThatNothingRuns(feed);
        assertThatNothingRuns("sanitise-feeds");
    }

    private void assertThatNothingRuns(String feed) {
        JsonNode newest = api.json("/v1/articles?limit=250&source=" + feed).path("items");
        try (Page page = chromium.page(Look.DESK)) {
            page.navigate("/?source=" + feed);
            page.getByTestId("article").first().waitFor();
            for (int shown = 0; shown < 10 && page.getByTestId("older").isVisible(); shown++) {
                page.getByTestId("older").click();
                assertThatNothingOfItIsMarkup(page);
            }
            page.evaluate(
                    "document.querySelectorAll('[data-testid=more], [data-testid=more-tags]').forEach(b => b.click())");
            assertThatNothingOfItIsMarkup(page);
            List<String> screens =
                    new ArrayList<>(List.of("/rejected", "/trends?kind=topics", "/stories?reports=1", "/feeds"));
            for (int i = 0; i < newest.size(); i += Math.max(1, newest.size() / 12)) {
                screens.add("/articles/" + newest.get(i).at("/article/id").asText());
            }
            if (!newest.isEmpty()) {
                screens.add("/stories/" + newest.get(0).path("story").asText());
            }
            for (String screen : screens) {
                page.navigate(screen);
                page.locator("h1").first().waitFor();
                page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
                assertThatNothingOfItIsMarkup(page);
            }
        }
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.foreignRequests()).isEmpty();
    }

    private static void assertThatNothingOfItIsMarkup(Page page) {
        assertThat(page.evaluate("window.hostile")).isNull();
        Object strange = page.evaluate("""
                [...document.querySelectorAll('script, style, link, iframe, object, embed, img, base, template, meta, form, [srcdoc]')]
                    .filter((each) => !each.closest('head') || each.tagName === 'BASE')
                    .filter((each) => !(each.tagName === 'FORM' && each.matches('.search, .filter-form form, .controls')))
                    .map((each) => each.outerHTML.slice(0, 200))
                """);
        assertThat((List<?>) strange).as("elements that no screen makes").isEmpty();
        Object handlers = page.evaluate("""
                [...document.querySelectorAll('*')]
                    .filter((each) => each.getAttributeNames().some((name) => name.startsWith('on'))
                        || /^\\\\s*(javascript|data|vbscript):/i.test(each.getAttribute('href') ?? ''))
                    .map((each) => each.outerHTML.slice(0, 200))
                """);
        assertThat((List<?>) handlers)
                .as("handlers and addresses that run code")
                .isEmpty();
    }

    private static String article(String guid, String title, String body) {
        ObjectNode article = JSON.createObjectNode();
        article.put("guid", guid);
        article.put("title", title);
        article.put("body", body + "\n\nEnvoys of Japan met in Taiwan on Tuesday.");
        article.put("publisher", "<i onclick=window.hostile=1>Desk</i>");
        article.put("url", "https://desk.example/\"onclick=\"window.hostile=1");
        article.putArray("authors").add("<script>window.hostile=1</script>");
        return article.toString();
    }

    private void push(String feed, List<String> lines) throws IOException {
        ingest.send(feed, "application/x-ndjson", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until all that was accepted is stored; that anything was is checked too. */
    private void awaitStored(String feed, int most) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode line = api.ledger(feed);
            assertThat(line.path("accepted").asInt()).isBetween(most / 2, most);
            assertThat(line.path("inFlight").asInt()).isZero();
        });
    }
}
