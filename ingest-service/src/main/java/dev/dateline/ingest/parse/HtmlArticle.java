package dev.dateline.ingest.parse;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads a web page: what its head states, and the paragraphs and headings of its article. */
final class HtmlArticle {

    private static final String NOT_ARTICLE =
            "nav, header, footer, aside, figure, form, script, style, noscript, template, [role=navigation], [aria-hidden=true]";

    private HtmlArticle() {}

    static Draft read(String html) {
        Document page = Jsoup.parse(html);
        // Before the body is read, which takes out of the page what is not its article.
        List<String> authors = authors(page);
        return new Draft(
                null,
                firstOf(attribute(page, "link[rel=canonical]", "href"), meta(page, "og:url")),
                title(page),
                CleanText.oneLineOrNull(firstOf(meta(page, "og:description"), meta(page, "description"))),
                body(page),
                CleanText.oneLineOrNull(meta(page, "og:site_name")),
                null,
                authors,
                CleanText.oneLineOrNull(attribute(page, "html[lang]", "lang")),
                CleanText.oneLineOrNull(
                        firstOf(meta(page, "article:published_time"), attribute(page, "time[datetime]", "datetime"))));
    }

    private static String title(Document page) {
        Element heading = page.selectFirst("article h1, main h1, h1");
        String shown = heading == null ? page.title() : heading.text();
        String stated = meta(page, "og:title");
        return CleanText.oneLine(stated == null ? shown : stated);
    }

    /** Those that the head states, else those of the first byline that is shown. */
    private static List<String> authors(Document page) {
        List<String> stated = Stream.ofNullable(firstOf(meta(page, "author"), meta(page, "article:author")))
                .map(CleanText::oneLine)
                .filter(author -> !author.isEmpty() && !author.startsWith("http"))
                .flatMap(author -> Byline.inField(author).stream())
                .toList();
        return stated.isEmpty()
                ? page.select("p").stream()
                        .map(paragraph -> Byline.stated(paragraph.text()))
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(List.of())
                : stated;
    }

    private static String body(Document page) {
        Element article = page.selectFirst("article, main, [itemprop=articleBody]");
        Element root = article == null ? page.body() : article;
        root.select(NOT_ARTICLE).remove();
        List<Paragraph> paragraphs = root.select("p, h2, h3, blockquote:not(:has(p)), li").stream()
                .filter(element -> element.parents().stream().noneMatch(parent -> parent.nameIs("li")))
                .filter(element -> Byline.stated(element.text()).isEmpty())
                .flatMap(element -> Paragraph.of(CleanText.lines(HtmlText.of(element))).stream())
                .toList();
        return paragraphs.isEmpty()
                ? Paragraph.join(Paragraph.of(CleanText.lines(HtmlText.of(root))))
                : Paragraph.join(paragraphs);
    }

    private static @Nullable String meta(Document page, String name) {
        return attribute(page, "meta[property=" + name + "], meta[name=" + name + "]", "content");
    }

    private static @Nullable String attribute(Document page, String selector, String name) {
        Element element = page.selectFirst(selector);
        String value = element == null ? "" : element.attr(name).strip();
        return value.isEmpty() ? null : value;
    }

    private static @Nullable String firstOf(@Nullable String preferred, @Nullable String other) {
        return preferred == null ? other : preferred;
    }
}
