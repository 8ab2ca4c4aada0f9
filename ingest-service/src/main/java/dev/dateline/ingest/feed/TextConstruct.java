package dev.dateline.ingest.feed;

import dev.dateline.ingest.feed.FeedText.Kind;
import dev.dateline.ingest.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An element whose text may be plain, escaped HTML, inline XHTML or Base64. */
final class TextConstruct {

    private TextConstruct() {}

    /** A text in Atom: RFC 4287, 3.1 and 4.1.3; attribute {@code mode} as in Atom 0.3. */
    static FeedText ofAtom(XmlElement element) {
        String type = lower(element.attribute("type"));
        String mode = lower(element.attribute("mode"));
        if (mode.equals("base64") || (isBinary(type) && !element.hasChildren())) {
            return decoded(element.text(), isHtml(type) ? Kind.HTML : Kind.UNSTATED, mode.equals("base64"));
        }
        if (element.hasChildren()) {
            return new FeedText(element.markup(), Kind.HTML);
        }
        boolean escaped = mode.equals("escaped");
        if (isHtml(type)) {
            return new FeedText(element.text(), Kind.HTML);
        }
        return new FeedText(element.text(), escaped && type.isEmpty() ? Kind.UNSTATED : Kind.PLAIN);
    }

    /** A text in RSS, which does not say what it is. */
    static FeedText ofRss(XmlElement element) {
        if (lower(element.attribute("mode")).equals("base64")) {
            return decoded(element.text(), Kind.UNSTATED, true);
        }
        return element.hasChildren()
                ? new FeedText(element.markup(), Kind.HTML)
                : new FeedText(element.text(), kind(element));
    }

    private static Kind kind(XmlElement element) {
        String type = lower(element.attribute("type"));
        return isHtml(type)
                ? Kind.HTML
                : type.equals("text/plain") || type.equals("plain") ? Kind.PLAIN : Kind.UNSTATED;
    }

    private static boolean isHtml(String type) {
        return type.equals("html") || type.equals("xhtml") || type.equals("text/html") || type.endsWith("xhtml+xml");
    }

    /** RFC 4287, 4.1.3.3: what is neither text nor XML stands there in Base64. */
    private static boolean isBinary(String type) {
        return type.contains("/") && !type.startsWith("text/") && !type.endsWith("+xml") && !type.endsWith("/xml");
    }

    private static FeedText decoded(String base64, Kind kind, boolean stated) {
        Optional<String> text = decode(base64);
        return text.map(value -> new FeedText(value.strip(), kind))
                .orElse(stated ? new FeedText(base64, Kind.PLAIN) : FeedText.NONE);
    }

    private static Optional<String> decode(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.indexOf('\uFFFD') >= 0 ? Optional.empty() : Optional.of(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
