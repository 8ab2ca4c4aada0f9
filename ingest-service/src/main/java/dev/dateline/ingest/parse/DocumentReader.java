package dev.dateline.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.ingest.charset.DecodedText;
import dev.dateline.ingest.charset.MarkupDecoder;
import dev.dateline.ingest.feed.Feed;
import dev.dateline.ingest.feed.JsonFeedReader;
import dev.dateline.ingest.feed.XmlFeedReader;
import dev.dateline.ingest.parse.ParsedDocument.FeedLinks;
import dev.dateline.ingest.wire.NewsMl1;
import dev.dateline.ingest.wire.NewsMlG2;
import dev.dateline.ingest.wire.Ninjs;
import dev.dateline.ingest.wire.Nitf;
import dev.dateline.ingest.wire.NotNewsException;
import dev.dateline.ingest.wire.WireItem;
import dev.dateline.ingest.xml.XmlDocument;
import dev.dateline.ingest.xml.XmlElement;
import dev.dateline.ingest.xml.XmlReader;
import dev.dateline.ingest.xml.XmlRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one document: tells its format, and hands each item on to what reads that format. */
final class DocumentReader {

    /** Passes over an item without building it, so that one that is too deep is refused by itself. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Media types of agencies' items, those of NewsML-G2 as registered with IANA. */
    private static final String NITF = "application/nitf+xml";

    private static final String G2_ITEM = "application/vnd.iptc.g2.newsitem+xml";
    private static final String G2_PACKAGE = "application/vnd.iptc.g2.packageitem+xml";

    private final ItemParser.Origin origin;
    private final ParseOptions options;

    DocumentReader(ItemParser.Origin origin, ParseOptions options) {
        this.origin = origin;
        this.options = options;
    }

    ParsedDocument read(byte[] bytes, MediaType stated) {
        Format found = null;
        try {
            Format format = format(bytes, stated);
            found = format;
            return switch (format) {
                case JSON -> json(bytes, stated.charset());
                case NDJSON -> document(lines(bytes, stated), true, format.inWords(), "utf-8");
                case TEXT -> whole(bytes, Format.TEXT, stated);
                case HTML -> whole(bytes, Format.HTML, stated);
                case XML -> xml(bytes, stated);
            };
        } catch (RefusedException e) {
            return new ParsedDocument(
                    kind(found),
                    List.of(refused(e, 1, bytes)),
                    false,
                    found == null ? "unknown format" : found.inWords(),
                    "unknown",
                    null);
        }
    }

    private static Format format(byte[] bytes, MediaType stated) throws RefusedException {
        if (!Format.isGeneric(stated)) {
            Format format = Format.of(stated);
            boolean mayBeFeed = format == Format.TEXT || format == Format.HTML;
            return mayBeFeed && Format.isXmlForSure(bytes, stated.charsetName()) ? Format.XML : format;
        }
        if (Format.isXmlForSure(bytes, stated.charsetName())) {
            return Format.XML;
        }
        return Format.of(TextDecoder.decode(bytes, stated.charset(), true));
    }

    private ParsedDocument document(List<ParsedItem> items, boolean many, String format, String charset) {
        return new ParsedDocument(ParsedDocument.Kind.ITEMS, items, many, format, charset, null);
    }

    private static ParsedDocument.Kind kind(@Nullable Format format) {
        return switch (format) {
            case HTML -> ParsedDocument.Kind.PAGE;
            case TEXT -> ParsedDocument.Kind.TEXT;
            case null, default -> ParsedDocument.Kind.ITEMS;
        };
    }

