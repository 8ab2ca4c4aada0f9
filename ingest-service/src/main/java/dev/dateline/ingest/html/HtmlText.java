package dev.dateline.ingest.html;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** HTML to plain text: blocks become paragraphs, scripts and the like go, markup never reaches the text. */
public final class HtmlText {

    private static final Set<String> WITHOUT_TEXT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "iframe",
            "object",
            "head",
            "button",
            "form",
            "select",
            "nav",
            "aside",
            "title",
            "textarea");

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

    /** Markup that was escaped once too often: whole tags that HTML has, not a comparison such as {@code a < b}. */
    private static final Pattern ESCAPED_MARKUP = Pattern.compile(
            "</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|img|blockquote|h[1-6]|table|tr|td|figure|script|style|iframe)(?:\\s[^<>]{0,2000})?\\s*/?>",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ESCAPED_ENTITY = Pattern.compile(
            "&(?:#\\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|apos|nbsp|[lr]squo|[lr]dquo|[mn]dash|hellip);",
            Pattern.CASE_INSENSITIVE);

    /** Deeper elements are read as if they stood at this depth. */
    static final int MAX_DEPTH = 256;

    private HtmlText() {}

    /**
     * The text of a fragment or a whole page, its paragraphs separated by an empty line. What was escaped twice, as feeds do, is read as what it
     * was before: entities that show in the text stand for their characters, and where there is no markup but tags show in the text,
     * they are the markup.
     */
    public static String of(String html) {
        Element fragment = parse(html);
        String text = of(fragment);
        if (fragment.childrenSize() == 0 && ESCAPED_MARKUP.matcher(text).find()) {
            text = of(parse(text));
        }
        return ESCAPED_ENTITY.matcher(text).find() ? Parser.unescapeEntities(text, false) : text;
    }

    private static Element parse(String html) {
        return Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(MAX_DEPTH)).body();
    }

    /** The text of an element. */
    static String of(Element root) {
        StringBuilder out = new StringBuilder();
        root.traverse(new NodeVisitor() {
            private int hidden;
            private int preformatted;

            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element) {
                    hidden += WITHOUT_TEXT.contains(element.normalName()) ? 1 : 0;
                    preformatted += element.nameIs("pre") ? 1 : 0;
                    if (isCell(element)) {
                        out.append(' ');
                    } else if (separates(element) || element.nameIs("br")) {
                        out.append("\n\n");
                    }
                } else if (hidden == 0 && node instanceof TextNode text) {
                    String words = text.getWholeText();
                    out.append(preformatted > 0 ? words : SPACE.matcher(words).replaceAll(" "));
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    hidden -= WITHOUT_TEXT.contains(element.normalName()) ? 1 : 0;
                    preformatted -= element.nameIs("pre") ? 1 : 0;
                    if (separates(element) && !isCell(element)) {
                        out.append("\n\n");
                    }
                }
            }
        });
        return out.toString();
    }

    private static boolean separates(Element element) {
        return element.isBlock() && !element.nameIs("script") && !element.nameIs("style");
    }

    /** The cells of a row stand on one line, unless they hold paragraphs of their own. */
    private static boolean isCell(Element element) {
        return element.nameIs("td") || element.nameIs("th");
    }
}
