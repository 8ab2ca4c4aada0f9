package dev.dateline.ingest.parse;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML to plain text: blocks become paragraphs, scripts and the like go, markup never reaches the text. */
final class HtmlText {

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
            "aside");

    private HtmlText() {}

    /** The text of a fragment or a whole page. */
    static String of(String html) {
        return of(Jsoup.parse(html).body());
    }

    /** The text of an element. */
    static String of(Element root) {
        StringBuilder out = new StringBuilder();
        root.traverse(new NodeVisitor() {
            private int hidden;

            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element) {
                    hidden += isWithoutText(element) ? 1 : 0;
                    if (element.isBlock() || element.nameIs("br")) {
                        out.append("\n\n");
                    }
                } else if (hidden == 0 && node instanceof TextNode text) {
                    out.append(text.getWholeText().replaceAll("\\s+", " "));
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    hidden -= isWithoutText(element) ? 1 : 0;
                    if (element.isBlock()) {
                        out.append("\n\n");
                    }
                }
            }
        });
        return out.toString();
    }

    private static boolean isWithoutText(Element element) {
        return WITHOUT_TEXT.contains(element.normalName());
    }
}
