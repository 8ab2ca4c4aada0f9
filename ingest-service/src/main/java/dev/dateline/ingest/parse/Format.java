package dev.dateline.ingest.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The formats that are read, and how they are told apart. */
enum Format {
    /** One article, or a list of them. */
    JSON("application/json"),
    /** One JSON article a line. */
    NDJSON("application/json"),
    /** Plain text. */
    TEXT("text/plain"),
    /** A web page. */
    HTML("text/html");

    private static final Map<String, Format> BY_MEDIA_TYPE = Map.ofEntries(
            Map.entry("application/json", JSON),
            Map.entry("text/json", JSON),
            Map.entry("application/x-ndjson", NDJSON),
            Map.entry("application/ndjson", NDJSON),
            Map.entry("application/jsonl", NDJSON),
            Map.entry("application/x-jsonlines", NDJSON),
            Map.entry("text/plain", TEXT),
            Map.entry("text/html", HTML),
            Map.entry("application/xhtml+xml", HTML));

    /** They say nothing; the last is what curl sends unless told otherwise. */
    private static final Set<String> GENERIC =
            Set.of("", "*/*", "application/octet-stream", "binary/octet-stream", "application/x-www-form-urlencoded");

    private static final String UNDERSTOOD =
            "understood are article JSON (one object or a list), NDJSON (one object a line), plain text and an HTML page";

    private static final int SNIFFED = 1024;
    private static final Pattern HTML_START = Pattern.compile(
            "(?s)(?:<\\?xml[^>]*>\\s*)?(?:<!--.*?-->\\s*)*<(?:!doctype\\s+html|html|head|body|article|main|div|p|h1)\\b.*");
    private static final Pattern MARKUP_START =
            Pattern.compile("(?s)<(?:\\?xml|!doctype|!--|[a-z][a-z0-9]*:?[a-z]*[\\s>/]).*");
    private static final Pattern JSON_LIST_START = Pattern.compile("(?s)\\[\\s*[\\[{\\]\"].*");

    private final String itemMediaType;

    Format(String itemMediaType) {
        this.itemMediaType = itemMediaType;
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
        if (MARKUP_START.matcher(lower).matches()) {
            throw new RefusedException(
                    Reason.UNSUPPORTED_FORMAT,
                    "the content is XML (it begins \"" + opening(start) + "\"); " + UNDERSTOOD);
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

    private static String opening(String start) {
        return start.substring(0, Math.min(start.length(), 40)).replaceAll("\\s+", " ");
    }
}
