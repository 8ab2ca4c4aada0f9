package dev.dateline.ingest.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Text to a tree of elements. Unclosed tags are closed where their parent ends, a bare ampersand stands for itself, HTML's named
 * characters are known without a declaration, well-known prefixes too, and what stands before the first element is passed
 * over. The tree says where something was mended, and which elements were never closed.
 *
 * <p>The tokens are jsoup's: it knows no document types, so that there is nothing to switch off, and it keeps the place of
 * each tag, which a strict parser loses at the first fault.
 */
public final class XmlReader {

    private static final int FAULTS_KEPT = 5;
    private static final Pattern PARSER_STATE = Pattern.compile(" in input state \\[\\w+]");

    private XmlReader() {}

    /** Reads a document. */
    public static XmlDocument read(String text, XmlLimits limits) throws XmlRefusedException {
        String safe = Doctype.cut(text);
        checkElements(safe, limits);
        Parser parser = Parser.xmlParser()
                .setTrackPosition(true)
                .setTrackErrors(FAULTS_KEPT)
                .setMaxDepth(limits.depth() + 2);
        Document parsed = parser.parseInput(safe, "");
        Tree tree = new Tree(safe, limits);
        for (ParseError error : parser.getErrors()) {
            tree.fault(Doctype.line(safe, error.getPosition()), words(error));
        }
        return tree.of(parsed);
    }

    /** What is wrong, without the parser's name for where in its work it was. */
    private static String words(ParseError error) {
        return PARSER_STATE.matcher(error.getErrorMessage()).replaceFirst("");
    }

    /** Before anything is built: a tag costs its sender three bytes and us a hundred times that. */
    private static void checkElements(String text, XmlLimits limits) throws XmlRefusedException {
        int elements = 0;
        for (int i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) {
            if (i + 1 < text.length() && Character.isLetter(text.charAt(i + 1)) && ++elements > limits.elements()) {
                throw new XmlRefusedException(
                        XmlRefusedException.Cause.LIMIT,
                        Doctype.line(text, i),
                        "there are more than " + limits.elements() + " elements; send the items in several documents");
            }
        }
    }

    /** The way from jsoup's tree to ours, in which namespaces are told. */
    private static final class Tree {

        private final String text;
        private final XmlLimits limits;
        private final List<XmlDocument.Fault> faults = new ArrayList<>();

        Tree(String text, XmlLimits limits) {
            this.text = text;
            this.limits = limits;
        }

        void fault(int line, String message) {
            if (faults.size() < FAULTS_KEPT) {
                faults.add(new XmlDocument.Fault(line, message));
            }
        }

        XmlDocument of(Document document) throws XmlRefusedException {
            for (Node node : document.childNodes()) {
                if (node instanceof Element element) {
                    return new XmlDocument(element(element, null, Map.of(), 1), faults);
                }
                if (node instanceof TextNode junk && !junk.isBlank()) {
                    fault(1, "text before the first element");
                }
            }
            throw new XmlRefusedException(
                    XmlRefusedException.Cause.NO_ELEMENT, 1, "there is no element in it; send a complete document");
        }

        private XmlElement element(
                Element source, @Nullable XmlElement parent, Map<String, Vocabulary> outer, int depth)
                throws XmlRefusedException {
            int line = source.sourceRange().start().lineNumber();
            if (depth > limits.depth()) {
                throw new XmlRefusedException(
                        XmlRefusedException.Cause.DEPTH,
                        line,
                        "elements are nested more than " + limits.depth() + " deep; send flatter markup");
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            Map<String, Vocabulary> scope = outer;
            for (Attribute attribute : source.attributes()) {
                String key = attribute.getKey();
                if (key.startsWith("/jsoup.")) {
                    continue;
                }
                attributes.put(key, attribute.getValue());
                if (key.equals("xmlns") || key.startsWith("xmlns:")) {
                    scope = scope == outer ? new HashMap<>(outer) : scope;
                    scope.put(
                            key.equals("xmlns") ? "" : key.substring(6).toLowerCase(Locale.ROOT),
                            Vocabulary.ofUri(attribute.getValue()));
                }
            }
            String tag = source.tagName();
            int colon = tag.indexOf(':');
            String prefix = colon < 0 ? "" : tag.substring(0, colon);
            Vocabulary vocabulary = scope.get(prefix.toLowerCase(Locale.ROOT));
            if (vocabulary == null && !prefix.isEmpty()) {
                fault(line, "the prefix of <" + tag + "> is not declared");
            }
            XmlElement element = new XmlElement(
                    vocabulary != null ? vocabulary : prefix.isEmpty() ? Vocabulary.RSS : Vocabulary.ofPrefix(prefix),
                    prefix,
                    tag.substring(colon + 1),
                    attributes,
                    parent,
                    span(source, line));
            for (Node node : source.childNodes()) {
                if (node instanceof Element child) {
                    element.add(element(child, element, scope, depth + 1));
                } else if (node instanceof TextNode characters) {
                    element.add(new XmlText(characters.getWholeText()));
                }
            }
            return element;
        }

        private XmlElement.Span span(Element source, int line) {
            int begin = source.sourceRange().startPos();
            int startTagEnd = source.sourceRange().endPos();
            boolean selfClosed = startTagEnd >= 2
                    && startTagEnd <= text.length()
                    && text.charAt(startTagEnd - 2) == '/'
                    && source.childNodeSize() == 0;
            boolean closed = selfClosed || !source.endSourceRange().isImplicit();
            if (!closed) {
                fault(line, "<" + source.tagName() + "> is not closed");
            }
            int end = selfClosed ? startTagEnd : source.endSourceRange().endPos();
            return new XmlElement.Span(line, begin, Math.max(begin, Math.min(end, text.length())), closed);
        }
    }
}
