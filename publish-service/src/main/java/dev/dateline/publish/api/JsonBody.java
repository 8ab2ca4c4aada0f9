package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON object in a request. All problems are answers with status 400 that name the field. */
public final class JsonBody {

    private static final int MOST_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads it. A page of another site can make a browser send a body, but not one of this media type without asking first.
     *
     * @param known the fields that it may have
     */
    public static JsonBody read(Context context, Set<String> known) {
        boolean empty = context.bodyAsBytes().length == 0;
        String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ProblemException(new Problem(
                    415, "json-needed", "JSON is needed", "Send the header 'Content-Type: application/json'."));
        }
        if (context.bodyAsBytes().length > MOST_BYTES) {
            throw new ProblemException(
                    new Problem(413, "too-large", "Too large", "The body has at most " + MOST_BYTES + " bytes."));
        }
        try {
            JsonNode read = empty ? JSON.createObjectNode() : JSON.readTree(context.bodyAsBytes());
            if (!read.isObject()) {
                throw refusal("The body must be one JSON object.");
            }
            for (Iterator<String> names = read.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!known.contains(name)) {
                    throw refusal("There is no field '" + name + "' here; there are: "
                            + String.join(", ", known.stream().sorted().toList()) + ".");
                }
            }
            return new JsonBody(read);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    new Problem(
                            400,
                            "bad-json",
                            "Bad JSON",
                            "The body is no JSON, in line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr() + "."),
                    Map.of(),
                    e);
        } catch (IOException e) {
            throw refusal("The body cannot be read.");
        }
    }

    /** A 400 that says so. */
    public static ProblemException refusal(String detail) {
        return new ProblemException(new Problem(400, "bad-field", "Bad field", detail));
    }

    /** Whether the field stands there. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** A text; empty if the field is absent or null. */
    public Optional<String> text(String name, int longest) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.asText().length() > longest
                || value.asText().indexOf('\u0000') >= 0) {
            throw refusal("'" + name + "' must be a text of at most " + longest + " characters.");
        }
        return Optional.of(value.asText());
    }

    /** An instant; empty if the field is absent. */
    public Optional<Instant> instant(String name) {
        return text(name, 64).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new ProblemException(
                        new Problem(
                                400,
                                "bad-field",
                                "Bad field",
                                "'" + name + "' must be an instant such as 2026-11-24T09:30:00Z."),
                        Map.of(),
                        e);
            }
        });
    }

    /** A time span; empty if the field is absent. */
    public Optional<Duration> duration(String name, Duration longest) {
        return text(name, 64)
                .map(text -> ConfigReader.parse(text)
                        .filter(span -> span.compareTo(longest) <= 0)
                        .orElseThrow(() ->
                                refusal("'" + name + "' must be a time span such as 24h, 30d or PT15M, of at most "
                                        + longest.toDays() + " days.")));
    }

    /** A query: a query string, or an object of parameters, each a text or a list of texts. */
    public Optional<Map<String, List<String>>> parameters(String name) {
        JsonNode value = object.path(name);
        if (!value.isObject()) {
            return Optional.empty();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            List<String> values = new ArrayList<>();
            for (JsonNode one : field.getValue().isArray() ? field.getValue() : List.of(field.getValue())) {
                if (!one.isValueNode() || one.isNull()) {
                    throw refusal("'" + name + "." + field.getKey() + "' must be a text or a list of texts.");
                }
                values.add(one.asText());
            }
            parameters.put(field.getKey(), values);
        }
        return Optional.of(parameters);
    }

    /** A whole number; the default if the field is absent or null. */
    public int whole(String name, int otherwise, int least, int most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw refusal("'" + name + "' must be a whole number from " + least + " to " + most + ".");
        }
        return value.asInt();
    }

    /** True or false; false if the field is absent or null. */
    public boolean bool(String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw refusal("'" + name + "' must be true or false.");
        }
        return value.asBoolean();
    }

    /** A list of texts; none if the field is absent or null. */
    public List<String> texts(String name, int most, int longest) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(one -> texts.add(one.isTextual() ? one.asText() : ""));
        if (!value.isArray()
                || texts.size() > most
                || texts.stream().anyMatch(text -> text.isEmpty() || text.length() > longest)) {
            throw refusal(
                    "'" + name + "' must be a list of at most " + most + " texts of 1 to " + longest + " characters.");
        }
        return texts;
    }

    /** The object as it came, but for its spaces. */
    public String toJson() {
        return object.toString();
    }
}
