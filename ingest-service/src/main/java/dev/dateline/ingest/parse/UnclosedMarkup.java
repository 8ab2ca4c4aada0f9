package dev.dateline.ingest.parse;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markup of a feed whose invisible elements are closed. A page that leaves an iframe open shows nothing behind it, and its author
 * sees that; a feed is cut out of pages, shortened and rewritten, and nobody sees what a stray tag would swallow.
 */
final class UnclosedMarkup {

    private static final Pattern SWALLOWING = Pattern.compile(
            "<(iframe|object|applet|noembed|noframes|xmp|textarea|title|noscript|select|button|form|nav|aside|template|svg|script|style)"
                    + "\\b[^<>]*>",
            Pattern.CASE_INSENSITIVE);

    private UnclosedMarkup() {}

    /** The markup without start tags that nothing closes and without comments that nothing ends. */
    static String mended(String html) {
        String text = comments(html);
        Matcher tag = SWALLOWING.matcher(text);
        if (!tag.find()) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        do {
            String name = tag.group(1).toLowerCase(Locale.ROOT);
            boolean closesItself = text.charAt(tag.end() - 2) == '/';
            boolean code = name.equals("script") || name.equals("style");
            boolean open = !code && lower.lastIndexOf("</" + name) < tag.end();
            if (closesItself || open) {
                out.append(text, done, tag.start());
                done = tag.end();
            }
        } while (tag.find());
        return out.append(text, done, text.length()).toString();
    }

    private static String comments(String html) {
        int open = html.lastIndexOf("<!--");
        if (open < 0 || html.indexOf("-->", open) >= 0) {
            return html;
        }
        int end = html.indexOf('>', open);
        return html.substring(0, open) + (end < 0 ? "" : html.substring(end + 1));
    }
}
