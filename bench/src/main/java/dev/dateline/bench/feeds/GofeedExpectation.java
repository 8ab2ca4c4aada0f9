package dev.dateline.bench.feeds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.ingest.dates.PublicationTime;
import dev.dateline.ingest.feed.FeedEntry;
import dev.dateline.ingest.feed.FeedText;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of a feed as gofeed's test suite expects them. */
public final class GofeedExpectation {

    private final JsonNode expected;

    /** From the expected JSON of a file. */
    public GofeedExpectation(JsonNode expected) {
        this.expected = expected;
    }

    /** The items that are expected. */
    public List<JsonNode> items() {
        JsonNode items = expected.path("items").isArray() ? expected.path("items") : expected.path("entries");
        return items.valueStream().toList();
    }

    /** What is wrong with an entry, in words; empty if nothing is. */
    public static List<String> faults(JsonNode item, @Nullable FeedEntry entry) {
        if (entry == null) {
            return List.of("item missing");
        }
        List<String> faults = new ArrayList<>();
        compare("title", text(item, "title"), entry.title(), faults);
        String link = link(item);
        if (link != null && !link.equals(entry.link())) {
            faults.add("link: " + entry.link() + " instead of " + link);
        }
        String guid = first(text(item, "guid"), text(item, "id"));
        if (guid != null && !guid.equals(entry.id())) {
            faults.add("guid: " + entry.id() + " instead of " + guid);
        }
        date(item, entry, faults);
        String content = first(
                text(item, "content"),
                text(item.path("content"), "value"),
                text(item, "content_html"),
                text(item, "content_text"));
        compare("content", content, entry.fullest(), faults);
        if (content == null) {
            String summary = first(text(item, "description"), text(item, "summary"));
            compare("description", summary, entry.summary().isEmpty() ? entry.content() : entry.summary(), faults);
        }
        return faults;
    }

    private static void compare(String name, @Nullable String wanted, FeedText read, List<String> faults) {
        if (wanted != null && !SameText.test(read, wanted)) {
            faults.add(name + ": " + read + " instead of " + wanted);
        }
    }

    private static void date(JsonNode item, FeedEntry entry, List<String> faults) {
        String published = first(
                text(item, "publishedParsed"),
                text(item, "pubDateParsed"),
                text(item, "date_published"),
                text(item, "updatedParsed"),
                text(item, "date_modified"));
        if (published == null) {
            return;
        }
        String raw = entry.published() == null ? entry.updated() : entry.published();
        Publication read = PublicationTime.of(raw, Instant.now());
        Publication wanted = PublicationTime.of(published, Instant.now());
        if (read.getConfidence() == DateConfidence.INGEST || !read.getInstant().equals(wanted.getInstant())) {
            faults.add("date: " + raw + " instead of " + published);
        }
    }

    private static @Nullable String link(JsonNode item) {
        String link = first(text(item, "link"), text(item, "url"), text(item, "external_url"));
        if (link != null) {
            return link;
        }
        return item.path("links")
                .valueStream()
                .filter(JsonNode::isObject)
                .filter(candidate -> candidate
                        .path("rel")
                        .asText("alternate")
                        .toLowerCase(Locale.ROOT)
                        .equals("alternate"))
                .map(candidate -> text(candidate, "href"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    private static @Nullable String first(@Nullable String... candidates) {
        return Stream.of(candidates).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
