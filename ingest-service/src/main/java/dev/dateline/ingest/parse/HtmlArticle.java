package dev.dateline.ingest.parse;

import dev.dateline.ingest.html.HtmlPage;
import java.util.List;

/** A web page as an article. */
final class HtmlArticle {

    private HtmlArticle() {}

    static Draft read(String html) {
        HtmlPage page = HtmlPage.read(html);
        return new Draft(
                null,
                CleanText.oneLineOrNull(page.canonicalUrl()),
                CleanText.oneLine(page.title()),
                CleanText.oneLineOrNull(page.summary()),
                Paragraph.join(Paragraph.of(CleanText.lines(page.body()))),
                CleanText.oneLineOrNull(page.publisher()),
                null,
                authors(page.authors()),
                CleanText.oneLineOrNull(page.language()),
                CleanText.oneLineOrNull(page.published()));
    }

    private static List<String> authors(List<String> stated) {
        return stated.stream()
                .map(CleanText::oneLine)
                .filter(author -> !author.isEmpty())
                .flatMap(author -> Byline.inField(author).stream())
                .distinct()
                .toList();
    }
}
