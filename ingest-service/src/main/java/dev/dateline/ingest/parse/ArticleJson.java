package dev.dateline.ingest.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dateline.ingest.html.HtmlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads article JSON: {@code guid} or {@code id}, {@code url}, {@code title}, {@code summary}, {@code body} or {@code text} or
 * {@code html}, {@code published}, {@code publisher} or {@code source}, {@code authors}, {@code language}. A null counts as absent, an
 * unknown field is passed over. A field of the wrong type refuses the article: to guess would change what the feed said.
 */
final class ArticleJson {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .reader();

    private ArticleJson() {}

    /** The one JSON value in the text. */
    static JsonNode tree(String json) throws RefusedException {
        try {
            JsonNode tree = READER.readTree(json);
            if (tree.isMissingNode()) {
                throw new RefusedException(Reason.NOT_JSON, "the input is empty; send one JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    Reason.NOT_JSON,
                    "column " + column(e) + ": " + e.getOriginalMessage() + "; send one JSON object an article");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static int column(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
    }

    static Draft read(JsonNode article) throws RefusedException {
        if (!article.isObject()) {
            throw new RefusedException(
                    Reason.NOT_AN_ARTICLE,
                    "found " + kind(article) + "; send an object with at least a title or a body");
        }
        String body = string(article, "body", "text");
        String html = body == null ? string(article, "html") : null;
        return new Draft(
                CleanText.oneLineOrNull(identifier(article)),
                CleanText.oneLineOrNull(string(article, "url")),
                title(string(article, "title")),
                paragraphsOrNull(string(article, "summary")),
                html == null ? paragraphs(body) : paragraphs(HtmlText.of(html)),
                CleanText.oneLineOrNull(string(article, "publisher", "source")),
                null,
                authors(article),
                CleanText.oneLineOrNull(string(article, "language")),
                CleanText.oneLineOrNull(string(article, "published")));
    }

    private static String title(@Nullable String stated) {
        return stated == null ? "" : CleanText.oneLine(stated);
    }

    private static String paragraphs(@Nullable String text) {
        return text == null ? "" : Paragraph.join(Paragraph.of(CleanText.lines(text)));
    }

    private static @Nullable String paragraphsOrNull(@Nullable String text) {
        String paragraphs = paragraphs(text);
        return paragraphs.isEmpty() ? null : paragraphs;
    }

    /** A whole number is as good an id as a text: its digits say it without loss. */
    private static @Nullable String identifier(JsonNode article) throws RefusedException {
        return text(
                article,
                value -> value.isTextual() || value.isIntegralNumber(),
                "a string or a whole number",
                "guid",
                "id");
    }

    private static @Nullable String string(JsonNode article, String... names) throws RefusedException {
        return text(article, JsonNode::isTextual, "a string", names);
    }

    /** The first of the fields that is there and not null. */
    private static @Nullable String text(
            JsonNode article, Predicate<JsonNode> accepted, String expected, String... names) throws RefusedException {
        for (String name : names) {
            JsonNode value = article.get(name);
            if (value != null && !value.isNull()) {
                if (!accepted.test(value)) {
                    throw wrongType(name, value, expected);
                }
                return value.asText();
            }
        }
        return null;
    }

    private static List<String> authors(JsonNode article) throws RefusedException {
        JsonNode value = article.get("authors");
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (value.isTextual()) {
            String line = CleanText.oneLine(value.textValue());
            return line.isEmpty() ? List.of() : Byline.inField(line);
        }
        if (!value.isArray()) {
            throw wrongType("authors", value, "a list of strings, or one string");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode author : value) {
            if (!author.isTextual()) {
                throw wrongType("authors[" + names.size() + "]", author, "a string");
            }
            names.add(CleanText.oneLine(author.textValue()));
        }
        names.removeIf(String::isEmpty);
        return List.copyOf(names);
    }

    private static RefusedException wrongType(String field, JsonNode value, String expected) {
        String hint = field.equals("published") ? " in ISO 8601, such as \"2026-01-31T08:30:00Z\"" : "";
        return new RefusedException(
                Reason.WRONG_TYPE,
                "field \"" + field + "\" is " + kind(value) + "; give it as " + expected + hint + ", or leave it out");
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case STRING, BINARY -> "a string";
            case NULL, MISSING -> "null";
        };
    }
}
