package dev.dateline.runtime.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The JSON Schema of what {@link dev.dateline.schemas.RecordJson} writes. Only fields without a default are called required:
 * what was stored before a field came lacks it.
 */
final class AvroShape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Gets every record and enum that was met. */
    private final Map<String, ObjectNode> named;

    AvroShape(Map<String, ObjectNode> named) {
        this.named = named;
    }

    ObjectNode of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> symbols(schema);
            case ARRAY -> {
                ObjectNode list = type("array");
                list.set("items", of(schema.getElementType()));
                yield list;
            }
            case UNION -> of(valueOf(schema));
            case STRING -> type("string");
            case BYTES -> type("string").put("contentEncoding", "base64");
            case INT -> type("integer").put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
            case LONG ->
                schema.getLogicalType() == null
                        ? type("integer")
                        : type("string").put("format", "date-time");
            case FLOAT, DOUBLE -> type("number");
            case BOOLEAN -> type("boolean");
            case MAP, FIXED, NULL ->
                throw new IllegalArgumentException(
                        "RecordJson has no form for " + schema.getType() + "; add it here and there together");
        };
    }

    private ObjectNode record(Schema schema) {
        if (!named.containsKey(schema.getName())) {
            ObjectNode object = type("object");
            // Before its fields are looked at, as one of them may lead back to it.
            named.put(schema.getName(), object);
            describe(object, schema.getDoc());
            ObjectNode properties = object.putObject("properties");
            ArrayNode required = JSON.arrayNode();
            for (Schema.Field field : schema.getFields()) {
                ObjectNode shape = of(field.schema());
                describe(shape, field.doc());
                properties.set(field.name(), shape);
                if (!field.hasDefaultValue() && !field.schema().isNullable()) {
                    required.add(field.name());
                }
            }
            if (!required.isEmpty()) {
                object.set("required", required);
            }
        }
        return Shape.reference(schema.getName());
    }

    private ObjectNode symbols(Schema schema) {
        if (!named.containsKey(schema.getName())) {
            ObjectNode text = type("string");
            describe(text, schema.getDoc());
            ArrayNode values = text.putArray("enum");
            schema.getEnumSymbols().forEach(symbol -> values.add(symbol.toLowerCase(Locale.ROOT)));
            named.put(schema.getName(), text);
        }
        return Shape.reference(schema.getName());
    }

    /** Null is never written, so that a nullable field is one that may be absent. */
    private static Schema valueOf(Schema union) {
        List<Schema> values = union.getTypes().stream()
                .filter(part -> part.getType() != Schema.Type.NULL)
                .toList();
        if (values.size() != 1) {
            throw new IllegalArgumentException("RecordJson has no form for a choice between records: " + union);
        }
        return values.getFirst();
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static void describe(ObjectNode shape, String doc) {
        if (doc != null) {
            shape.put("description", doc);
        }
    }
}
