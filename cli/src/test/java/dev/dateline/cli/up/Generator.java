package dev.dateline.cli.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Values by their schemas, the same ones at each run. */
final class Generator {

    private static final List<String> TEXTS = List.of(
            "a",
            "taiwan-strait",
            "JP",
            "medtop:11000000",
            "Reuters",
            "peace talks",
            "\"quoted\" -not",
            "%_\\",
            "zürich",
            "\u4e2d\u6587",
            "'; DROP TABLE articles; --",
            "../../etc/passwd",
            "<script>",
            "\uD83D\uDE00",
            "a,b,c",
            "0",
            "*");

    private static final int DEEPEST = 6;

    private final Random random;
    private final ApiDescription api;

    Generator(long seed, ApiDescription api) {
        this.random = new Random(seed);
        this.api = api;
    }

    boolean flip() {
        return random.nextBoolean();
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A value for a parameter that its schema allows. */
    String parameter(JsonNode schema) {
        JsonNode value = value(schema, DEEPEST);
        return value.isArray() ? value.path(0).asText("a") : value.asText();
    }

    /** A value that the schema does not allow; empty where any text is allowed. */
    Optional<String> wrongParameter(JsonNode given) {
        JsonNode schema = given.path("type").asText().equals("array") ? given.path("items") : given;
        return switch (schema.path("type").asText()) {
            case "integer" ->
                Optional.of(one(List.of(
                        "x",
                        "1.5",
                        "",
                        "99999999999999999999",
                        Long.toString(schema.path("minimum").asLong() - 1),
                        Long.toString(schema.path("maximum").asLong() + 1))));
            case "boolean" -> Optional.of(one(List.of("yes", "1", "TRUE")));
            default ->
                schema.has("enum")
                        ? Optional.of("none-of-these")
                        : schema.path("format").asText().equals("date-time")
                                ? Optional.of(one(List.of("yesterday", "2026-11-24", "2026-11-24T09:30:00", "1")))
                                : Optional.empty();
        };
    }

    /** A value that the schema allows. */
    JsonNode value(JsonNode given, int depth) {
        JsonNode schema = api.resolved(given);
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        if (schema.has("anyOf")) {
            return value(
                    schema.path("anyOf").get(random.nextInt(schema.path("anyOf").size())), depth);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode list = json.arrayNode();
                for (int i = depth <= 0 ? 0 : random.nextInt(3); i > 0; i--) {
                    list.add(value(schema.path("items"), depth - 1));
                }
                yield list;
            }
            case "integer" -> {
                long least = schema.path("minimum").asLong(0);
                long most = schema.path("maximum").asLong(1_000);
                yield json.numberNode(one(List.of(least, most, random.nextLong(least, most + 1))));
            }
            case "number" -> json.numberNode(random.nextDouble());
            case "boolean" -> json.booleanNode(flip());
            case "null" -> json.nullNode();
            case "string" -> json.textNode(text(schema));
            default -> json.textNode(one(TEXTS));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || (depth > 0 && flip())) {
                object.set(property.getKey(), value(property.getValue(), depth - 1));
            }
        }
        return object;
    }

    private String text(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")) {
            return Instant.parse("2026-11-24T09:30:00Z")
                    .plus(random.nextInt(-1_000_000, 1_000_000), ChronoUnit.SECONDS)
                    .toString();
        }
        if (schema.path("format").asText().equals("uri")) {
            return "https://example.org/" + random.nextInt(100);
        }
        if (schema.path("pattern").asText().contains("articles|stories")) {
            return one(List.of("articles", "stories,trends"));
        }
        if (schema.path("pattern").asText().contains("\\d")) {
            return Integer.toString(random.nextInt(1_000));
        }
        return one(TEXTS);
    }
}
