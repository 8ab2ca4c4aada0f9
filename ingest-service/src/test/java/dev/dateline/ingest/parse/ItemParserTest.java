package dev.dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemParserTest {

    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");

    private final ItemParser parser = new ItemParser();

    @Test
    void everyFieldOfArticleJsonArrives() {
        RawArticle article = article("""
                {"guid": "g1", "url": "https://Example.com/a?utm_source=x", "title": " A\\n title ", "body": "One.\\r\\n\\r\\nTwo.",
                 "summary": "Short.", "published": "2024-05-31T07:08:09Z", "publisher": "Gazette", "authors": ["A B", "C D"],
                 "language": "en-GB", "labels": {"unknown": [1]}}
                """);

        assertThat(article.getGuid()).contains("g1");
        assertThat(article.getUrl()).contains("https://Example.com/a?utm_source=x");
        assertThat(article.getCanonicalUrl()).contains("https://example.com/a");
        assertThat(article.getTitle()).isEqualTo("A title");
        assertThat(article.getBody()).isEqualTo("One.\n\nTwo.");
        assertThat(article.getSummary()).contains("Short.");
        assertThat(article.getPublished().getConfidence()).isEqualTo(DateConfidence.STATED);
        assertThat(article.getPublisher()).contains("Gazette");
        assertThat(article.getAuthors()).containsExactly("A B", "C D");
        assertThat(article.getLanguage()).contains("en-GB");
        assertThat(article.getFeed()).isEqualTo("feed");
        assertThat(article.getReceived()).isEqualTo(RECEIVED);
        assertThat(article.getLane()).isEqualTo(Lane.BACKFILL);
        assertThat(article.getContentType()).isEqualTo("application/json");
    }

    @Test
    void aHeadlineThatKillsOrCorrectsIsASignal() {
        assertThat(article("{\"guid\": \"k\", \"title\": \"KILL: Fire out\"}").getSignal())
                .isEqualTo(Signal.KILL);
        assertThat(article("{\"guid\": \"k\", \"title\": \"BC-Fire, KILL\"}").getSignal())
                .isEqualTo(Signal.KILL);
        assertThat(article("{\"guid\": \"k\", \"title\": \"Correction: Fire story\"}")
                        .getSignal())
                .isEqualTo(Signal.CORRECTION);
        assertThat(article("{\"guid\": \"k\", \"title\": \"KILL OR BE KILLED, THE FILM\"}")
                        .getSignal())
                .isEqualTo(Signal.NEW);
    }

    @Test
    void otherCommonNamesOfFieldsAreUnderstood() {
        RawArticle article = article(
                "{\"id\": 17, \"text\": \"Body.\", \"source\": \"Gazette\", \"authors\": \"By Jane Doe and John Roe\"}");

        assertThat(article.getGuid()).contains("17");
        assertThat(article.getBody()).isEqualTo("Body.");
        assertThat(article.getPublisher()).contains("Gazette");
        assertThat(article.getAuthors()).containsExactly("Jane Doe", "John Roe");
    }

    @Test
    void htmlBecomesParagraphsOfPlainText() {
        RawArticle article = article(
                "{\"html\": \"<p>One &amp; <b>two</b>.</p><aside>More</aside><script>evil()</script><ul><li>Three<br>Four</ul>\"}");

        assertThat(article.getBody()).isEqualTo("One & two.\n\nThree\n\nFour");
    }

    @Test
    void theSameItemGetsTheSameIdWhateverItsDate() {
        assertThat(article("{\"title\": \"T\", \"body\": \"B\", \"published\": \"2024-05-31\"}")
                        .getId())
                .isEqualTo(article("{\"body\": \"B\", \"title\": \"T\", \"published\": \"2025-01-01\"}")
                        .getId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"title": 3}                              | wrong-type     | "title" is a number
                    {"title": "T", "published": {"at": 1}}    | wrong-type     | "published" is an object; give it as a string in ISO 8601
                    {"title": "T", "authors": [1]}            | wrong-type     | "authors[0]" is a number
                    {"title": "T", "source": {"name": "x"}}   | wrong-type     | "source" is an object
                    {"title": " ", "body": null}              | empty-article  | neither a title nor a body
                    {"title": "T"                             | not-json       | column
                    {"title": "T"} {"title": "U"}             | not-json       | column
                    "text"                                    | not-an-article | found a string
                    """)
    void whatCannotBeReadIsRefusedWithCodeAndWhatToMend(String json, String code, String detail) {
        assertThat(parse(json, "application/json"))
                .singleElement(type(ParsedItem.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.detail()).contains(detail);
                    assertThat(refused.original()).isEqualTo(bytes(json));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void whatIsNestedTooDeepIsRefusedByName(String mediaType) {
        String deep = "{\"title\": \"[[[[\\\"[\", \"more\": " + "[".repeat(200) + "]".repeat(200) + "}";
        String endless = "{\"title\": " + "{\"a\":[".repeat(50_000);

        for (String json : List.of(deep, endless)) {
            assertThat(parse(json, mediaType))
                    .singleElement(type(ParsedItem.Refused.class))
                    .returns("too-deep", ParsedItem.Refused::code)
                    .satisfies(refused -> assertThat(refused.detail()).contains("200 deep"));
        }
        assertThat(parse(deep.replace("\"more\": [", "\"more\": ").replace("]}", "}"), mediaType))
                .singleElement()
                .isInstanceOf(ParsedItem.Article.class);
    }

    @Test
    void anItemOfAListThatIsNestedTooDeepStopsNoOther() {
        String deep = "{\"title\": \"T\", \"more\": " + "[".repeat(5000) + "]".repeat(5000) + "}";

        assertThat(parse("[" + deep + ", {\"title\": \"B\"}]", "application/json"))
                .satisfiesExactly(
                        first -> assertThat(((ParsedItem.Refused) first).code()).isEqualTo("too-deep"),
                        second -> assertThat(second).isInstanceOf(ParsedItem.Article.class));
    }

    @Test
    void xmlThatIsNestedTooDeepIsRefusedByName() {
        assertThat(parse("<rss>" + "<a>".repeat(300), "application/xml"))
                .singleElement(type(ParsedItem.Refused.class))
                .returns("too-deep", ParsedItem.Refused::code);
    }

    @Test
    void oneBadLineStopsNoOther() {
        List<ParsedItem> items =
                parse("{\"title\": \"A\"}\r\n\n{\"title\": }\n{\"title\": \"B\"}", "application/x-ndjson");

        assertThat(items).extracting(ParsedItem::line).containsExactly(1, 3, 4);
        assertThat(items.get(0)).isInstanceOf(ParsedItem.Article.class);
        assertThat(items.get(1)).isInstanceOf(ParsedItem.Refused.class);
        assertThat(items.get(2)).isInstanceOf(ParsedItem.Article.class);
    }

    @Test
    void eachItemOfAListKeepsItsOwnBytes() {
        List<ParsedItem> items = parse("[ {\"title\": \"Ä\"},\n 7,\n {\"title\": \"B\"} ]", "application/json");

        assertThat(items)
                .extracting(item -> new String(item.original(), StandardCharsets.UTF_8))
                .containsExactly("{\"title\": \"Ä\"}", "7", "{\"title\": \"B\"}");
        assertThat(items).extracting(ParsedItem::line).containsExactly(1, 2, 3);
        assertThat(items.get(1)).isInstanceOf(ParsedItem.Refused.class);
    }

    @Test
    void aListThatBreaksOffGivesWhatCameBefore() {
        List<ParsedItem> items = parse("[{\"title\": \"A\"}, {\"title\": \"B\"", "application/json");

        assertThat(items).hasSize(2);
        assertThat(items.getFirst()).isInstanceOf(ParsedItem.Article.class);
        assertThat(items.getLast())
                .asInstanceOf(type(ParsedItem.Refused.class))
                .returns("not-json", ParsedItem.Refused::code);
    }

    @Test
    void noTextHoldsWhatADatabaseCannot() {
        RawArticle article = article("{\"title\": \"A\\u0000B\\u0007\\ud800C\", \"body\": \"x\\u2028y\\u0003\"}");

        assertThat(article.getTitle()).isEqualTo("AB\uFFFDC");
        assertThat(article.getBody()).isEqualTo("x\n\ny");
    }

    @Test
    void jsonThatIsNotUtf8IsRefused() {
        byte[] latin1 = "{\"title\": \"Köln\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(parser.parse(latin1, "application/json", "feed", RECEIVED, Lane.LIVE))
                .singleElement(type(ParsedItem.Refused.class))
                .returns("bad-encoding", ParsedItem.Refused::code);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252,",
        "windows-1252,text/plain; charset=ISO-8859-1",
        "UTF-16,",
        "ISO-8859-2,text/plain; charset=iso-8859-2"
    })
    void textIsReadInItsCharacterSet(String charset, @Nullable String mediaType) {
        byte[] bytes = "Köln".getBytes(Charset.forName(charset));

        assertThat(parser.parse(bytes, mediaType, "feed", RECEIVED, Lane.LIVE))
                .singleElement(type(ParsedItem.Article.class))
                .returns("Köln", item -> item.article().getTitle());
    }

    @Test
    void aByteOrderMarkIsNoText() {
        assertThat(article("\uFEFF{\"title\": \"A\"}").getTitle()).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"title":"A"}                                    | application/json
                    [{"title":"A"}]                                  | application/json
                    A                                                | text/plain
                    [Updated] A                                      | text/plain
                    <!DOCTYPE html><title>A</title><p>B              | text/html
                    """)
    void theContentTellsTheFormatWhereNothingIsStated(String content, String contentType) {
        assertThat(parse(content, null))
                .singleElement(type(ParsedItem.Article.class))
                .returns(contentType, item -> item.article().getContentType());
    }

    @Test
    void linesOfJsonAreToldByTheirContentEvenIfOneIsBroken() {
        assertThat(parse("{\"title\": broken\n{\"title\":\"A\"}\n{\"title\":\"B\"}\n", null))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><opml version=\"2.0\"><body/></opml>",
                "<svg xmlns=\"x\"></svg>",
                "PK\u0003\u0004\u0000\u0000"
            })
    void aFormatThatIsNotReadIsRefusedByName(String content) {
        assertThat(parse(content, null))
                .singleElement(type(ParsedItem.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("unsupported-format");
                    assertThat(refused.detail()).contains("NDJSON");
                });
    }

    @Test
    void aWebPageGivesItsArticle() {
        RawArticle article = article("""
                <!doctype html><html lang="en"><head><title>Site</title><link rel="canonical" href="https://example.com/a">
                <meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-05-31T07:08:09Z"></head>
                <body><nav><p>Menu</p></nav><article><h1>Harbour closed</h1><p>One.</p><h2>Next</h2><p>Two.</p></article></body></html>
                """, null);

        assertThat(article.getTitle()).isEqualTo("Harbour closed");
        assertThat(article.getBody()).isEqualTo("One.\n\nNext\n\nTwo.");
        assertThat(article.getAuthors()).containsExactly("Jane Doe");
        assertThat(article.getCanonicalUrl()).contains("https://example.com/a");
        assertThat(article.getPublished().getConfidence()).isEqualTo(DateConfidence.STATED);
    }

    @Test
    void theBylineOfAWebPageIsItsAuthorAndNoPartOfTheText() {
        RawArticle article = article("""
                <!doctype html><html><head><title>Site</title></head><body><article><header><h1>Harbour closed</h1>
                <p>By Jane Doe and John Roe</p></header><p>By Jane Doe and John Roe</p><p>By noon the harbour was closed.</p>
                </article></body></html>
                """, null);

        assertThat(article.getAuthors()).containsExactly("Jane Doe", "John Roe");
        assertThat(article.getBody()).isEqualTo("By noon the harbour was closed.");
    }

    @Test
    void anItemAboveTheLimitIsRefusedAndItsBeginningKept() {
        ParsedItem item = new ItemParser(20)
                .parse(bytes("{\"title\": \"A long title\"}\n"), "application/x-ndjson", "feed", RECEIVED, Lane.LIVE)
                .getFirst();

        assertThat(item).asInstanceOf(type(ParsedItem.Refused.class)).returns("too-large", ParsedItem.Refused::code);
        assertThat(item.original()).hasSize(20);
    }

    private RawArticle article(String content) {
        return article(content, "application/json");
    }

    private RawArticle article(String content, @Nullable String mediaType) {
        ParsedItem item = parse(content, mediaType).getFirst();
        assertThat(item).isInstanceOf(ParsedItem.Article.class);
        return ((ParsedItem.Article) item).article();
    }

    private List<ParsedItem> parse(String content, @Nullable String mediaType) {
        return parser.parse(bytes(content), mediaType, "feed", RECEIVED, Lane.BACKFILL);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
