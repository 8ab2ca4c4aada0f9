package dev.dateline.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.dateline.ingest.dates.PublicationTime;
import dev.dateline.ingest.identity.ArticleId;
import dev.dateline.ingest.identity.CanonicalUrl;
import dev.dateline.ingest.identity.ContentHash;
import dev.dateline.ingest.publisher.Attribution;
import dev.dateline.ingest.publisher.Publishers;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to articles. Never throws for what the bytes hold: what cannot be read comes back as a refusal with its reason, and
 * one bad item never stops the others. Thread-safe.
 */
public final class ItemParser {

    /** An article and its original bytes travel in one Kafka record, which brokers limit to 1 MiB by default. */
    public static final int DEFAULT_MAX_ITEM_BYTES = 400 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final int maxItemBytes;

    /** A parser with the default limit on an item. */
    public ItemParser() {
        this(DEFAULT_MAX_ITEM_BYTES);
    }

    /**
     * A parser.
     *
     * @param maxItemBytes the largest item read; of a larger one this many bytes are kept for the refusal
     */
    public ItemParser(int maxItemBytes) {
        this.maxItemBytes = maxItemBytes;
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
        Origin origin = new Origin(feed, received, lane);
        try {
            MediaType stated = MediaType.of(mediaType);
            Format format = Format.isGeneric(stated)
                    ? Format.of(TextDecoder.decode(bytes, stated.charset(), true))
                    : Format.of(stated);
            return switch (format) {
                case JSON -> json(bytes, stated.charset(), origin);
                case NDJSON -> lines(bytes, stated.charset(), origin);
                case TEXT, HTML -> List.of(whole(bytes, format, stated.charset(), origin));
            };
        } catch (RefusedException e) {
            return List.of(refused(e, 1, bytes));
        }
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

    /** Whether the bytes are a JSON list, so that even one item in it is one of many. */
    public static boolean isList(byte[] bytes, @Nullable String mediaType) {
        try {
            MediaType stated = MediaType.of(mediaType);
            String text = TextDecoder.decode(bytes, stated.charset(), true).stripLeading();
            Format format = Format.isGeneric(stated) ? Format.of(text) : Format.of(stated);
            return format == Format.JSON && text.startsWith("[");
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
        try {
            return line(line, MediaType.of(mediaType).charset(), origin);
        } catch (RefusedException e) {
            return refused(e, line.number(), line.bytes());
        }
    }

    private List<ParsedItem> lines(byte[] bytes, @Nullable Charset charset, Origin origin) {
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes), maxItemBytes);
        List<ParsedItem> items = new ArrayList<>();
        try {
            for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
                if (!line.isBlank()) {
                    items.add(line(line, charset, origin));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        return items;
    }

    private ParsedItem line(LineReader.Line line, @Nullable Charset charset, Origin origin) {
        try {
            checkSize(line.length());
            String json = TextDecoder.decode(line.bytes(), charset, false);
            return article(
                    ArticleJson.read(ArticleJson.tree(json)), Format.NDJSON, origin, line.number(), line.bytes());
        } catch (RefusedException e) {
            return refused(e, line.number(), line.bytes());
        }
    }

    private ParsedItem whole(byte[] bytes, Format format, @Nullable Charset charset, Origin origin)
            throws RefusedException {
        checkSize(bytes.length);
        String text = TextDecoder.decode(bytes, charset, true);
        Draft draft = format == Format.HTML ? HtmlArticle.read(text) : PlainTextArticle.read(text);
        return article(draft, format, origin, 1, bytes);
    }

    private List<ParsedItem> json(byte[] bytes, @Nullable Charset charset, Origin origin) throws RefusedException {
        String json = TextDecoder.decode(bytes, charset, false);
        return json.stripLeading().startsWith("[") ? jsonList(json, origin) : List.of(jsonItem(json, 1, bytes, origin));
    }

    private ParsedItem jsonItem(String json, int line, byte[] original, Origin origin) {
        try {
            checkSize(original.length);
            return article(ArticleJson.read(ArticleJson.tree(json)), Format.JSON, origin, line, original);
        } catch (RefusedException e) {
            return refused(e, line, original);
        }
    }

    /** Cuts the list where its items begin and end, so that each is read, and kept, by itself. */
    private List<ParsedItem> jsonList(String json, Origin origin) {
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
                items.add(jsonItem(item, line, item.getBytes(StandardCharsets.UTF_8), origin));
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
        if (bytes > maxItemBytes) {
            throw new RefusedException(
                    Reason.TOO_LARGE,
                    "the item has " + bytes + " bytes, at most " + maxItemBytes + " are read; shorten it or split it");
        }
    }

    private static ParsedItem article(Draft draft, Format format, Origin origin, int line, byte[] original)
            throws RefusedException {
        if (draft.title().isEmpty() && draft.body().isEmpty()) {
            throw new RefusedException(
                    Reason.EMPTY_ARTICLE, "there is neither a title nor a body; give at least one of them some text");
        }
        String hash = ContentHash.of(draft.title(), draft.summary(), draft.body());
        String canonicalUrl = draft.url() == null ? null : CanonicalUrl.of(draft.url());
        Attribution attribution = Publishers.standard()
                .attribute(
                        draft.publisher(),
                        draft.originPublisher(),
                        canonicalUrl == null ? draft.url() : canonicalUrl,
                        draft.authors(),
                        draft.body());
        RawArticle article = RawArticle.newBuilder()
                .setId(ArticleId.of(origin.feed(), draft.guid(), canonicalUrl, hash))
                .setFeed(origin.feed())
                .setPublisher(attribution.publisher())
                .setOriginPublisher(attribution.originPublisher())
                .setPublisherFamily(attribution.publisherFamily())
                .setOriginFamily(attribution.originFamily())
                .setUrl(draft.url())
                .setCanonicalUrl(canonicalUrl)
                .setGuid(draft.guid())
                .setTitle(draft.title())
                .setSummary(draft.summary())
                .setBody(draft.body())
                .setContentType(format.itemMediaType())
                .setOriginal("header:" + Headers.ORIGINAL)
                .setAuthors(draft.authors())
                .setLanguage(draft.language())
                .setPublished(PublicationTime.of(draft.published(), origin.received()))
                .setReceived(origin.received().truncatedTo(ChronoUnit.MILLIS))
                .setLane(origin.lane())
                .setSignal(Signal.NEW)
                .setContentHash(hash)
                .build();
        return new ParsedItem.Article(article, line, original);
    }

    private ParsedItem refused(RefusedException e, int line, byte[] original) {
        byte[] kept = original.length > maxItemBytes ? Arrays.copyOf(original, maxItemBytes) : original;
        return new ParsedItem.Refused(e.reason(), e.detail(), line, kept);
    }
}
