package dev.dateline.bench.feeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.ingest.charset.DecodedText;
import dev.dateline.ingest.charset.MarkupDecoder;
import dev.dateline.ingest.dates.PublicationTime;
import dev.dateline.ingest.feed.Feed;
import dev.dateline.ingest.feed.FeedEntry;
import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.feed.JsonFeedReader;
import dev.dateline.ingest.feed.XmlFeedReader;
import dev.dateline.ingest.xml.XmlDocument;
import dev.dateline.ingest.xml.XmlLimits;
import dev.dateline.ingest.xml.XmlReader;
import dev.dateline.ingest.xml.XmlRefusedException;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Publication;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A feed file as ingest reads it, before its texts lose their markup.
 *
 * @param feed what it says; null where it is no feed
 * @param charset that it was read in
 */
public record ReadFeed(@Nullable Feed feed, String charset) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern HEADER = Pattern.compile("(?im)^\\s*Header:\\s*([A-Za-z-]+)\\s*:\\s*(.*?)\\s*$");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\"';\\s]+)");

    /** The address from which feedparser's test server serves a file. */
    private static final String SERVER = "http://127.0.0.1:8097/";

    /** Reads a file; the header lines that feedparser's files hold in a comment count as those of the transport. */
    public static ReadFeed of(byte[] bytes, String name) {
        Map<String, String> headers = headers(bytes);
        String type = headers.getOrDefault("content-type", "");
        Matcher charset = CHARSET.matcher(type);
        String address = headers.isEmpty() && !name.contains("/http_") ? null : SERVER + name;
        String location = headers.get("content-location");
        if (location != null && address != null && location.matches("(?i)https?:.*|[^:]*")) {
            address = URI.create(address).resolve(location).toString();
        }
        DecodedText decoded =
                MarkupDecoder.decode(bytes, charset.find() ? charset.group(1) : null, type.startsWith("text/"));
        if (decoded.text().stripLeading().startsWith("{")) {
            return new ReadFeed(json(decoded.text()).orElse(null), decoded.charset());
        }
        try {
            XmlDocument document = XmlReader.read(decoded.text(), XmlLimits.STANDARD);
            return new ReadFeed(
                    XmlFeedReader.recognises(document.root()) ? XmlFeedReader.read(document.root(), address) : null,
                    decoded.charset());
        } catch (XmlRefusedException e) {
            return new ReadFeed(null, decoded.charset());
        }
    }

    private static Optional<Feed> json(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return JsonFeedReader.recognises(tree) ? Optional.of(JsonFeedReader.read(text, tree)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The content type that the file says it is served with; null where it says none. */
    public static @Nullable String contentType(byte[] bytes) {
        return headers(bytes).get("content-type");
    }

    private static Map<String, String> headers(byte[] bytes) {
        Map<String, String> headers = new HashMap<>();
        Matcher header =
                HEADER.matcher(new String(bytes, 0, Math.min(bytes.length, 1000), StandardCharsets.ISO_8859_1));
        while (header.find()) {
            headers.put(header.group(1).toLowerCase(Locale.ROOT), header.group(2));
        }
        return headers;
    }

    /** The feed under the names that feedparser gives to what Dateline carries of it. */
    public Map<String, Object> inFeedparsersWords() {
        Map<String, Object> words = new HashMap<>();
        words.put("encoding", new CharsetName(charset));
        if (feed == null) {
            words.put("entries", List.of());
            words.put("feed", carrying(new HashMap<>(), "title", "link", "id"));
            return words;
        }
        words.put("entries", feed.entries().stream().map(ReadFeed::entry).toList());
        Map<String, Object> about = new HashMap<>();
        put(about, "title", feed.title());
        put(about, "link", feed.link());
        put(about, "id", feed.id());
        put(about, "guid", feed.id());
        put(about, "language", feed.language());
        put(about, "publisher", feed.publisher());
        putAuthors(about, feed.authors());
        words.put("feed", carrying(about, "title", "link", "id"));
        return words;
    }

    private static Map<String, Object> entry(FeedEntry entry) {
        Map<String, Object> words = new HashMap<>();
        put(words, "title", entry.title());
        put(words, "link", entry.link());
        put(words, "id", entry.id());
        put(words, "guid", entry.id());
        FeedText summary = entry.summary().isEmpty() ? entry.content() : entry.summary();
        put(words, "summary", summary);
        put(words, "description", summary);
        if (!entry.fullest().isEmpty()) {
            words.put("content", List.of(carrying(new HashMap<>(Map.of("value", (Object) entry.fullest())), "value")));
        }
        words.putIfAbsent("content", List.of(carrying(new HashMap<>(), "value")));
        putDate(words, "published", entry.published());
        putDate(words, "issued", entry.published());
        putDate(words, "updated", entry.updated());
        putDate(words, "modified", entry.updated());
        put(words, "publisher", entry.publisher());
        putAuthors(words, entry.authors());
        if (entry.source() != null && entry.source().title() != null) {
            words.put("source", new HashMap<>(Map.of("title", (Object)
                    new FeedText(entry.source().title(), FeedText.Kind.UNSTATED))));
        }
        return carrying(
                words,
                "title",
                "title_detail",
                "link",
                "id",
                "guid",
                "summary",
                "description",
                "summary_detail",
                "content",
                "published",
                "published_parsed",
                "updated",
                "updated_parsed",
                "author",
                "author_detail",
                "authors",
                "publisher");
    }

    private static Map<String, Object> carrying(Map<String, Object> map, String... keys) {
        map.put(PythonAssertion.CARRIED, List.of(keys));
        return map;
    }

    private static void put(Map<String, Object> map, String name, @Nullable String text) {
        if (text != null) {
            map.put(name, text);
        }
    }

    private static void put(Map<String, Object> map, String name, FeedText text) {
        if (!text.isEmpty()) {
            map.put(name, text);
            map.put(name + "_detail", carrying(new HashMap<>(Map.of("value", (Object) text)), "value"));
        }
    }

    private static void putDate(Map<String, Object> map, String name, @Nullable String raw) {
        if (raw != null) {
            map.put(name, raw);
            Publication read = PublicationTime.of(raw, Instant.now());
            if (read.getConfidence() != DateConfidence.INGEST) {
                map.put(name + "_parsed", read.getInstant());
            }
        }
    }

    private static void putAuthors(Map<String, Object> map, List<FeedEntry.Author> authors) {
        if (authors.isEmpty()) {
            return;
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (FeedEntry.Author author : authors) {
            Map<String, Object> words = new HashMap<>();
            put(words, "name", author.name());
            put(words, "email", author.email());
            put(words, "url", author.url());
            put(words, "href", author.url());
            all.add(carrying(words, "name", "email", "url", "href"));
        }
        map.put("authors", all);
        map.put("author_detail", all.getLast());
        FeedEntry.Author last = authors.getLast();
        String email = last.email() == null ? "" : last.email();
        String line = last.name() == null ? email : email.isEmpty() ? last.name() : last.name() + " (" + email + ")";
        map.put("author", line);
    }

    /**
     * The name of a character set, of which there are several.
     *
     * @param name one of them
     */
    record CharsetName(String name) {

        boolean means(String other) {
            try {
                return name.equalsIgnoreCase(other) || Charset.forName(name).equals(Charset.forName(other));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** Whether a value of the reading is the one that an assertion of feedparser states. */
    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (right instanceof FeedText || right instanceof Instant || right instanceof CharsetName) {
            return left instanceof String || left instanceof List
                    ? equal(right, left)
                    : left != null && left.equals(right);
        }
        return switch (left) {
            case null -> right == null;
            case FeedText text -> right instanceof String expected && SameText.test(text, expected);
            case CharsetName name -> right instanceof String expected && name.means(expected);
            case Instant instant -> right instanceof List<?> tuple && isTuple(instant, tuple);
            case String text -> right instanceof String other && text.strip().equals(other.strip());
            default -> left.equals(right);
        };
    }

    private static boolean isTuple(Instant instant, List<?> tuple) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        List<Long> parts = List.of(
                (long) time.getYear(),
                (long) time.getMonthValue(),
                (long) time.getDayOfMonth(),
                (long) time.getHour(),
                (long) time.getMinute(),
                (long) time.getSecond());
        return tuple.size() >= 6 && tuple.subList(0, 6).equals(parts);
    }
}
