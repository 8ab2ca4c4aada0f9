package dev.dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

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

class WireItemsTest {

    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");

    private static final String G2 = """
            <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:northgate.example:1" version="%s"
                standard="NewsML-G2" standardversion="2.34" xml:lang="en">
              <itemMeta><itemClass qcode="ninat:text"/><provider literal="Northgate Wire"/>
                <versionCreated>2026-06-01T09:00:00Z</versionCreated>%s</itemMeta>
              <contentMeta><infoSource><name>Coral Post</name></infoSource><by>By Ana Lund</by>
                <headline>Tide gate closes</headline><description>In short.</description></contentMeta>
              <contentSet><inlineXML contenttype="application/xhtml+xml">
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>One.</p><p>Two.</p></body></html>
              </inlineXML></contentSet>
            </newsItem>
            """;

    @Test
    void everyFieldOfANewsMlG2ItemArrives() {
        RawArticle article = article(G2.formatted("1", "<pubStatus qcode='stat:usable'/>"));

        assertThat(article.getGuid()).contains("urn:newsml:northgate.example:1");
        assertThat(article.getTitle()).isEqualTo("Tide gate closes");
        assertThat(article.getSummary()).contains("In short.");
        assertThat(article.getBody()).isEqualTo("One.\n\nTwo.");
        assertThat(article.getPublisher()).contains("Northgate Wire");
        assertThat(article.getOriginPublisher()).contains("Coral Post");
        assertThat(article.getAuthors()).containsExactly("Ana Lund");
        assertThat(article.getLanguage()).contains("en");
        assertThat(article.getPublished().getInstant()).isEqualTo(Instant.parse("2026-06-01T09:00:00Z"));
        assertThat(article.getSignal()).isEqualTo(Signal.NEW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | <pubStatus qcode="stat:canceled"/>                        | KILL
            2 | <pubStatus qcode="stat:withheld"/>                        | KILL
            2 | <signal qcode="sig:correction"/>                          | CORRECTION
            2 | <edNote>MANDATORY KILL: do not use this story.</edNote>   | KILL
            2 | <edNote>Corrects the name of the gate.</edNote>           | CORRECTION
            2 | <pubStatus qcode="stat:usable"/>                          | UPDATE
            1 | <signal qcode="sig:update"/>                              | UPDATE
            """)
    void whatAnItemIsToAnEarlierOneTravelsAsItsSignal(String version, String meta, Signal signal) {
        RawArticle article = article(G2.formatted(version, meta));

        assertThat(article.getSignal()).isEqualTo(signal);
        assertThat(article.getId()).isEqualTo(article(G2.formatted("1", "")).getId());
    }

    @Test
    void aMessageGivesEachOfItsItemsAndNamesWhatIsNoNews() {
        List<ParsedItem> items = parse("<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header/><itemSet>"
                + G2.formatted("1", "") + "<knowledgeItem guid='k'/>"
                + G2.formatted("1", "").replace("northgate.example:1", "northgate.example:2")
                + "</itemSet></newsMessage>");

        assertThat(items).hasSize(3);
        assertThat(items.get(0)).isInstanceOf(ParsedItem.Article.class);
        assertThat(items.get(1))
                .asInstanceOf(type(ParsedItem.Refused.class))
                .returns("not-news", ParsedItem.Refused::code)
                .satisfies(refused -> assertThat(refused.detail()).contains("knowledgeItem"));
        assertThat(items.get(2)).isInstanceOf(ParsedItem.Article.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <embargoed>2026-06-01T18:00:00Z</embargoed> | embargoed
            <embargoed/>                                | embargoed
            """)
    void anItemUnderEmbargoIsRefusedUntilItIsSentAgain(String meta, String code) {
        assertThat(parse(G2.formatted("1", meta)))
                .singleElement(type(ParsedItem.Refused.class))
                .returns(code, ParsedItem.Refused::code);
    }

    @Test
    void anEmbargoThatIsOverHoldsNothingBack() {
        assertThat(article(G2.formatted("1", "<embargoed>2026-06-01T11:00:00Z</embargoed>"))
                        .getTitle())
                .isEqualTo("Tide gate closes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<madeUp>x</madeUp>",
                "<firstCreated>yesterday</firstCreated>",
                "<role qcode=\"no colon\"/>",
                "<link href=\"%zz\"/>"
            })
    void whatTheStandardForbidsIsNamedOnTheItem(String meta) {
        assertThat(parse(G2.formatted("1", meta.replace("%", "%%"))))
                .singleElement(type(ParsedItem.Article.class))
                .satisfies(item -> assertThat(item.warnings())
                        .extracting(ParsedItem.Warning::code)
                        .contains("not-valid"));
    }

    @Test
    void everyFieldOfANitfDocumentArrives() {
        RawArticle article = article("""
                <?xml version="1.0"?>
                <!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
                <nitf>
                  <head><title>t</title>
                    <docdata management-status="usable"><doc-id id-string="nw-42"/><date.issue norm="20260601T090000Z"/></docdata>
                    <pubdata name="Northgate Wire"/>
                  </head>
                  <body>
                    <body.head><hedline><hl1>Ice leaves the bay</hl1></hedline><byline>By <person>Ana Lund</person></byline>
                      <distributor>Coral Post</distributor><abstract><p>In short.</p></abstract></body.head>
                    <body.content><media><media-caption>Not text</media-caption></media><block><p>One <em>and</em> a half.</p>
                      <hl2>Between</hl2><p>Two.</p></block></body.content>
                  </body>
                </nitf>
                """);

        assertThat(article.getGuid()).contains("nw-42");
        assertThat(article.getTitle()).isEqualTo("Ice leaves the bay");
        assertThat(article.getBody()).isEqualTo("One and a half.\n\nBetween\n\nTwo.");
        assertThat(article.getSummary()).contains("In short.");
        assertThat(article.getAuthors()).containsExactly("Ana Lund");
        assertThat(article.getPublisher()).contains("Northgate Wire");
        assertThat(article.getPublished().getInstant()).isEqualTo(Instant.parse("2026-06-01T09:00:00Z"));
    }

    @Test
    void aKillNoteInNitfKillsWithoutAnyText() {
        RawArticle kill = article(
                "<nitf><head><docdata><doc-id id-string='nw-42'/><ed-msg info='BULLETIN KILL'/></docdata></head>"
                        + "<body/></nitf>");

        assertThat(kill.getSignal()).isEqualTo(Signal.KILL);
        assertThat(kill.getGuid()).contains("nw-42");
    }

    @Test
    void revisionsOfNewsMl1ShareTheirId() {
        String item = """
                <NewsML><NewsEnvelope><DateAndTime>20260601T090000Z</DateAndTime></NewsEnvelope><NewsItem>
                  <Identification><NewsIdentifier><ProviderId>northgate.example</ProviderId><DateId>20260601</DateId>
                    <NewsItemId>gate</NewsItemId><RevisionId PreviousRevision="%s" Update="N">%s</RevisionId>
                    <PublicIdentifier>urn:newsml:northgate.example:20260601:gate:%sN</PublicIdentifier></NewsIdentifier></Identification>
                  <NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260601T080000Z</FirstCreated>
                    <ThisRevisionCreated>20260601T090000Z</ThisRevisionCreated><Status FormalName="%s"/></NewsManagement>
                  <NewsComponent><NewsLines><HeadLine>Gate</HeadLine><ByLine>Ana Lund</ByLine></NewsLines>
                    <ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body><body.content><p>One.</p></body.content></body></nitf>
                    </DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
                """;
        RawArticle first = article(item.formatted("0", "1", "1", "Usable"));
        RawArticle second = article(item.formatted("1", "2", "2", "Usable"));
        RawArticle canceled = article(item.formatted("2", "3", "3", "Canceled"));

        assertThat(first.getBody()).isEqualTo("One.");
        assertThat(first.getSignal()).isEqualTo(Signal.NEW);
        assertThat(second.getSignal()).isEqualTo(Signal.UPDATE);
        assertThat(canceled.getSignal()).isEqualTo(Signal.KILL);
        assertThat(List.of(second.getId(), canceled.getId())).containsOnly(first.getId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uri\": \"urn:1\", \"type\": \"text\", \"headline\": \"Gate\", \"body_html\": \"<p>One.</p>\", \"byline\": \"Ana Lund\","
                        + " \"infosource\": [{\"name\": \"Coral Post\"}], \"$standard\": {\"name\": \"ninjs\", \"version\": \"1.4\"}}",
                "{\"uri\": \"urn:1\", \"headlines\": [{\"role\": \"main\", \"value\": \"Gate\"}], \"by\": \"Ana Lund\","
                        + " \"bodies\": [{\"role\": \"main\", \"contenttype\": \"text/html\", \"value\": \"<p>One.</p>\"}],"
                        + " \"infosources\": [{\"name\": \"Coral Post\"}]}",
                "{\"uri\": \"urn:1\", \"headlines\": [{\"value\": \"Gate\"}], \"by\": \"Ana Lund\", \"pubStatus\": \"usable\","
                        + " \"bodies\": [{\"contentType\": \"text/plain\", \"value\": \"One.\"}], \"infoSources\": [{\"name\": \"Coral Post\"}]}"
            })
    void everyLineOfNinjsIsRead(String json) {
        assertThat(article(json))
                .satisfies(article -> assertThat(article.getGuid()).contains("urn:1"))
                .satisfies(article -> assertThat(article.getTitle()).isEqualTo("Gate"))
                .satisfies(article -> assertThat(article.getBody()).isEqualTo("One."))
                .satisfies(article -> assertThat(article.getAuthors()).containsExactly("Ana Lund"))
                .satisfies(article -> assertThat(article.getOriginPublisher()).contains("Coral Post"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"uri": "urn:1", "headline": "Gate", "pubstatus": "cancelled"}                                  | pubstatus
            {"uri": "urn:1", "headlines": [{"value": "Gate"}], "nosuch": 1}                                 | nosuch
            {"uri": "urn:1", "headlines": [{"value": "Gate"}], "versionCreated": "yesterday"}               | versionCreated
            {"uri": "urn:1", "headline": "Gate", "type": "component"}                                       | version 1.0
            {"headlines": [{"value": "Gate"}]}                                                              | uri
            """)
    void whatNinjsForbidsIsNamedOnTheItem(String json, String what) {
        assertThat(parse(json))
                .singleElement(type(ParsedItem.Article.class))
                .satisfies(item -> assertThat(item.warnings())
                        .anySatisfy(warning -> assertThat(warning.detail()).contains(what)));
    }

    @Test
    void aCanceledNinjsItemKillsWithoutAnyText() {
        assertThat(article("{\"uri\": \"urn:1\", \"pubstatus\": \"canceled\"}").getSignal())
                .isEqualTo(Signal.KILL);
    }

    private static RawArticle article(String item) {
        List<ParsedItem> items = parse(item);
        assertThat(items).singleElement().isInstanceOf(ParsedItem.Article.class);
        return ((ParsedItem.Article) items.getFirst()).article();
    }

    private static List<ParsedItem> parse(String item) {
        return new ItemParser().parse(item.getBytes(StandardCharsets.UTF_8), null, "feed", RECEIVED, Lane.LIVE);
    }
}
