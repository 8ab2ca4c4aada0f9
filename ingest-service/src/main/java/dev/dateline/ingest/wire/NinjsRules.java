package dev.dateline.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of ninjs allow: names, types, closed lists and required parts, as tables of facts from the standard (see
 * NOTICE.md beside them). The words of the tables are those of JSON Schema; those that ninjs uses are understood.
 */
final class NinjsRules {

    private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.3", "1.4", "1.5", "2.1", "3.0");
    private static final Map<String, NinjsRules> LOADED = new ConcurrentHashMap<>();
    private static final int KEPT = 5;
    private static final int DEEPEST = 100;

    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:[Zz]|[+-]\\d{2}:?\\d{2})");

    private final JsonNode root;

    private NinjsRules(JsonNode root) {
        this.root = root;
    }

    /** The rules of a version, or of the nearest later one of the same line; the newest of the line where none is known. */
    static NinjsRules of(String version) {
        String line = version.substring(0, 1);
        String chosen = VERSIONS.stream()
                .filter(known -> known.startsWith(line) && known.compareTo(version) >= 0)
                .findFirst()
                .or(() -> VERSIONS.stream()
                        .filter(known -> known.startsWith(line))
                        .reduce((a, b) -> b))
                .orElse("3.0");
        return LOADED.computeIfAbsent(chosen, NinjsRules::load);
    }

    private static NinjsRules load(String version) {
        try (InputStream in = NinjsRules.class.getResourceAsStream("ninjs-" + version + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the rules of ninjs " + version + " are missing from the build");
            }
            return new NinjsRules(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is not as the version asks, in words; empty for nothing found. */
    List<String> faults(JsonNode item) {
        List<String> faults = new ArrayList<>();
        check(item, root, "", faults, 0);
        return faults.stream().distinct().limit(KEPT).toList();
    }

    private void check(JsonNode value, JsonNode rule, String path, List<String> faults, int depth) {
        if (depth > DEEPEST) {
            faults.add(name(path) + " is nested too deeply");
            return;
        }
        JsonNode reference = rule.get("$ref");
        if (reference != null) {
            check(value, referred(reference.asText()), path, faults, depth + 1);
        }
        if (rule.has("geojson") && !isGeoJson(value)) {
            faults.add(name(path) + " is not GeoJSON");
        }
        if (rule.has("type") && !hasType(value, rule.get("type"))) {
            faults.add(name(path) + " must be of type "
                    + rule.get("type").asText(rule.get("type").toString()));
            return;
        }
        if (rule.has("enum") && rule.get("enum").valueStream().noneMatch(value::equals)) {
            faults.add(name(path) + " may be one of " + rule.get("enum") + " only");
        }
        if (rule.has("pattern")
                && value.isTextual()
                && !Pattern.compile(rule.get("pattern").asText())
                        .matcher(value.asText())
                        .find()) {
            faults.add(name(path) + " is not of the form asked for");
        }
        if (rule.has("minimum")
                && value.isNumber()
                && value.asDouble() < rule.get("minimum").asDouble()) {
            faults.add(name(path) + " must be at least " + rule.get("minimum"));
        }
        if (rule.has("format")
                && value.isTextual()
                && !hasFormat(value.asText(), rule.get("format").asText())) {
            faults.add(name(path) + " must be a " + rule.get("format").asText());
        }
        alternatives(value, rule, path, faults, depth);
        if (value.isArray() && rule.has("items")) {
            for (int i = 0; i < value.size() && faults.size() < KEPT; i++) {
                check(value.get(i), rule.get("items"), path + "[" + i + "]", faults, depth + 1);
            }
        }
        if (value.isObject()) {
            object(value, rule, path, faults, depth);
        }
    }

    private void alternatives(JsonNode value, JsonNode rule, String path, List<String> faults, int depth) {
        for (String word : List.of("oneOf", "anyOf")) {
            if (rule.has(word)) {
                long fitting = rule.get(word)
                        .valueStream()
                        .filter(other -> fits(value, other, path, depth))
                        .count();
                if (fitting == 0 || (word.equals("oneOf") && fitting > 1)) {
                    faults.add(name(path) + " must be of " + (word.equals("oneOf") ? "exactly one" : "one")
                            + " of the forms that the standard allows");
                }
            }
        }
        if (rule.has("allOf")) {
            rule.get("allOf").forEach(other -> check(value, other, path, faults, depth + 1));
        }
        if (rule.has("not") && fits(value, rule.get("not"), path, depth)) {
            faults.add(name(path) + " must not be of this form");
        }
    }

    private boolean fits(JsonNode value, JsonNode rule, String path, int depth) {
        List<String> faults = new ArrayList<>();
        check(value, rule, path, faults, depth + 1);
        return faults.isEmpty();
    }

    private void object(JsonNode value, JsonNode rule, String path, List<String> faults, int depth) {
        if (rule.has("required")) {
            rule.get("required").forEach(required -> {
                if (!value.has(required.asText())) {
                    faults.add(name(path) + " has no " + required.asText());
                }
            });
        }
        JsonNode closed =
                rule.has("additionalProperties") ? rule.get("additionalProperties") : rule.get("unevaluatedProperties");
        value.properties().forEach(property -> {
            if (faults.size() >= KEPT) {
                return;
            }
            String key = property.getKey();
            String inner = path.isEmpty() ? key : path + "." + key;
            List<JsonNode> rules = new ArrayList<>();
            collect(key, rule, rules, 0);
            rules.forEach(own -> check(property.getValue(), own, inner, faults, depth + 1));
            if (rules.isEmpty() && closed != null && closed.isBoolean() && !closed.asBoolean()) {
                faults.add(name(inner) + " is no property of this version of ninjs");
            }
        });
    }

    /** The rules for a property, those of a referred type too, unless that one checks them itself. */
    private void collect(String key, JsonNode rule, List<JsonNode> found, int depth) {
        JsonNode own = rule.path("properties").get(key);
        if (own != null) {
            found.add(own);
        }
        rule.path("patternProperties").properties().forEach(pattern -> {
            if (Pattern.compile(pattern.getKey()).matcher(key).find()) {
                found.add(pattern.getValue());
            }
        });
        if (rule.has("$ref") && depth < DEEPEST) {
            collect(key, referred(rule.get("$ref").asText()), found, depth + 1);
        }
    }

    private JsonNode referred(String name) {
        return name.isEmpty() ? root : root.path("definitions").path(name);
    }

    private static boolean hasType(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(one -> hasType(value, one));
        }
        return switch (type.asText()) {
            case "string" -> value.isTextual();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private static boolean hasFormat(String text, String format) {
        return switch (format) {
            case "date-time" -> DATE_TIME.matcher(text).matches();
            case "uri" -> isUri(text);
            default -> true;
        };
    }

    private static boolean isUri(String text) {
        try {
            new URI(text.replace(" ", "%20"));
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** RFC 7946: a known type, and what goes with it. */
    private static boolean isGeoJson(JsonNode value) {
        return switch (value.path("type").asText("")) {
            case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon" ->
                value.path("coordinates").isArray();
            case "GeometryCollection" -> value.path("geometries").isArray();
            case "Feature" -> value.has("geometry") && value.has("properties");
            case "FeatureCollection" -> value.path("features").isArray();
            default -> false;
        };
    }

    private static String name(@Nullable String path) {
        return path == null || path.isEmpty() ? "the item" : "\"" + path + "\"";
    }
}