    private ParsedDocument xml(byte[] bytes, MediaType stated) throws RefusedException {
        DecodedText decoded =
                MarkupDecoder.decode(bytes, stated.charsetName(), stated.name().startsWith("text/"));
        XmlDocument document = xmlDocument(decoded.text());
        List<ParsedItem.Warning> warnings = new ArrayList<>();
        if (decoded.overruled() != null) {
            warnings.add(new ParsedItem.Warning(
                    "charset-overruled",
                    "the bytes are not " + decoded.overruled() + " as stated; they were read as " + decoded.charset()));
        }
        document.faults().stream()
                .limit(1)
                .map(fault -> new ParsedItem.Warning(
                        "not-well-formed",
                        "line " + fault.line() + ": "
                                + fault.message().substring(0, 1).toLowerCase(Locale.ROOT)
                                + fault.message().substring(1)))
                .forEach(warnings::add);
        XmlElement root = document.root();
        if (root.is("html")) {
            return whole(bytes, Format.HTML, stated);
        }
        if (XmlFeedReader.recognises(root)) {
            Feed feed = XmlFeedReader.read(root, options.address());
            return feed(feed, decoded.text(), decoded.charset(), warnings);
        }
        if (Nitf.recognises(root)) {
            return document(
                    List.of(wire(Nitf.read(root), NITF, root, decoded.text(), warnings)),
                    false,
                    "NITF",
                    decoded.charset());
        }
        if (NewsMl1.recognises(root)) {
            List<ParsedItem> items = new ArrayList<>();
            for (XmlElement item : NewsMl1.items(root)) {
                items.add(wire(NewsMl1.read(item), "application/xml", item, decoded.text(), warnings));
            }
            return document(items, root.is("NewsML"), "NewsML 1", decoded.charset());
        }
        if (NewsMlG2.recognises(root)) {
            return document(
                    newsMlG2(root, decoded.text(), warnings), root.is("newsMessage"), "NewsML-G2", decoded.charset());
        }
        throw new RefusedException(
                Reason.UNSUPPORTED_FORMAT,
                "line " + root.line() + ": the XML is a <" + root.qualifiedName() + ">, which is not read; "
                        + Format.UNDERSTOOD);
    }

    private List<ParsedItem> newsMlG2(XmlElement root, String text, List<ParsedItem.Warning> warnings) {
        List<ParsedItem> items = new ArrayList<>();
        for (XmlElement item : NewsMlG2.items(root)) {
            try {
                String type = item.is("packageItem") ? G2_PACKAGE : G2_ITEM;
                items.add(wire(NewsMlG2.read(item), type, item, text, warnings));
            } catch (NotNewsException e) {
                items.add(refused(
                        new RefusedException(Reason.NOT_NEWS, "line " + item.line() + ": " + e.getMessage()),
                        item.line(),
                        slice(text, item)));
            }
        }
        return items;
    }

    private ParsedItem wire(
            WireItem item, String mediaType, XmlElement element, String text, List<ParsedItem.Warning> warnings) {
        byte[] original = slice(text, element);
        try {
            checkSize(original.length);
            if (!element.isClosed()) {
                throw new RefusedException(
                        Reason.CUT_OFF,
                        "line " + element.line() + ": the document ends before the <" + element.qualifiedName()
                                + "> that begins there does; send it completely");
            }
            return WireItems.item(item, mediaType, origin, element.line(), original, warnings);
        } catch (RefusedException e) {
            return refused(e, element.line(), original);
        }
    }

    private static byte[] slice(String text, XmlElement element) {
        return text.substring(element.begin(), element.end()).getBytes(StandardCharsets.UTF_8);
    }

    private XmlDocument xmlDocument(String text) throws RefusedException {
        try {
            return XmlReader.read(text, options.xml());
        } catch (XmlRefusedException e) {
            Reason reason = switch (e.reason()) {
                case ENTITIES -> Reason.FORBIDDEN_XML;
                case DEPTH -> Reason.TOO_DEEP;
                case LIMIT -> Reason.TOO_COMPLEX;
                case NO_ELEMENT -> Reason.UNSUPPORTED_FORMAT;
            };
            throw new RefusedException(reason, "line " + e.line() + ": " + e.getMessage());
        }
    }

    private ParsedDocument feed(Feed feed, String text, String charset, List<ParsedItem.Warning> warnings) {
        String format = switch (feed.format()) {
            case RSS -> "RSS " + feed.version();
            case RDF -> "RSS in RDF";
            case ATOM -> "Atom " + feed.version();
            case CDF -> "CDF";
            case JSON_FEED -> "JSON Feed";
        };
        return new ParsedDocument(
                ParsedDocument.Kind.ITEMS,
                new FeedItems(origin, options.maxItemBytes(), warnings, feed).in(text),
                true,
                format.strip(),
                charset,
                new FeedLinks(feed.self(), feed.hubs()));
    }

