package dev.dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedItemsTest {

    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void everyFieldOfAnRssItemArrives() {
        RawArticle article = article("""
                <?xml version="1.0"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                     xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <channel><title>Harbour Ledger</title><link>https://harbour.example/</link><language>en-gb</language>
                    <item>
                      <title>Ferry &amp; pier reopen</title>
                      <link>https://harbour.example/ferry?utm_source=rss</link>
                      <guid isPermaLink="false">hl-17</guid>
                      <pubDate>Mon, 01 Jun 2026 09:30:00 +0200</pubDate>
                      <dc:creator>Ana Lund</dc:creator><dc:creator>Ben Okafor</dc:creator>
                      <description>Short.</description>
                      <content:encoded><![CDATA[<p>The ferry runs again.</p><p>So does the pier.</p>]]></content:encoded>
                      <source url="https://northgate.example/rss">Northgate Wire</source>
                    </item>
                  </channel>
                </rss>
                """);

        assertThat(article.getTitle()).isEqualTo("Ferry & pier reopen");
        assertThat(article.getUrl()).contains("https://harbour.example/ferry?utm_source=rss");
        assertThat(article.getCanonicalUrl()).contains("https://harbour.example/ferry");
        assertThat(article.getGuid()).contains("hl-17");
        assertThat(article.getPublished().getInstant()).isEqualTo(Instant.parse("2026-06-01T07:30:00Z"));
        assertThat(article.getPublished().getConfidence()).isEqualTo(DateConfidence.STATED);
        assertThat(article.getAuthors()).containsExactly("Ana Lund", "Ben Okafor");
        assertThat(article.getSummary()).contains("Short.");
        assertThat(article.getBody()).isEqualTo("The ferry runs again.\n\nSo does the pier.");
        assertThat(article.getPublisher()).contains("Harbour Ledger");
        assertThat(article.getOriginPublisher()).contains("Northgate Wire");
        assertThat(article.getLanguage()).contains("en-gb");
        assertThat(article.getContentType()).isEqualTo("application/rss+xml");
    }

    @Test
    void aNameThatIsTooLongIsLeftOutWithAWarningThatNamesIt() {
        String tooLong = "x".repeat(1_001);
        ParsedItem.Article item = (ParsedItem.Article)
                parse("<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>"
                                + tooLong + "</title><language>" + tooLong
                                + "</language><item><title>Ferry runs</title><dc:creator>"
                                + tooLong + "</dc:creator><dc:creator>Ana Lund</dc:creator></item></channel></rss>")
                        .getFirst();

        assertThat(item.article().getPublisher()).isEmpty();
        assertThat(item.article().getLanguage()).isEmpty();
        assertThat(item.article().getAuthors()).containsExactly("Ana Lund");
        assertThat(item.warnings())
                .extracting(ParsedItem.Warning::code)
                .containsExactly("name-too-long", "name-too-long", "name-too-long");
        assertThat(item.warnings())
                .extracting(ParsedItem.Warning::detail)
                .contains("the author has 1001 characters, more than 1000; it was left out");
    }

    @Test
    void everyFieldOfAnAtomEntryArrives() {
        RawArticle article = article("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://pacific.example/news/">
                  <title>Pacific Sounder</title>
                  <author><name>Desk</name></author>
                  <entry>
                    <id>tag:pacific.example,2026:1</id>
                    <title type="html">Reef &amp;amp; tide</title>
                    <link rel="self" href="1.atom"/><link rel="alternate" type="text/html" href="1.html"/>
                    <published>2026-05-31T22:00:00-10:00</published><updated>2026-06-01T09:00:00Z</updated>
                    <author><name>Ana Lund</name><email>a@pacific.example</email></author>
                    <summary>In short</summary>
                    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>
                    <source><title>Coral Post</title><id>urn:coral</id></source>
                  </entry>
                </feed>
                """);

        assertThat(article.getGuid()).contains("tag:pacific.example,2026:1");
        assertThat(article.getTitle()).isEqualTo("Reef & tide");
        assertThat(article.getUrl()).contains("https://pacific.example/news/1.html");
        assertThat(article.getPublished().getInstant()).isEqualTo(Instant.parse("2026-06-01T08:00:00Z"));
        assertThat(article.getAuthors()).containsExactly("Ana Lund");
        assertThat(article.getBody()).isEqualTo("One.\n\nTwo.");
        assertThat(article.getOriginPublisher()).contains("Coral Post");
        assertThat(article.getLanguage()).contains("en");
    }

    @Test
    void theDateOfTheLastChangeStandsInAndIsSaidToBeInferred() {
        RawArticle article = article("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title>"
                + "<updated>2026-05-31T22:00:00Z</updated></entry></feed>");

        assertThat(article.getPublished().getConfidence()).isEqualTo(DateConfidence.INFERRED);
        assertThat(article.getPublished().getRaw()).contains("2026-05-31T22:00:00Z");
    }

    @Test
    void aDeletedEntryIsAKillOfThatEntry() {
        List<ParsedItem> items = parse(
                "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'>"
                        + "<entry><id>urn:1</id><title>T</title></entry><at:deleted-entry ref='urn:1' when='2026-06-01T09:00:00Z'/></feed>");

        RawArticle entry = ((ParsedItem.Article) items.get(0)).article();
        RawArticle deleted = ((ParsedItem.Article) items.get(1)).article();
        assertThat(deleted.getSignal()).isEqualTo(Signal.KILL);
        assertThat(deleted.getId()).isEqualTo(entry.getId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
                        + "<channel rdf:about='u'><title>C</title></channel><item rdf:about='http://x.example/1'>"
                        + "<title>T</title><link>http://x.example/1</link></item></rdf:RDF>",
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
                        + "<channel><title>C</title></channel><item><title>T</title><link>http://x.example/1</link></item></rdf:RDF>",
                "<rss version='0.91'><channel><title>C</title><item><title>T</title><link>http://x.example/1</link></item></channel></rss>",
                "<RSS version='0.92'><Channel><Item><Title>T</Title><Link>http://x.example/1</Link></Item></Channel></RSS>",
                "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>T</title>"
                        + "<link rel='alternate' href='http://x.example/1'/></entry></feed>",
                "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"C\", \"items\": [{\"id\": 1, \"title\": \"T\", \"url\": \"http://x.example/1\"}]}",
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"C\", \"items\": [{\"id\": \"1\", \"content_html\": \"\", \"title\": \"T\", \"external_url\": \"http://x.example/1\"}]}"
            })
    void everyVersionOfEveryFeedFormatIsRead(String feed) {
        assertThat(article(feed))
                .satisfies(article -> assertThat(article.getTitle()).isEqualTo("T"))
                .satisfies(article -> assertThat(article.getUrl()).contains("http://x.example/1"));
    }

    @Test
    void whatTheMediaTypeSaysDoesNotHideAFeed() {
        String rss = "<?xml version='1.0'?><rss><channel><item><title>T</title></item></channel></rss>";

        for (String type :
                new String[] {"text/html", "text/plain; charset=utf-8", "application/octet-stream", null, "text/xml"}) {
            assertThat(new ItemParser().parse(bytes(rss), type, "feed", RECEIVED, Lane.LIVE))
                    .singleElement()
                    .isInstanceOf(ParsedItem.Article.class);
        }
    }

    @Test
    void oneBadEntryLosesNoOther() {
        List<ParsedItem> items =
                parse("<rss><channel>\n<item><title>A</title></item>\n<item><enclosure url='x'/></item>\n"
                        + "<item><title>C</title></item>\n<item><title>cut o");

        assertThat(items).extracting(ParsedItem::line).containsExactly(2, 3, 4, 5);
        assertThat(items.get(0)).isInstanceOf(ParsedItem.Article.class);
        assertThat(items.get(1))
                .asInstanceOf(type(ParsedItem.Refused.class))
                .returns("empty-article", ParsedItem.Refused::code);
        assertThat(items.get(2)).isInstanceOf(ParsedItem.Article.class);
        assertThat(items.get(3))
                .asInstanceOf(type(ParsedItem.Refused.class))
                .returns("cut-off", ParsedItem.Refused::code);
    }

    @Test
    void anEntryThatIsNotClosedEndsWhereTheNextBegins() {
        List<ParsedItem> items = parse("<rss><channel><item><title>A</title><item><title>B</title></channel></rss>");

        assertThat(items).hasSize(2).allSatisfy(item -> assertThat(item).isInstanceOf(ParsedItem.Article.class));
        assertThat(new String(items.getFirst().original(), StandardCharsets.UTF_8))
                .isEqualTo("<item><title>A</title>");
    }

    @Test
    void eachEntryKeepsItsOwnBytesWhichCanBeReadAgain() {
        ParsedItem item = parse("<rss xmlns:d='http://purl.org/dc/elements/1.1/'><channel><item><title>Ä</title>"
                        + "<guid>1</guid></item></channel></rss>")
                .getFirst();

        assertThat(new String(item.original(), StandardCharsets.UTF_8))
                .isEqualTo("<item><title>Ä</title><guid>1</guid></item>");
        assertThat(new ItemParser().parse(item.original(), "application/rss+xml", "feed", RECEIVED, Lane.LIVE))
                .singleElement(type(ParsedItem.Article.class))
                .satisfies(again -> assertThat(again.article().getGuid()).contains("1"));
    }

    @Test
    void anEmptyFeedHoldsManyItemsAndNoneAtTheMoment() {
        ParsedDocument document = new ItemParser()
                .document(
                        bytes("<feed xmlns='http://www.w3.org/2005/Atom'><link rel='hub' href='https://hub.example/'/>"
                                + "<link rel='self' href='https://x.example/feed'/></feed>"),
                        null,
                        new ItemParser.Origin("feed", RECEIVED, Lane.LIVE));

        assertThat(document.many()).isTrue();
        assertThat(document.items()).isEmpty();
        assertThat(document.format()).isEqualTo("Atom 1.0");
        assertThat(document.links())
                .isEqualTo(new ParsedDocument.FeedLinks("https://x.example/feed", List.of("https://hub.example/")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a@b.example (Ana Lund)      | Ana Lund
            Ana Lund <a@b.example>      | Ana Lund
            Ana Lund (a@b.example)      | Ana Lund
            Ana Lund                    | Ana Lund
            """)
    void authorsAreReadHoweverTheyAreWritten(String line, String name) {
        assertThat(article("<rss><channel><item><title>T</title><author>" + line.replace("<", "&lt;")
                                + "</author></item></channel></rss>")
                        .getAuthors())
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AT&amp;T grows             | AT&T grows
            &lt;b&gt;Bold&lt;/b&gt; x  | Bold x
            The &lt;blank&gt; page     | The <blank> page
            <b>Naked</b> markup        | Naked markup
            a &amp;quot;b&amp;quot;    | a "b"
            2 &lt; 3                   | 2 < 3
            """)
    void aTitleIsReadAsPlainTextOrMarkupWhicheverItIs(String written, String read) {
        assertThat(article("<rss><channel><item><title>" + written + "</title></item></channel></rss>")
                        .getTitle())
                .isEqualTo(read);
    }

    @Test
    void foreignElementsNeverPassForTheFeedsOwn() {
        RawArticle article = article("<rss xmlns:x='http://other.example/ns'><channel><item><x:title>Wrong</x:title>"
                + "<x:description>Wrong</x:description><title>Right</title></item></channel></rss>");

        assertThat(article.getTitle()).isEqualTo("Right");
        assertThat(article.getBody()).isEmpty();
    }

    @Test
    void whatWasMendedIsSaidOnTheItem() {
        ParsedItem item = parse("<rss><channel><item><title>A <b>B</title></item></channel></rss>")
                .getFirst();

        assertThat(((ParsedItem.Article) item).warnings())
                .extracting(ParsedItem.Warning::code)
                .containsExactly("not-well-formed");
    }

    private static RawArticle article(String feed) {
        List<ParsedItem> items = parse(feed);
        assertThat(items).singleElement().isInstanceOf(ParsedItem.Article.class);
        return ((ParsedItem.Article) items.getFirst()).article();
    }

    private static List<ParsedItem> parse(String feed) {
        return new ItemParser().parse(bytes(feed), null, "feed", RECEIVED, Lane.LIVE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
