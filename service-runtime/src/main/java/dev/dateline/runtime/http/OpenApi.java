package dev.dateline.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.runtime.shape.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The description of a service's operations by OpenAPI 3.1. */
final class OpenApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

    private final String service;
    private final List<Operation> operations;

    /** What the operations refer to, by name. */
    private final Map<String, JsonNode> components = new TreeMap<>();

    OpenApi(String service, List<Operation> operations) {
        this.service = service;
        this.operations = operations;
    }

    String toJson() {
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Dateline " + service)
                .put("version", "1")
                .put("description", "What is not named here is refused. Every error is a problem by RFC 9457.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : operations) {
            paths.withObjectProperty(operation.path())
                    .set(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
        }
        ObjectNode parts = document.putObject("components");
        parts.putObject("schemas").setAll(components);
        ObjectNode security = parts.putObject("securitySchemes");
        security.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "A key, as `dateline keys` makes it. Not asked for on 127.0.0.1 without a file of keys.");
        return document.toString();
    }

    private ObjectNode describe(Operation operation) {
        ObjectNode described =
                JSON.objectNode().put("operationId", id(operation)).put("summary", operation.summary());
        described.putArray("tags").add(tag(operation.path()));
        if (!operation.parameters().isEmpty()) {
            ArrayNode parameters = described.putArray("parameters");
            operation.parameters().forEach(parameter -> parameters.add(describe(parameter)));
        }
        if (!operation.bodies().isEmpty()) {
            ObjectNode content =
                    described.putObject("requestBody").put("required", true).putObject("content");
            operation.bodies().forEach(body -> put(content, body));
        }
        ObjectNode responses = described.putObject("responses");
        for (Operation.Answer answer : withCommonProblems(operation).answers()) {
            describe(answer, responses);
        }
        ObjectNode other = responses.putObject("default").put("description", "Any other problem");
        put(other.putObject("content"), new Operation.Content(Problem.MEDIA_TYPE, Problem.SHAPE));
        if (operation.access() != Access.ANYONE) {
            described.putArray("security").addObject().putArray("bearer");
        }
        return described;
    }

    private static Operation withCommonProblems(Operation operation) {
        Operation all = operation;
        if (operation.strict()) {
            all = all.problem(400, "bad-parameter", "A parameter that there is not, or is not as it must be");
        }
        if (operation.access() != Access.ANYONE) {
            all = all.problem(401, "no-key", "A key is asked for and not given, or not valid")
                    .problem(403, "not-allowed", "The key may not do this");
        }
        return all;
    }

    private ObjectNode describe(Parameter parameter) {
        ObjectNode described = JSON.objectNode()
                .put("name", parameter.name())
                .put("in", parameter.in().word())
                .put("description", parameter.description())
                .put("required", parameter.required());
        described.set("schema", schema(parameter.repeated() ? Shape.list(parameter.shape()) : parameter.shape()));
        return described;
    }

    /** Several answers of one status are one response with several contents, or one that is given for several reasons. */
    private void describe(Operation.Answer answer, ObjectNode responses) {
        ObjectNode response = responses.withObjectProperty(Integer.toString(answer.status()));
        String says = response.path("description").asText();
        response.put(
                "description",
                says.isEmpty() || says.equals(answer.says()) ? answer.says() : says + "; " + answer.says());
        answer.content().ifPresent(content -> put(response.withObjectProperty("content"), content));
    }

    private void put(ObjectNode contents, Operation.Content content) {
        contents.putObject(content.mediaType()).set("schema", schema(content.shape()));
    }

    private JsonNode schema(Shape shape) {
        components.putAll(shape.components());
        return shape.toJsonSchema();
    }

    private static String tag(String path) {
        String[] parts = path.split("[/.]");
        return parts.length > 2 && parts[1].equals("v1") ? parts[2] : "service";
    }

    private static String id(Operation operation) {
        StringBuilder id = new StringBuilder(operation.method().name().toLowerCase(Locale.ROOT));
        WORD.matcher(operation.path().replace("/v1/", "/"))
                .results()
                .map(MatchResult::group)
                .forEach(word ->
                        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1)));
        return id.toString();
    }
}
