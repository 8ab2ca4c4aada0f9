package dev.dateline.ingest.parse;

import dev.dateline.ingest.charset.MarkupDecoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats that are read, and how they are told apart. */
enum Format {
    /** One article, or a list of them. */
    JSON("application/json", "JSON"),
    /** One JSON article a line. */
    NDJSON("application/json", "NDJSON"),
    /** Plain text. */
    TEXT("text/plain", "plain text"),
    /** A web page. */
    HTML("text/html", "HTML"),
    /** XML; its outermost element tells which format. */
    XML("application/xml", "XML");

    private static final Map<String, Format> BY_MEDIA_TYPE = Map.ofEntries(
            Map.entry("application/json", JSON),
            Map.entry("text/json", JSON),
            Map.entry("application/x-ndjson", NDJSON),
            Map.entry("application/ndjson", NDJSON),
            Map.entry("application/jsonl", NDJSON),
            Map.entry("application/x-jsonlines", NDJSON),
            Map.entry("text/plain", TEXT),
            Map.entry("text/html", HTML),
            Map.entry("application/xhtml+xml", HTML),
            Map.entry("application/xml", XML),
            Map.entry("text/xml", XML),
            Map.entry("application/xml-dtd", XML),
            Map.entry("text/xml-external-parsed-entity", XML),
            Map.entry("application/xml-external-parsed-entity", XML));

    /** They say nothing; the last is what curl sends unless told otherwise. */
    private static final Set<String> GENERIC =
            Set.of("", "*/*", "application/octet-stream", "binary/octet-stream", "application/x-www-form-urlencoded");

    static final String UNDERSTOOD =
            "understood are article JSON (one object or a list), NDJSON (one object a line), JSON Feed, ninjs, RSS, Atom,"
                    + " NewsML-G2, NewsML 1, NITF, plain text and an HTML page";

    private static final int SNIFFED = 1024;
    private static final Pattern HTML_START = Pattern.compile(
            "(?s)(?:<\\?xml[^>]*>\\s*)?(?:<!--.*?-->\\s*)*<(?:!doctype\\s+html|html|head|body|article|main|div|p|h1)\\b.*");
    private static final Pattern MARKUP_START =
            Pattern.compile("(?s)<(?:\\?xml|!doctype|!--|[a-z][a-z0-9]*:?[a-z]*[\\s>/]).*");
    private static final Pattern FEED_START = Pattern.compile(
            "(?:<\\?[^>]{0,200}>\\s*|<!--.{0,500}?-->\\s*|<!doctype\\s[^>\\[]{0,300}>\\s*)*"
                    + "<(?:rss|rdf:rdf|(?:atom:)?feed|(?:nar:)?newsitem|(?:nar:)?packageitem|newsmessage|newsml|nitf)[\\s>]",
            Pattern.DOTALL);
    private static final Pattern DECLARATION_BEHIND_JUNK =
            Pattern.compile("[^<]{0,200}?\\R?[ \\t]*(?:<\\?xml\\s+version|<rss[\\s>]|<rdf:rdf[\\s>]|<feed\\s+xmlns)");
    private static final Pattern JSON_LIST_START = Pattern.compile("(?s)\\[\\s*[\\[{\\]\"].*");

    private final String itemMediaType;
    private final String inWords;

    Format(String itemMediaType, String inWords) {
        this.itemMediaType = itemMediaType;
        this.inWords = inWords;
    }

    /** What it is called, as far as it is known before the document is read. */
    String inWords() {
        return inWords;
    }

    /** The media type of one item in this format. */
    String itemMediaType() {
        return itemMediaType;
    }

    static boolean isGeneric(MediaType stated) {
        return GENERIC.contains(stated.name());
    }

    static Format of(MediaType stated) throws RefusedException {
        Format format = BY_MEDIA_TYPE.get(stated.name());
        if (format == null && stated.name().endsWith("+xml")) {
            return XML;
        }
        if (format == null && stated.name().endsWith("+json")) {
            return JSON;
        }
        if (format == null) {
            throw new RefusedException(
                    Reason.UNSUPPORTED_FORMAT, "the media type \"" + stated.name() + "\" is not read; " + UNDERSTOOD);
        }
        return format;
    }

    /** Tells the format by the content. */
    static Format of(String text) throws RefusedException {
        String start = text.substring(0, Math.min(text.length(), SNIFFED)).stripLeading();
        if (start.indexOf('\0') >= 0) {
            throw new RefusedException(Reason.UNSUPPORTED_FORMAT, "the content is binary; " + UNDERSTOOD);
        }
        if (start.startsWith("{")) {
            return isOneObjectALine(text) ? NDJSON : JSON;
        }
        String lower = start.toLowerCase(Locale.ROOT);
        if (JSON_LIST_START.matcher(lower).matches()) {
            return JSON;
        }
        if (HTML_START.matcher(lower).matches()) {
            return HTML;
        }
        if (MARKUP_START.matcher(lower).matches() || isXmlBehindJunk(lower)) {
            return XML;
        }
        return TEXT;
    }

    /** A pretty-printed object never has two lines that each begin and end one at the outermost level. */
    private static boolean isOneObjectALine(String text) {
        return text.lines().filter(Format::isObjectFromTheMargin).limit(2).count() == 2;
    }

    private static boolean isObjectFromTheMargin(String line) {
        return line.startsWith("{") && line.stripTrailing().endsWith("}");
    }

    /**
     * Whether the bytes are XML of a feed or a wire whatever was stated: servers hand out feeds as web pages and plain text.
     */
    static boolean isXmlForSure(byte[] bytes, @Nullable String charset) {
        byte[] head = bytes.length > SNIFFED * 4 ? Arrays.copyOf(bytes, SNIFFED * 4) : bytes;
        String start = MarkupDecoder.decode(head, charset, false).text().stripLeading();
        String lower = start.substring(0, Math.min(start.length(), SNIFFED)).toLowerCase(Locale.ROOT);
        return FEED_START.matcher(lower).lookingAt()
                || (lower.startsWith("<?xml") && !lower.contains("<html") && !lower.contains("<!doctype html"));
    }

    /** A warning of the server, or a blank line too many, before the document; not a text that speaks of XML. */
    private static boolean isXmlBehindJunk(String lower) {
        Matcher declaration = DECLARATION_BEHIND_JUNK.matcher(lower);
        return declaration.lookingAt();
    }
}
