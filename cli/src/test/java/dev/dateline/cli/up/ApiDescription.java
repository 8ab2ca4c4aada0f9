package dev.dateline.cli.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An OpenAPI document, as a client of the API reads it. */
final class ApiDescription {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;

    ApiDescription(JsonNode document) {
        this.document = document;
    }

    /** One operation. */
    record Described(String method, String path, JsonNode description) {

        @Override
        public String toString() {
            return method + " " + path;
        }

        List<JsonNode> parameters(String in) {
            List<JsonNode> found = new ArrayList<>();
            for (JsonNode parameter : description.path("parameters")) {
                if (parameter.path("in").asText().equals(in)) {
                    found.add(parameter);
                }
            }
            return found;
        }

        Optional<JsonNode> jsonBody() {
            return body("application/json");
        }

        Optional<JsonNode> form() {
            return body("application/x-www-form-urlencoded");
        }

        private Optional<JsonNode> body(String mediaType) {
            JsonNode body = description
                    .path("requestBody")
                    .path("content")
                    .path(mediaType)
                    .path("schema");
            return body.isMissingNode() ? Optional.empty() : Optional.of(body);
        }
    }

    List<Described> operations() {
        List<Described> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(new Described(method.getKey().toUpperCase(), path.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    /** What is wrong with an answer by its description; empty if nothing is. */
    Optional<String> fault(Described operation, int status, String contentType, String body) {
        JsonNode responses = operation.description().path("responses");
        // A client's mistake is foreseeable, so that each must be described; of surroundings only that they may fail.
        JsonNode response = responses.path(Integer.toString(status));
        if (response.isMissingNode() && status >= 500) {
            response = responses.path("default");
        }
        if (response.isMissingNode()) {
            return Optional.of("no such status is described");
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return body.isEmpty() ? Optional.empty() : Optional.of("no body is described");
        }
        String mediaType = contentType.split(";")[0].strip();
        JsonNode schema = content.path(mediaType).path("schema");
        if (schema.isMissingNode()) {
            return Optional.of("no " + mediaType + " is described");
        }
        if (!mediaType.endsWith("json")) {
            return Optional.empty();
        }
        try {
            String faults = strict(schema).validate(JSON.readTree(body)).stream()
                    .map(Object::toString)
                    .limit(5)
                    .collect(Collectors.joining("; "));
            return faults.isEmpty() ? Optional.empty() : Optional.of(faults);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return Optional.of("it is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The schema, with nothing allowed that it does not name. */
    private JsonSchema strict(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components").deepCopy());
        close(whole);
        return SCHEMAS.getSchema(whole);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDescription::close);
    }

    /** A schema with its reference followed. */
    JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode()
                ? schema
                : resolved(document.at(reference.asText().substring(1)));
    }
}
