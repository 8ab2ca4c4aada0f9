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
import dev.dateline.cli.push.IngestClient;
import dev.dateline.cli.up.Chromium.Look;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Every control that the application's source can make is pressed, on the pipeline that {@code dateline up} starts. */
@TestInstance(Lifecycle.PER_CLASS)
final class ButtonsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 60;

    /** Where people sign in; {@link SignInIT} presses what is there, on services that ask for keys. */
    private static final String SIGN_IN = "/app/frame/sign-in.js";

    private UpInChromium up;
    private IngestClient ingest;
    private ReadApi api;
    private Chromium chromium;
    private PressedControls controls;

    @BeforeAll
    void up(@TempDir Path data) throws Exception {
        up = UpInChromium.start(data, SOON);
        api = up.api();
        ingest = up.ingest();
        chromium = up.chromium();
        controls = new PressedControls(api);
        for (int i = 0; i < MANY; i++) {
            push("broken-desk", "{\"title\": \"\"}");
        }
        poison();
        up.pushNews(SOON);
    }

    @AfterAll
    void down() throws Exception {
        if (up != null) {
            up.close();
        }
    }

    @Test
    void everyControlThatTheSourceMakesIsPressedAndNoneFails() throws Exception {
        String manyTags = pushArticleOfManyTags();
        String story = pushStoryWithCopies();
        String revised = pushRevised();
        try (Page page = chromium.page(Look.DESK)) {
            controls.watch(page);
            aFeedIsPausedAndTakenUp(page);
            recordsAreReplayed(page);
            aDefinitionIsEditedByTwo(page);
            aReceiptLeadsOn(page, manyTags);
            for (String address : List.of(
                    "/",
                    "/?source=nobody-at-all&flashpoint=taiwan-strait",
                    "/?source=many-desk",
                    "/articles/" + manyTags,
                    "/articles/" + revised,
                    "/flashpoints",
                    "/flashpoints/taiwan-strait",
                    "/trends",
                    "/stories",
                    "/stories/" + story,
                    "/pipeline",
                    "/pipeline?find=" + manyTags,
                    "/feeds",
                    "/rejected")) {
                pressAllOn(page, address);
            }
            whoReadsIsToldWhatWaits(page);
            aListThatFailsIsLoadedAgain(page);
            Set<String> missing = controls.missing().stream()
                    .filter(control -> !control.startsWith(SIGN_IN))
                    .collect(Collectors.toSet());
            assertThat(missing)
                    .as("controls that nothing pressed, by the line of source that makes them")
                    .isEmpty();
            assertThat(chromium.foreignRequests()).isEmpty();
        }
    }

    private void pressAllOn(Page page, String address) {
        page.navigate(address);
        awaitDrawn(page);
        boolean escaped = false;
        for (int step = 0; step < 200; step++) {
            if (controls.pressAnother(page)) {
                escaped = false;
            } else if (!escaped) {
                // What a dialog or a receipt has is pressed; now what it covers.
                page.keyboard().press("Escape");
                escaped = true;
            } else {
                break;
            }
            if (!page.url().endsWith(address)) {
                page.navigate(address);
                awaitDrawn(page);
            }
        }
        awaitDrawn(page);
        assertThat(chromium.complaints()).isEmpty();
    }

    private void aFeedIsPausedAndTakenUp(Page page) {
        page.navigate("/feeds");
        Locator row = page.locator("[data-testid=feed][data-feed='broken-desk']");
        row.getByTestId("feed-pause").click();
        assertThat(row).hasAttribute("data-state", "paused");
        row.getByTestId("feed-resume").click();
        assertThat(row.getByTestId("feed-pause")).isVisible();
    }

    private void recordsAreReplayed(Page page) {
        await().atMost(SOON)
                .until(() -> api.json("/v1/rejected?limit=100").path("items").size() == MANY + 1);
        page.navigate("/rejected");
        Locator poison = page.locator("[data-testid=cause][data-cause^='enrich/']");
        poison.locator("summary").first().click();
        poison.getByText("What the stage said").first().click();
        Locator cause = page.locator("[data-testid=cause][data-cause^='ingest/']");
        cause.locator("summary").first().click();
        cause.getByTestId("replay-cause").click();
        page.getByTestId("replay-force").check();
        page.getByText("Cancel", new Page.GetByTextOptions().setExact(true)).click();
        cause.getByTestId("older").click();
        cause.getByTestId("replay-one").first().click();
        page.getByText("Cancel", new Page.GetByTextOptions().setExact(true)).click();
        cause.getByTestId("replay-cause").click();
        page.getByTestId("replay-rate").fill("1");
        page.getByTestId("replay-begin").click();
        page.getByTestId("replay-stop").click();
        page.getByTestId("replay-resume").click();
        page.getByTestId("replay-stop").click();
        assertThat(page.getByTestId("replay").first()).hasAttribute("data-state", "stopped");
    }

    private void aReceiptLeadsOn(Page page, String article) {
        page.navigate("/articles/" + article);
        Locator chip = page.locator("[data-testid=tag][data-id=taiwan-strait]").getByTestId("tag-receipt");
        chip.click();
        page.getByTestId("receipt").getByLabel("Close").click();
        assertThat(page.getByTestId("receipt")).isHidden();
        chip.click();
        page.getByTestId("mention").first().click();
        chip.click();
        page.getByTestId("whole-score").click();
        page.getByTestId("explain-flashpoint").selectOption("kashmir");
        assertThat(page.getByTestId("explanation")).containsText("The article is not about it.");
        page.keyboard().press("Escape");
        chip.click();
        page.getByText("Only articles with this").click();
        assertThat(page).hasURL(Pattern.compile(".*flashpoint=taiwan-strait.*"));
    }

    private void aDefinitionIsEditedByTwo(Page page) throws IOException {
        String path = "/v1/flashpoints/kashmir";
        page.navigate("/flashpoints/kashmir");
        Locator editor = page.getByTestId("editor");
        editor.locator("summary").click();
        Locator text = page.getByTestId("definition");
        String written = text.inputValue();
        text.fill(written.replace("\"id\"", "\"idd\""));
        page.getByTestId("preview").click();
        page.getByTestId("outcome").getByText("Line ").first().click();
        assertThat(text).isFocused();
        page.getByTestId("reset").click();

        somebodyElseSaves(path);
        page.getByTestId("save").click();
        page.getByTestId("conflict-compare").click();
        assertThat(page.getByTestId("outcome")).containsText("is in force; your text was made from version");
        somebodyElseSaves(path);
        page.getByTestId("save").click();
        page.getByTestId("conflict-take").click();
        assertThat(page.getByTestId("outcome")).containsText("which is in force");
        page.getByTestId("save").click();
        assertThat(page.getByTestId("saved")).isVisible();
        page.getByText("Put its text into the editor").first().click();
        // What the server refuses is told by the browser in the console.
        assertThat(chromium.complaints()).allMatch(said -> said.contains("409") || said.contains("422"));
    }

    private void somebodyElseSaves(String path) {
        assertThat(api.send("PUT", path, api.json(path).toString()).statusCode())
                .isEqualTo(200);
    }

    private void whoReadsIsToldWhatWaits(Page page) {
        page.navigate("/");
        page.getByTestId("pause").click();
        page.getByTestId("waiting").click();
        awaitDrawn(page);
    }

    private void aListThatFailsIsLoadedAgain(Page page) {
        page.route("**/v1/stories?**", Route::abort);
        page.navigate("/stories");
        Locator again = page.getByText("Try again");
        again.waitFor();
        page.unroute("**/v1/stories?**");
        again.click();
        assertThat(page.getByTestId("stories")).isVisible();
        assertThat(chromium.complaints()).isNotEmpty().allMatch(said -> said.contains("ERR_FAILED"));
    }

    /** A record that the enrich stage refuses. */
    private void poison() throws Exception {
        try (var raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", up.addresses().kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(Topics.RAW.name(), "poison".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private String pushArticleOfManyTags() throws IOException {
        String body =
                "Ministers of Chile, Peru, Kenya, Norway, Japan, Brazil, Egypt, India, Spain, Poland, Ghana and Vietnam met. "
                        + "Beijing sent two frigates towards Taiwan, the ministry of defence in Taipei said.\n\n"
                        + "They spoke of harbours, of fish and of the weather until the evening came.\n\n".repeat(20);
        push("many-desk", article("many", "Ministers of twelve countries meet on the Taiwan Strait", body));
        return stored("many-desk").at("/article/id").asText();
    }

    /** Of more copies than a story unfolds by itself. */
    private String pushStoryWithCopies() throws IOException {
        String body = IntStream.range(0, 12)
                .mapToObj(i -> "The bridge over the river was closed in hour " + i
                        + " after the storm, the mayor of Bergen said, and boats carried the people across.")
                .collect(Collectors.joining(" "));
        for (int i = 0; i < 6; i++) {
            push("copy-desk-" + i, article("copy-" + i, "Storm closes the bridge of Bergen", body));
        }
        return stored("copy-desk-5").path("story").asText();
    }

    private String pushRevised() throws IOException {
        push("revised-desk", article("revised", "Ferry sails at noon", "The ferry of Bergen sails at noon."));
        stored("revised-desk");
        push("revised-desk", article("revised", "Ferry sails at one", "The ferry of Bergen sails at one."));
        await().atMost(SOON).until(() -> stored("revised-desk").path("revision").asInt() == 2);
        return stored("revised-desk").at("/article/id").asText();
    }

    private static String article(String guid, String title, String body) {
        ObjectNode article = JSON.createObjectNode();
        article.put("guid", guid);
        article.put("title", title);
        article.put("body", body);
        return article.toString();
    }

    private void push(String feed, String json) throws IOException {
        ingest.send(feed, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode stored(String feed) {
        JsonNode[] found = {JSON.missingNode()};
        await().atMost(SOON).until(() -> {
            found[0] = api.json("/v1/articles?limit=1&source=" + feed).at("/items/0");
            return !found[0].isMissingNode();
        });
        return found[0];
    }

    private static void awaitDrawn(Page page) {
        page.locator("h1").first().waitFor();
        assertThat(page.locator("main .loading, main [aria-busy=true]")).hasCount(0);
    }
}
