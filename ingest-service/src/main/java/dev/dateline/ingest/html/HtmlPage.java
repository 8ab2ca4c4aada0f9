package dev.dateline.ingest.html;

import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A web page read for its article. All texts are plain, in the page's own words, and still to be cleaned of odd spaces.
 *
 * @param title the headline without the site's name; may be empty
 * @param summary the page's description
 * @param body the article's paragraphs separated by an empty line; may be empty
 * @param authors as the page states them; an element may hold several names
 * @param shortLines the short lines under the headline, among which a byline may stand
 * @param published the date in the page's own words
 * @param canonicalUrl the absolute address that the page gives for itself
 * @param publisher the site or its owner, by name
 * @param language as stated
 */
public record HtmlPage(
        String title,
        @Nullable String summary,
        String body,
        List<String> authors,
        List<String> shortLines,
        @Nullable String published,
        @Nullable String canonicalUrl,
        @Nullable String publisher,
        @Nullable String language) {

    /** A text stated in the head is taken for the body only if it is this many times as long as what was found in the page. */
    private static final int FAR_LONGER = 3;

    private static final int SHORTEST_STATED_BODY = 400;
    private static final int LINES_UNDER_HEADLINE = 12;
    private static final int LONGEST_SHORT_LINE = 120;

    /** Reads a page; never fails, and deep nesting is flattened. */
    public static HtmlPage read(String html) {
        Document page = Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(HtmlText.MAX_DEPTH));
        PageFacts facts = new PageFacts(page);
        PageBlocks blocks = new PageBlocks(page.body(), facts.host());
        Headline headline = new Headline(blocks.all(), facts.statedTitles());
        String published = facts.published(headline.block());
        String title = facts.title(headline.block());
        String body = ArticleBody.of(page.body(), blocks, headline).stream()
                .map(Block::text)
                .collect(Collectors.joining("\n\n"));
        String stated = facts.linked().text("articleBody");
        // Some pages bring the text for scripts alone.
        if (stated != null && stated.length() >= SHORTEST_STATED_BODY && stated.length() > FAR_LONGER * body.length()) {
            body = HtmlText.of(stated.replace("\n", "<br>")).strip();
        }
        return new HtmlPage(
                title,
                facts.summary(),
                body,
                facts.authors(),
                blocks.all().stream()
                        .skip(headline.at() + 1L)
                        .limit(LINES_UNDER_HEADLINE)
                        .map(Block::text)
                        .filter(line -> line.length() <= LONGEST_SHORT_LINE)
                        .toList(),
                published,
                facts.canonicalUrl(),
                facts.publisher(),
                facts.language());
    }
}
