package dev.dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.schemas.Lane;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are far longer than any feed's, and repeat what patterns look for: none may exhaust the stack of a thread. */
class LongValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");
    private static final int LENGTH = 100_000;
    private static final List<String> FIELDS =
            List.of("guid", "url", "title", "summary", "body", "html", "published", "publisher", "authors", "language");

    private final ItemParser parser = new ItemParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                ".a",
                "a-",
                "a_",
                "a/",
                "/a",
                "a > ",
                " | a",
                "; a",
                "a, ",
                "a and ",
                " by a",
                "<!-- a -->",
                "<a>",
                "<p>",
                "&amp;",
                "A",
                "A B ",
                "A. ",
                "\"a\" ",
                "?a=b&",
                "@a.b ",
                "\n",
                " ",
                "\u00A0",
                "1",
                "1.",
                "x:",
                "://",
                "\uD83D\uDE00",
                "www.",
                "- ",
                "… "
            })
    void areReadOrRefused(String unit) {
        for (String before : List.of("", "http://", "http://a.", "Mon, 01 Jun 2026 09:30:00 ", "By ")) {
            String value = before + unit.repeat(LENGTH / unit.length()) + "a.com";
            for (String field : FIELDS) {
                ObjectNode article = JSON.createObjectNode().put("title", "A");
                if (!field.equals("html")) {
                    article.put("body", "B"); // It would go before the HTML.
                }
                article.put(field, value);
                assertParsed(article.toString(), "application/json", field + " = " + before + unit + "...");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- a -->",
                "<?a b?>",
                "<!doctype a>",
                "<!-- a --><?a?>",
                " ",
                "<p>",
                "<div>",
                "<b>",
                "{",
                "[",
                "\n"
            })
    void mayStandAtTheBeginningOfADocument(String unit) {
        String document = unit.repeat(LENGTH / unit.length());
        for (String end :
                List.of("", "<html><body><p>A text.</p></body></html>", "<rss><channel><item/></channel></rss>")) {
            assertParsed(document + end, null, unit + "..." + end);
        }
    }

    @Test
    void mayStandInAFeed() {
        for (String unit : List.of("a.", "/a", "a-", "&#97;.", "]]>", "<b>a</b>")) {
            String value = unit.repeat(LENGTH / unit.length());
            for (String element : List.of("link", "guid", "title", "pubDate", "author", "source", "description")) {
                assertParsed(
                        "<rss version=\"2.0\"><channel><title>A</title><item><title>T</title><" + element + ">http://"
                                + value + "com</" + element + "></item></channel></rss>",
                        "application/rss+xml",
                        element + " = " + unit + "...");
            }
        }
    }

    private void assertParsed(String document, @Nullable String mediaType, String what) {
        assertThatCode(() -> assertThat(parser.parse(
                                document.getBytes(StandardCharsets.UTF_8), mediaType, "desk", RECEIVED, Lane.LIVE))
                        .isNotEmpty())
                .as(what)
                .doesNotThrowAnyException();
    }
}