    private List<ParsedItem> lines(byte[] bytes, MediaType stated) {
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes), options.maxItemBytes());
        List<ParsedItem> items = new ArrayList<>();
        try {
            for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
                if (!line.isBlank()) {
                    items.add(line(line, stated));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        return items;
    }

    ParsedItem line(LineReader.Line line, MediaType stated) {
        try {
            checkSize(line.length());
            String json = TextDecoder.decode(line.bytes(), stated.charset(), false);
            return object(tree(json), line.number(), line.bytes());
        } catch (RefusedException e) {
            return refused(e, line.number(), line.bytes());
        }
    }

    private ParsedDocument whole(byte[] bytes, Format format, MediaType stated) throws RefusedException {
        checkSize(bytes.length);
        String charset = "utf-8";
        String text;
        if (format == Format.HTML) {
            DecodedText decoded = MarkupDecoder.decode(bytes, stated.charsetName(), false);
            text = decoded.text();
            charset = decoded.charset();
        } else {
            text = TextDecoder.decode(bytes, stated.charset(), true);
        }
        Draft draft = format == Format.HTML ? HtmlArticle.read(text) : PlainTextArticle.read(text);
        ParsedItem item = RawArticles.item(draft, Facts.of(format.itemMediaType(), draft.title()), origin, 1, bytes);
        return new ParsedDocument(kind(format), List.of(item), false, format.inWords(), charset, null);
    }

    private ParsedDocument json(byte[] bytes, @Nullable Charset charset) throws RefusedException {
        String json = TextDecoder.decode(bytes, charset, false);
        if (json.stripLeading().startsWith("[")) {
            return document(jsonList(json), true, "a list of JSON", "utf-8");
        }
        Optional<JsonNode> feed = jsonFeed(json);
        if (feed.isPresent()) {
            return feed(JsonFeedReader.read(json, feed.get()), json, "utf-8", List.of());
        }
        return document(List.of(jsonItem(json, 1, bytes)), false, "JSON", "utf-8");
    }

    private Optional<JsonNode> jsonFeed(String json) throws RefusedException {
        if (!json.contains("\"items\"")) {
            return Optional.empty();
        }
        JsonNode tree = tree(json);
        return tree.isObject() && JsonFeedReader.recognises(tree) ? Optional.of(tree) : Optional.empty();
    }

    private JsonNode tree(String json) throws RefusedException {
        JsonDepth.check(json, options.xml().depth());
        return ArticleJson.tree(json);
    }

    private ParsedItem jsonItem(String json, int line, byte[] original) {
        try {
            checkSize(original.length);
            return object(tree(json), line, original);
        } catch (RefusedException e) {
            return refused(e, line, original);
        }
    }

    private ParsedItem object(JsonNode object, int line, byte[] original) throws RefusedException {
        if (Ninjs.recognises(object)) {
            return WireItems.item(Ninjs.read(object), Format.JSON.itemMediaType(), origin, line, original, List.of());
        }
        Draft draft = ArticleJson.read(object);
        return RawArticles.item(draft, Facts.of(Format.JSON.itemMediaType(), draft.title()), origin, line, original);
    }

    /** Cuts the list where its items begin and end, so that each is read, and kept, by itself. */
    private List<ParsedItem> jsonList(String json) {
        List<ParsedItem> items = new ArrayList<>();
        int done = 0;
        int line = 1;
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw new JsonParseException(parser, "the list is not ended");
                }
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                line = parser.currentTokenLocation().getLineNr();
                parser.skipChildren();
                parser.finishToken();
                done = (int) parser.currentLocation().getCharOffset();
                String item = json.substring(begin, done);
                items.add(jsonItem(item, line, item.getBytes(StandardCharsets.UTF_8)));
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something stands after the end of the list");
            }
        } catch (JsonProcessingException e) {
            RefusedException refusal = new RefusedException(
                    Reason.NOT_JSON,
                    "the list breaks off in or after this item: " + e.getOriginalMessage()
                            + "; what follows was not read, send it again as JSON");
            items.add(refused(refusal, line, json.substring(done).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        return items;
    }

    private void checkSize(long bytes) throws RefusedException {
        if (bytes > options.maxItemBytes()) {
            throw new RefusedException(
                    Reason.TOO_LARGE,
                    "the item has " + bytes + " bytes, at most " + options.maxItemBytes()
                            + " are read; shorten it or split it");
        }
    }

    private ParsedItem refused(RefusedException e, int line, byte[] original) {
        byte[] kept =
                original.length > options.maxItemBytes() ? Arrays.copyOf(original, options.maxItemBytes()) : original;
        return new ParsedItem.Refused(e.reason(), e.detail(), line, kept);
    }
}
