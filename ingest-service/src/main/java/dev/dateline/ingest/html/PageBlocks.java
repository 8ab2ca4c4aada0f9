package dev.dateline.ingest.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** The text of a page cut into blocks, in the order of the page, and which of them stand in which element. */
final class PageBlocks {

    /** Elements whose text a reader does not see as text. */
    static final Set<String> SILENT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "iframe",
            "object",
            "embed",
            "head",
            "button",
            "select",
            "textarea",
            "canvas",
            "audio",
            "video",
            "map",
            "math",
            "datalist",
            "dialog",
            "menu",
            "title");

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
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
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
            "caption");

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0\\u200B\\uFEFF]+");

    /** Cells with more text than this hold a layout, not data. */
    private static final int LONGEST_CELL = 120;

    /** How far up a list item is looked for. */
    private static final int REACH = 8;

    private final List<Block> blocks = new ArrayList<>();
    private final Map<Element, Range> ranges = new IdentityHashMap<>();
    private final String host;

    /**
     * A stretch of the blocks.
     *
     * @param from the first
     * @param to one past the last
     */
    record Range(int from, int to) {
        int size() {
            return to - from;
        }
    }

    private static final Range NONE = new Range(0, 0);

    /**
     * The blocks of a page's body.
     *
     * @param host the page's own host, empty where it is not known
     */
    PageBlocks(Element body, String host) {
        this.host = host;
        body.traverse(new Collector(body));
    }

    List<Block> all() {
        return blocks;
    }

    List<Block> in(Range range) {
        return blocks.subList(range.from(), range.to());
    }

    /** The stretch of blocks that stand in an element. */
    Range range(Element element) {
        return ranges.getOrDefault(element, NONE);
    }

    /** What the blocks in an element are worth together, those that speak against it left out. */
    double prose(Element element) {
        double prose = 0;
        for (Block block : in(range(element))) {
            prose += Math.max(0, block.value());
        }
        return prose;
    }

    /** Marks all that stands in an element as no text of the article. */
    void bar(Element element, String reason) {
        in(range(element)).forEach(block -> block.bar(reason));
    }

    static boolean isHeading(Element element) {
        return HEADINGS.contains(element.normalName());
    }

    /** The host of an address in lower case without {@code www.}; empty where it has none. */
    static String host(String url) {
        int begin = url.indexOf("//");
        if (begin < 0) {
            return "";
        }
        int end = url.indexOf('/', begin + 2);
        String host = end < 0 ? url.substring(begin + 2) : url.substring(begin + 2, end);
        return host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    }

    /** Walks the page once. A row of a data table is one block, whatever blocks stand in its cells. */
    private final class Collector implements NodeVisitor {

        private final Element body;
        private final Deque<Element> open = new ArrayDeque<>();
        private final Deque<Integer> begins = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable Element row;
        private int silent;
        private int linkDepth;
        private int links;
        private int linkCharacters;
        private boolean leadsAway;

        Collector(Element body) {
            this.body = body;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                String tag = element.normalName();
                silent += SILENT.contains(tag) ? 1 : 0;
                if (BLOCKS.contains(tag)) {
                    boundary();
                    if (row == null && tag.equals("tr") && isDataRow(element)) {
                        row = element;
                    }
                    open.push(element);
                } else if (tag.equals("br")) {
                    boundary();
                } else if (tag.equals("a")) {
                    linkDepth++;
                    links++;
                    leadsAway = links == 1 ? leadsAway(element.attr("href")) : leadsAway;
                }
                begins.push(blocks.size());
            } else if (silent == 0 && node instanceof TextNode textNode) {
                String words = textNode.getWholeText();
                text.append(words);
                linkCharacters += linkDepth > 0 ? words.strip().length() : 0;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                String tag = element.normalName();
                silent -= SILENT.contains(tag) ? 1 : 0;
                if (BLOCKS.contains(tag)) {
                    if (row == element) {
                        flush(element);
                        row = null;
                    } else {
                        boundary();
                    }
                    open.pop();
                } else if (tag.equals("a")) {
                    linkDepth--;
                }
                ranges.put(element, new Range(begins.pop(), blocks.size()));
            }
        }

        private void boundary() {
            if (row != null) {
                text.append(' ');
                return;
            }
            flush(open.isEmpty() ? body : open.peek());
        }

        private void flush(Element at) {
            if (!text.isEmpty()) {
                String line = SPACE.matcher(text).replaceAll(" ").strip();
                if (!line.isEmpty()) {
                    Block.Kind kind = at == row ? Block.Kind.ROW : kind(at);
                    blocks.add(new Block(line, kind, linkCharacters, leadsAway, at));
                }
                text.setLength(0);
            }
            links = 0;
            linkCharacters = 0;
            leadsAway = false;
        }
    }

    private boolean leadsAway(String href) {
        String target = href.startsWith("http") ? host(href) : "";
        return !host.isEmpty() && !target.isEmpty() && !target.endsWith(host) && !host.endsWith(target);
    }

    private static boolean isDataRow(Element row) {
        if (row.childrenSize() < 2) {
            return false;
        }
        for (Element cell : row.children()) {
            if (cell.childrenSize() > 12
                    || cell.text().length() > LONGEST_CELL
                    || cell.selectFirst("table, ul, ol, div div div") != null) {
                return false;
            }
        }
        return true;
    }

    private static Block.Kind kind(Element element) {
        if (isHeading(element)) {
            return Block.Kind.HEADING;
        }
        Element at = element;
        for (int i = 0; i < REACH && at != null; i++, at = at.parent()) {
            switch (at.normalName()) {
                case "li", "dd", "dt" -> {
                    return Block.Kind.ITEM;
                }
                case "blockquote", "body", "article", "section" -> {
                    return Block.Kind.TEXT;
                }
                default -> {}
            }
        }
        return Block.Kind.TEXT;
    }
}
