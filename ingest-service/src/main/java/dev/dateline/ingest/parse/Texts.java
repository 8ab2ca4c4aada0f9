package dev.dateline.ingest.parse;

import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.html.HtmlText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of feeds, whatever they are written in, as plain text. */
public final class Texts {

    private static final Pattern TAG = Pattern.compile("</?([A-Za-z][A-Za-z0-9]{0,15})(?:\\s[^<>]{0,2000})?/?>");
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

    /** What feeds write into texts; other words in angle brackets are words in angle brackets. */
    private static final Set<String> TAGS = Set.of(
            "a",
            "abbr",
            "article",
            "aside",
            "b",
            "big",
            "blockquote",
            "br",
            "center",
            "cite",
            "code",
            "dd",
            "del",
            "div",
            "dl",
            "dt",
            "em",
            "embed",
            "figcaption",
            "figure",
            "font",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "i",
            "iframe",
            "img",
            "ins",
            "li",
            "main",
            "mark",
            "nav",
            "object",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "section",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "time",
            "tr",
            "tt",
            "u",
            "ul",
            "video",
            "audio",
            "script",
            "style",
            "noscript");

    private Texts() {}

    /** One line. */
    public static String line(FeedText text) {
        return CleanText.oneLine(isHtml(text) ? HtmlText.of(UnclosedMarkup.mended(text.value())) : text.value());
    }

    /** Paragraphs separated by an empty line. */
    public static String paragraphs(FeedText text) {
        String plain = isHtml(text) ? HtmlText.of(UnclosedMarkup.mended(text.value())) : text.value();
        return Paragraph.join(Paragraph.of(CleanText.lines(plain)));
    }

    /** Paragraphs separated by an empty line; null where nothing is left. */
    static @Nullable String paragraphsOrNull(FeedText text) {
        String paragraphs = paragraphs(text);
        return paragraphs.isEmpty() ? null : paragraphs;
    }

    private static boolean isHtml(FeedText text) {
        return switch (text.kind()) {
            case HTML -> true;
            case PLAIN -> false;
            case UNSTATED -> looksLikeHtml(text.value());
        };
    }

    private static boolean looksLikeHtml(String text) {
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (TAGS.contains(tag.group(1).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return REFERENCE.matcher(text).find();
    }
}
