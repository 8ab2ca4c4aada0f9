package dev.dateline.runtime.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** A schema without what means something to Java alone. */
final class NeutralSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NeutralSchema() {}

    /** The schema without {@code avro.java.string} anywhere in it; {@code {"type":"string"}} becomes {@code "string"}. */
    static Schema of(Schema schema) {
        try {
            JsonNode json = JSON.readTree(schema.toString());
            strip(json);
            return new Schema.Parser().parse(json.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema prints itself as JSON", e);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
        }
        node.forEach(NeutralSchema::strip);
    }
}
