package dev.dateline.ingest.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlPageTest {

    private static final String FIRST =
            "The harbour master closed the northern quay on Monday after divers found that two of its piles had come loose, and said that repairs would last until spring.";
    private static final String SECOND =
            "Ferries will leave from the old fish market instead, a walk of ten minutes, and the council promised a covered way before the first autumn storms arrive.";
    private static final String TEXT = FIRST + "\n\n" + SECOND;

    private static HtmlPage page(String head, String body) {
        return HtmlPage.read("<html lang=en><head>" + head + "</head><body>" + body + "</body></html>");
    }

    private static String paragraphs() {
        return "<p>" + FIRST + "</p><p>" + SECOND + "</p>";
    }

    @Test
    void theTextIsWhatStandsBetweenHeadlineAndFurniture() {
        HtmlPage page = page(
                "<title>Northern quay closed | Harbour Ledger</title><meta property=og:site_name content='Harbour Ledger'>",
                """
                <nav><ul><li><a href=/>Home</a></li><li><a href=/sport>Sport</a></li></ul></nav>
                <h1>Northern quay closed</h1><div>By Ana Lind</div><div>3 May 2024, 10:15</div>
                <div class=story>%s<div class="related-stories"><h3>Related</h3><a href=/a>Another quay was closed in the last year too</a></div></div>
                <div class=comments><p>I have waited there for an hour, and nobody told us anything at all, which is a shame really.</p></div>
                <footer>All rights reserved</footer>""".formatted(paragraphs()));
        assertThat(page.body()).isEqualTo(TEXT);
        assertThat(page.title()).isEqualTo("Northern quay closed");
        assertThat(page.publisher()).isEqualTo("Harbour Ledger");
        assertThat(page.language()).isEqualTo("en");
    }

    @Test
    void captionsNoticesAndLoneLinksWithinTheTextAreLeftOut() {
        HtmlPage page = page(
                "",
                "<article><h1>Quay</h1><p>" + FIRST
                        + "</p><figure><img src=a.jpg><figcaption>Divers at work. Photo: Bo Ek</figcaption></figure>"
                        + "<p><a href=/b>Read how the quay was built a hundred years ago</a></p><p>Sign up for our daily newsletter here.</p><p>"
                        + SECOND
                        + "</p></article>");
        assertThat(page.body()).isEqualTo(TEXT);
    }

    @Test
    void listsSubheadingsAndTablesOfTheArticleStay() {
        HtmlPage page = page(
                "",
                "<article><h1>Quay</h1>" + paragraphs()
                        + "<h2>What changes</h2><ul><li>Ferries to the islands leave hourly.</li></ul>"
                        + "<table><tr><th>Route</th><th>Fare</th></tr><tr><td>Skerry</td><td>4.20</td></tr></table></article>");
        assertThat(page.body())
                .isEqualTo(
                        TEXT + "\n\nWhat changes\n\nFerries to the islands leave hourly.\n\nRoute Fare\n\nSkerry 4.20");
    }

    @Test
    void teasersOfOtherArticlesAreNoPartOfIt() {
        String teaser =
                "<div class=card><h3><a href=/x>Another story of the day that one may read</a></h3><p>It has a line of its own.</p></div>";
        assertThat(page("", "<main><h1>Quay</h1>" + paragraphs() + "<div>" + teaser.repeat(4) + "</div></main>")
                        .body())
                .isEqualTo(TEXT);
        assertThat(page(
                                "<title>Northern quay is closed now</title>",
                                "<article><h1>Northern quay is closed now</h1>" + paragraphs()
                                        + "</article><article><h2>Another</h2><p>" + SECOND + "</p></article>")
                        .body())
                .isEqualTo(TEXT);
    }

    @Test
    void linkedDataStatesTheFacts() {
        HtmlPage page = page("""
                <link rel=canonical href="https://news.example/quay">
                <script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"#o","name":"Harbour Ledger"},
                {"@type":"NewsArticle","headline":"Northern quay closed","datePublished":"2024-05-03T10:15:00+02:00",
                "author":[{"@type":"Person","name":"Ana Lind"},{"name":"Bo Ek"}],"publisher":{"@id":"#o"}}]}</script>""", "<h1>Northern quay closed</h1>" + paragraphs());
        assertThat(page.published()).isEqualTo("2024-05-03T10:15:00+02:00");
        assertThat(page.authors()).containsExactly("Ana Lind", "Bo Ek");
        assertThat(page.publisher()).isEqualTo("Harbour Ledger");
        assertThat(page.canonicalUrl()).isEqualTo("https://news.example/quay");
        assertThat(page.title()).isEqualTo("Northern quay closed");
    }

    private static String linked(String headline) {
        return "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"" + headline
                + "\"}</script>";
    }

    @Test
    void whatLinkedDataAndOpenGraphAgreeOnIsTheTitleWhateverTheHeadingLeavesOut() {
        assertThat(page(
                                "<title>Storm: Northern quay closed - Ledger</title><meta property=og:title content='Storm: Northern quay closed'>"
                                        + linked("Storm: Northern quay closed"),
                                "<h1>Northern quay closed</h1>" + paragraphs())
                        .title())
                .isEqualTo("Storm: Northern quay closed");
    }

    @Test
    void theTitleForReadersGoesBeforeTheOneForSearchEnginesThatStandsInASmallFirstHeading() {
        String searched = "Quay closed: What ferry passengers must know";
        String shown = "Divers find loose piles under the northern quay";
        String head = "<title>" + searched + " | Ledger</title>";
        String body = "<nav><h1>" + searched + "</h1></nav><article><h2><span>Harbour</span> <span>" + shown
                + "</span></h2>" + paragraphs() + "</article>";

        assertThat(page(head + "<meta property=og:title content='" + shown + "'>" + linked(searched), body)
                        .title())
                .isEqualTo(shown);
        assertThat(page(head + "<meta property=og:title content='" + searched + "'>" + linked(shown), body)
                        .title())
                .isEqualTo(shown);
    }

    @Test
    void aWordingForNetworksThatThePageDoesNotShowIsNotTheTitle() {
        String shown = "Divers find loose piles under the northern quay";
        String network = "You will not believe what divers found";
        assertThat(page(
                                "<title>" + shown + " | Ledger</title><meta property=og:title content='" + network
                                        + "'>" + linked(shown),
                                "<h1>" + shown + "</h1>" + paragraphs() + "<h3><a href=/x>" + network + "</a></h3>")
                        .title())
                .isEqualTo(shown);
    }

    @Test
    void aPostOfALiveBlogIsNotTheArticle() {
        HtmlPage page = page("""
                <script type=application/ld+json>{"@type":"LiveBlogPosting","headline":"The quay, as it happens",
                "liveBlogUpdate":[{"@type":"BlogPosting","headline":"Crane arrives","datePublished":"2024-05-03T10:15:00Z",
                "author":{"name":"Ana Lind"},"articleBody":"It is here.","publisher":{"name":"Ledger"}}]}</script>""", paragraphs());
        assertThat(page.title()).isEqualTo("The quay, as it happens");
        assertThat(page.published()).isNull();
    }

    @Test
    void aDateWithItsZoneGoesBeforeOneWithout() {
        HtmlPage page = page(
                "<script type=application/ld+json>{\"@type\":\"Article\",\"datePublished\":\"2024-05-03\"}</script>"
                        + "<meta property=article:published_time content=2024-05-03T10:15:00Z>",
                paragraphs());
        assertThat(page.published()).isEqualTo("2024-05-03T10:15:00Z");
    }

    @Test
    void microdataAndTimeElementsAreReadWhereNothingElseStates() {
        assertThat(page(
                        "",
                        "<h1>Quay</h1><span itemprop=author>Ana Lind</span><meta itemprop=datePublished content=2024-05-03T10:15Z>"
                                + paragraphs()))
                .satisfies(page -> {
                    assertThat(page.authors()).containsExactly("Ana Lind");
                    assertThat(page.published()).isEqualTo("2024-05-03T10:15Z");
                });
        assertThat(page("", "<div><h1>Quay</h1><time datetime=2024-05-03T10:15Z>May</time></div>" + paragraphs())
                        .published())
                .isEqualTo("2024-05-03T10:15Z");
    }

    @Test
    void aTextThatOnlyScriptsShowIsTakenFromTheLinkedData() {
        HtmlPage page = page(
                "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Quay\",\"articleBody\":\""
                        + (FIRST + " " + SECOND + " ").repeat(2) + "\"}</script>",
                "<div id=app>Please enable scripts.</div>");
        assertThat(page.body()).startsWith(FIRST);
    }

    @Test
    void brokenLinkedDataIsPassedOver() {
        HtmlPage page = page(
                "<script type=application/ld+json>{\"@type\": oops</script><meta property=og:title content='Quay closed'>",
                paragraphs());
        assertThat(page.title()).isEqualTo("Quay closed");
        assertThat(page.body()).isEqualTo(TEXT);
    }

    @Test
    void escapedMarkupStaysTextAndDeepNestingIsRead() {
        assertThat(page("", "<article><p>" + FIRST + " &lt;b&gt;1 &lt; 2&lt;/b&gt;.</p></article>")
                        .body())
                .endsWith("<b>1 < 2</b>.");
        assertThat(page("", "<div>".repeat(100_000) + paragraphs()).body()).isEqualTo(TEXT);
        assertThat(HtmlPage.read("").body()).isEmpty();
    }
}
