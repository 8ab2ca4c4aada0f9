package dev.dateline.ingest.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element with its namespace told and its place in the document known. Names compare without regard to case. */
public final class XmlElement implements XmlNode {

    private final Vocabulary vocabulary;
    private final String prefix;
    private final String name;
    private final Map<String, String> attributes;
    private final List<XmlNode> content = new ArrayList<>();
    private final @Nullable XmlElement parent;
    private final Span span;

    /**
     * Where an element stands.
     *
     * @param line the line of its start tag, counted from 1
     * @param begin the index of its first character
     * @param end the index behind its last character
     * @param closed whether its end is marked, so that nothing of it is missing
     */
    record Span(int line, int begin, int end, boolean closed) {}

    XmlElement(
            Vocabulary vocabulary,
            String prefix,
            String name,
            Map<String, String> attributes,
            @Nullable XmlElement parent,
            Span span) {
        this.vocabulary = vocabulary;
        this.prefix = prefix;
        this.name = name;
        this.attributes = attributes;
        this.parent = parent;
        this.span = span;
    }

    void add(XmlNode node) {
        content.add(node);
    }

    /** The namespace. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The name without its prefix, as written. */
    public String name() {
        return name;
    }

    /** The name with its prefix, as written. */
    public String qualifiedName() {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }

    /** Whether it has the name, in whatever case. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Whether it has the name, and stands in the namespace. */
    public boolean is(Vocabulary in, String other) {
        return vocabulary == in && name.equalsIgnoreCase(other);
    }

    /** The line of its start tag, counted from 1. */
    public int line() {
        return span.line();
    }

    /** The index of its first character in the text. */
    public int begin() {
        return span.begin();
    }

    /** The index behind its last character in the text. */
    public int end() {
        return span.end();
    }

    /** Whether its end is marked; if not, the document broke off within it or forgot to close it. */
    public boolean isClosed() {
        return span.closed();
    }

    /** The value of an attribute, by its name with or without prefix; null where it is absent. */
    public @Nullable String attribute(String attribute) {
        String exact = attributes.get(attribute);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, String> entry : attributes.entrySet()) {
            String key = entry.getKey();
            int colon = key.indexOf(':');
            if (key.equalsIgnoreCase(attribute)
                    || (colon > 0
                            && !key.startsWith("xmlns")
                            && key.substring(colon + 1).equalsIgnoreCase(attribute))) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** The attributes by their names as written. */
    public Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /** The child elements in their order. */
    public Stream<XmlElement> children() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    /** The child elements of that name, in whatever namespace. */
    public Stream<XmlElement> children(String child) {
        return children().filter(element -> element.is(child));
    }

    /** The first child element of that name, in whatever namespace. */
    public Optional<XmlElement> child(String child) {
        return children(child).findFirst();
    }

    /** The first child element of that name in the namespace. */
    public Optional<XmlElement> child(Vocabulary in, String child) {
        return children().filter(element -> element.is(in, child)).findFirst();
    }

    /** The first element reached by the names, one below the other. */
    public Optional<XmlElement> find(String... path) {
        XmlElement at = this;
        for (String step : path) {
            Optional<XmlElement> next = at.child(step);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** All elements of that name below this one, in document order. */
    public Stream<XmlElement> descendants(String descendant) {
        return children()
                .flatMap(child -> Stream.concat(
                        child.is(descendant) ? Stream.of(child) : Stream.empty(), child.descendants(descendant)));
    }

    /** The element around this one. */
    public @Nullable XmlElement parent() {
        return parent;
    }

    /** Whether there is an element in it. */
    public boolean hasChildren() {
        return content.stream().anyMatch(XmlElement.class::isInstance);
    }

    /** All text in it, without surrounding white space. */
    public String text() {
        StringBuilder out = new StringBuilder();
        appendText(out);
        return out.toString().strip();
    }

    private void appendText(StringBuilder out) {
        for (XmlNode node : content) {
            switch (node) {
                case XmlText text -> out.append(text.text());
                case XmlElement element -> element.appendText(out);
            }
        }
    }

    /** What is in it as markup, prefixes left out, so that XHTML reads as HTML. */
    public String markup() {
        StringBuilder out = new StringBuilder();
        content.forEach(node -> append(node, out));
        return out.toString().strip();
    }

    private static void append(XmlNode node, StringBuilder out) {
        switch (node) {
            case XmlText text -> escape(text.text(), out);
            case XmlElement element -> {
                String tag = element.name;
                out.append('<').append(tag);
                element.attributes.forEach((key, value) -> {
                    if (!key.startsWith("xmlns")) {
                        out.append(' ').append(key).append("=\"");
                        escape(value, out);
                        out.append('"');
                    }
                });
                if (element.content.isEmpty() && isVoid(tag)) {
                    out.append("/>");
                } else {
                    out.append('>');
                    element.content.forEach(child -> append(child, out));
                    out.append("</").append(tag).append('>');
                }
            }
        }
    }

    /** An empty element other than these must keep its end tag, or HTML takes what follows to be in it. */
    private static boolean isVoid(String tag) {
        return switch (tag.toLowerCase(Locale.ROOT)) {
            case "br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track" ->
                true;
            default -> false;
        };
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }

    /** The language that holds here, from the nearest {@code xml:lang}; null where none or an empty one is stated. */
    public @Nullable String language() {
        for (XmlElement at = this; at != null; at = at.parent) {
            String stated = at.attributes.get("xml:lang");
            if (stated == null) {
                stated = at.attributes.get("lang");
            }
            if (stated != null) {
                return stated.isBlank() ? null : stated.strip().replace('_', '-');
            }
        }
        return null;
    }

    /**
     * An address, resolved against {@code xml:base} as it holds here and the document's own address.
     *
     * @param address as written; one that cannot be resolved stays as it is
     * @param documentAddress the address of the document, null where it is not known
     */
    public String resolve(String address, @Nullable String documentAddress) {
        return Addresses.resolve(base(documentAddress), address);
    }

    private @Nullable String base(@Nullable String documentAddress) {
        String outer = parent == null ? documentAddress : parent.base(documentAddress);
        String own = attributes.get("xml:base");
        return own == null ? outer : Addresses.resolve(outer, own);
    }
}
