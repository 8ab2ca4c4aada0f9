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
                authors(page),
                CleanText.oneLineOrNull(page.language()),
                CleanText.oneLineOrNull(page.published()));
    }

    /** Those that the page states, else those of the first line under the headline that says that it is a byline. */
    private static List<String> authors(HtmlPage page) {
        List<String> stated = page.authors().stream()
                .map(CleanText::oneLine)
                .filter(author -> !author.isEmpty())
                .flatMap(author -> Byline.inField(author).stream())
                .distinct()
                .toList();
        return stated.isEmpty()
                ? page.shortLines().stream()
                        .map(Byline::stated)
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(List.of())
                : stated;
    }
}
