package dev.dateline.ingest.parse;

import dev.dateline.schemas.Lane;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to articles. Never throws for what the bytes hold: what cannot be read comes back as a refusal with its reason, and
 * one bad item never stops the others. Thread-safe.
 */
public final class ItemParser {

    /** An article and its original bytes travel in one Kafka record, which brokers limit to 1 MiB by default. */
    public static final int DEFAULT_MAX_ITEM_BYTES = 400 * 1024;

    private final ParseOptions options;

    /** A parser with the default limits. */
    public ItemParser() {
        this(ParseOptions.STANDARD);
    }

    /**
     * A parser.
     *
     * @param maxItemBytes the largest item read; of a larger one this many bytes are kept for the refusal
     */
    public ItemParser(int maxItemBytes) {
        this(ParseOptions.STANDARD.withMaxItemBytes(maxItemBytes));
    }

    /** A parser with these limits. */
    public ItemParser(ParseOptions options) {
        this.options = options;
    }

    /**
     * What ingest knows of an item before it reads it.
     *
     * @param feed the feed that sent it
     * @param received when it came
     * @param lane how it travels
     */
    public record Origin(String feed, Instant received, Lane lane) {}

    /**
     * The items in the bytes, in their order.
     *
     * @param mediaType as a Content-Type header states it; the content decides where it is null or says nothing
     */
    public List<ParsedItem> parse(byte[] bytes, @Nullable String mediaType, String feed, Instant received, Lane lane) {
        return document(bytes, mediaType, new Origin(feed, received, lane), options)
                .items();
    }

    /**
     * The items in the bytes, and what the document as a whole says.
     *
     * @param mediaType as a Content-Type header states it; the content decides where it is null or says nothing
     * @param how limits, and the address that the document comes from, for this document alone
     */
    public ParsedDocument document(byte[] bytes, @Nullable String mediaType, Origin origin, ParseOptions how) {
        return new DocumentReader(origin, how).read(bytes, MediaType.of(mediaType));
    }

    /** The items in the bytes, and what the document as a whole says. */
    public ParsedDocument document(byte[] bytes, @Nullable String mediaType, Origin origin) {
        return document(bytes, mediaType, origin, options);
    }

    /** The same for a document that comes from that address, to which its relative addresses relate. */
    public ParsedDocument document(byte[] bytes, @Nullable String mediaType, Origin origin, URI address) {
        return document(bytes, mediaType, origin, options.at(address.toString()));
    }

    /** Whether the media type says that every line is an item, so that {@link #parseLine} can read them as they come. */
    public static boolean isLines(@Nullable String mediaType) {
        try {
            MediaType stated = MediaType.of(mediaType);
            return !Format.isGeneric(stated) && Format.of(stated) == Format.NDJSON;
        } catch (RefusedException e) {
            return false;
        }
    }

    /**
     * The one item on a line of NDJSON that is not blank.
     *
     * @param mediaType as the Content-Type header states it, for its character set
     */
    public ParsedItem parseLine(LineReader.Line line, @Nullable String mediaType, Origin origin) {
        return new DocumentReader(origin, options).line(line, MediaType.of(mediaType));
    }
}
