package dev.dateline.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dateline.ingest.feed.FeedEntry.Author;
import dev.dateline.ingest.feed.FeedEntry.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org), with the singular {@code author} of 1.0 understood in both. */
public final class JsonFeedReader {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFactory JSON = MAPPER.getFactory();

    private JsonFeedReader() {}

    /** Whether a JSON object is a feed: it says so, or it has entries and none of an article's own fields. */
    public static boolean recognises(JsonNode object) {
        String version = object.path("version").asText("").toLowerCase(Locale.ROOT);
        if (version.contains("jsonfeed.org/version")) {
            return true;
        }
        return object.path("items").isArray()
                && Stream.of("body", "text", "html", "guid", "uri").noneMatch(object::has)
                && Stream.of("home_page_url", "feed_url", "title", "version").anyMatch(object::has);
    }

    /**
     * The feed.
     *
     * @param json its text
     * @param object the same, read
     */
    public static Feed read(String json, JsonNode object) {
        List<FeedEntry> entries = new ArrayList<>();
        List<Feed.Broken> broken = new ArrayList<>();
        String language = text(object, "language");
        List<Author> authors = authors(object);
        List<Place> places = places(json);
        int index = 0;
        for (JsonNode item : object.path("items")) {
            Place place = index < places.size() ? places.get(index) : new Place(1, 0, json.length(), true);
            index++;
            if (item.isObject()) {
                entries.add(entry(item, place, language, authors));
            } else {
                broken.add(new Feed.Broken(
                        place, "items[" + (index - 1) + "] is not an object; give each entry as an object"));
            }
        }
        List<String> hubs = new ArrayList<>();
        object.path("hubs").forEach(hub -> {
            String url = text(hub, "url");
            if (url != null) {
                hubs.add(url);
            }
        });
        return new Feed(
                Feed.Format.JSON_FEED,
                object.path("version").asText(""),
                plain(text(object, "title")),
                text(object, "home_page_url"),
                text(object, "feed_url"),
                hubs,
                null,
                null,
                language,
                null,
                authors,
                entries,
                broken);
    }

    private static FeedEntry entry(JsonNode item, Place place, @Nullable String language, List<Author> feedAuthors) {
        String html = text(item, "content_html");
        String text = text(item, "content_text");
        List<Author> authors = authors(item);
        String own = text(item, "language");
        String url = text(item, "url");
        return new FeedEntry(
                text(item, "id"),
                url == null ? text(item, "external_url") : url,
                plain(text(item, "title")),
                plain(text(item, "summary")),
                html != null ? new FeedText(html.strip(), FeedText.Kind.HTML) : plain(text),
                text(item, "date_published"),
                text(item, "date_modified"),
                authors.isEmpty() ? feedAuthors : authors,
                own == null ? language : own,
                null,
                null,
                false,
                place);
    }

    private static List<Author> authors(JsonNode object) {
        List<Author> authors = new ArrayList<>();
        JsonNode list = object.path("authors");
        Stream.concat(list.valueStream(), Stream.of(object.path("author"))).forEach(author -> {
            String name = author.isTextual() ? author.asText() : text(author, "name");
            String url = text(author, "url");
            if ((name != null || url != null) && (authors.isEmpty() || author != object.path("author"))) {
                authors.add(new Author(name, null, url));
            }
        });
        return authors;
    }

    private static FeedText plain(@Nullable String text) {
        return text == null ? FeedText.NONE : new FeedText(text.strip(), FeedText.Kind.PLAIN);
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull() || value.isContainerNode()) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    /** Where the entries stand; Jackson's tree does not keep it. */
    private static List<Place> places(String json) {
        List<Place> places = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean items = parser.currentName().equals("items");
                if (parser.nextToken() == JsonToken.START_ARRAY && items) {
                    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                        int line = parser.currentTokenLocation().getLineNr();
                        int begin = (int) parser.currentTokenLocation().getCharOffset();
                        parser.skipChildren();
                        parser.finishToken();
                        places.add(new Place(
                                line, begin, (int) parser.currentLocation().getCharOffset(), true));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the text was read as JSON before", e);
        }
        return places;
    }
}
