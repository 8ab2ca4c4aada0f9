package dev.dateline.publish.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An article as it is told in the formats of others. It is read from the JSON that the read model keeps, which is the article
 * as it was published, so that an older one lacks what came to its record since.
 */
public final class NewsItem {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEME = "urn:dateline:article:";

    private final JsonNode record;
    private final JsonNode article;

    private NewsItem(JsonNode record) {
        this.record = record;
        this.article = record.path("article");
    }

    /** Reads it from the JSON of an EnrichedArticle. */
    public static NewsItem of(String json) {
        try {
            return new NewsItem(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the read model holds what is no JSON", e);
        }
    }

    /** What a tag says. */
    record Tag(
            String kind,
            String id,
            String label,
            @Nullable String wikidata,
            double confidence,
            double salience,
            boolean about,
            @Nullable Point point) {}

    /** Degrees north and east (WGS 84). */
    record Point(double latitude, double longitude) {}

    String id() {
        return article.path("id").asText();
    }

    /** A name for the article that is an address too, and stays the same whatever is published under it. */
    String urn() {
        return SCHEME + Percent.encode(id());
    }

    int revision() {
        return record.path("revision").asInt(1);
    }

    String title() {
        return article.path("title").asText();
    }

    Optional<String> summary() {
        return text(article, "summary");
    }

    String body() {
        return article.path("body").asText();
    }

    List<String> paragraphs() {
        return body().isBlank() ? List.of() : List.of(body().strip().split("\\R{2,}"));
    }

    /** Where the article stands on the web; only what a reader can follow. */
    Optional<String> url() {
        return text(article, "canonicalUrl").or(() -> text(article, "url")).filter(NewsItem::isWeb);
    }

    private static boolean isWeb(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    String feed() {
        return article.path("feed").asText();
    }

    Optional<String> publisher() {
        return text(article, "publisher");
    }

    Optional<String> originPublisher() {
        return text(article, "originPublisher");
    }

    List<String> authors() {
        List<String> authors = new ArrayList<>();
        article.path("authors").forEach(author -> authors.add(author.asText()));
        return authors;
    }

    /** The language as it was read from the text, or else as its feed states it. */
    Optional<String> language() {
        return text(record, "language").or(() -> text(article, "language"));
    }

    Instant published() {
        return Instant.parse(article.path("published").path("instant").asText());
    }

    /** When this revision was made. */
    Instant updated() {
        return Instant.parse(record.path("times").path("enriched").asText());
    }

    Optional<String> story() {
        return text(record, "story");
    }

    Optional<String> copyOf() {
        return text(record, "copyOf");
    }

    /** The tags of one kind, by the name of their list: people, places, ... */
    List<Tag> tags(String kind) {
        List<Tag> tags = new ArrayList<>();
        for (JsonNode tag : record.path(kind)) {
            boolean located = tag.hasNonNull("latitude") && tag.hasNonNull("longitude");
            tags.add(new Tag(
                    kind,
                    tag.path("id").asText(),
                    tag.path("label").asText(),
                    text(tag, "wikidata").orElse(null),
                    tag.path("confidence").asDouble(),
                    tag.path("salience").asDouble(),
                    tag.path("about").asBoolean(true),
                    located
                            ? new Point(
                                    tag.path("latitude").asDouble(),
                                    tag.path("longitude").asDouble())
                            : null));
        }
        return tags;
    }

    /** All its tags but flashpoints that are mentioned in passing. */
    List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        for (String kind : List.of("people", "organisations", "places", "countries", "topics", "flashpoints")) {
            tags(kind).stream().filter(Tag::about).forEach(tags::add);
        }
        return tags;
    }

    private static Optional<String> text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
