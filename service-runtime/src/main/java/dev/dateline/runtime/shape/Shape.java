package dev.dateline.runtime.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** What a JSON value looks like, as JSON Schema 2020-12. Immutable: each change gives a new one. */
public final class Shape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectNode schema;

    /** The named shapes that this one refers to, by name. */
    private final Map<String, ObjectNode> named;

    private Shape(ObjectNode schema, Map<String, ObjectNode> named) {
        this.schema = schema;
        this.named = named;
    }

    private static Shape of(String type) {
        return new Shape(JSON.objectNode().put("type", type), Map.of());
    }

    /** Any value. */
    public static Shape any() {
        return new Shape(JSON.objectNode(), Map.of());
    }

    /** A text. */
    public static Shape text() {
        return of("string");
    }

    /** A text of some form: {@code date-time}, {@code uri}, ... */
    public static Shape text(String format) {
        return text().with("format", format);
    }

    /** An instant in ISO 8601, as {@link dev.dateline.schemas.RecordJson} writes it. */
    public static Shape instant() {
        return text("date-time");
    }

    /** One of these texts. */
    public static Shape oneOf(String... values) {
        Shape shape = text();
        ArrayNode list = shape.schema.putArray("enum");
        for (String value : values) {
            list.add(value);
        }
        return shape;
    }

    /** A number. */
    public static Shape number() {
        return of("number");
    }

    /** A whole number. */
    public static Shape whole() {
        return of("integer");
    }

    /** A whole number from least to most. */
    public static Shape whole(long least, long most) {
        Shape shape = whole();
        shape.schema.put("minimum", least).put("maximum", most);
        return shape;
    }

    /** True or false. */
    public static Shape bool() {
        return of("boolean");
    }

    /** A list of such values. */
    public static Shape list(Shape item) {
        Shape shape = of("array");
        shape.schema.set("items", item.schema);
        return new Shape(shape.schema, item.named);
    }

    /** An object with any fields, each such a value. */
    public static Shape map(Shape value) {
        Shape shape = of("object");
        shape.schema.set("additionalProperties", value.schema);
        return new Shape(shape.schema, value.named);
    }

    /** An object; its fields are added with {@link #has} and {@link #mayHave}. */
    public static Shape object() {
        Shape shape = of("object");
        shape.schema.putObject("properties");
        return shape;
    }

    /** The page of a list: {@code items}, and {@code next} where there is more. */
    public static Shape page(Shape item) {
        return object().has("items", list(item))
                .mayHave("next", text().says("The cursor of the next page; absent on the last."));
    }

    /** The JSON of a record, as {@link dev.dateline.schemas.RecordJson} writes it. */
    public static Shape record(Class<? extends SpecificRecord> type) {
        Map<String, ObjectNode> named = new TreeMap<>();
        ObjectNode schema = new AvroShape(named).of(SpecificData.get().getSchema(type));
        return new Shape(schema, named);
    }

    /** A JSON Schema written by hand, where none of these suffices. */
    public static Shape schema(ObjectNode schema) {
        return new Shape(schema.deepCopy(), Map.of());
    }

    /** The same under a name of its own. */
    public Shape named(String name) {
        Map<String, ObjectNode> all = new TreeMap<>(named);
        all.put(name, schema);
        return new Shape(reference(name), all);
    }

    static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", REFERENCE + name);
    }

    /** With a field that is always there. */
    public Shape has(String field, Shape value) {
        Shape changed = mayHave(field, value);
        changed.schema.withArray("/required").add(field);
        return changed;
    }

    /** With a field that may be absent. */
    public Shape mayHave(String field, Shape value) {
        Map<String, ObjectNode> all = new TreeMap<>(named);
        all.putAll(value.named);
        Shape changed = new Shape(schema.deepCopy(), all);
        changed.schema.withObject("/properties").set(field, value.schema);
        return changed;
    }

    /** The same or null. */
    public Shape orNull() {
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(schema).add(JSON.objectNode().put("type", "null"));
        return new Shape(either, named);
    }

    /** With a description. */
    public Shape says(String description) {
        return with("description", description);
    }

    /** With one more keyword of JSON Schema. */
    public Shape with(String keyword, String value) {
        Shape changed = new Shape(schema.deepCopy(), named);
        changed.schema.put(keyword, value);
        return changed;
    }

    /** With one more keyword of JSON Schema. */
    public Shape with(String keyword, long value) {
        Shape changed = new Shape(schema.deepCopy(), named);
        changed.schema.put(keyword, value);
        return changed;
    }

    /** The JSON Schema; references lead to {@link #components}. */
    public JsonNode toJsonSchema() {
        return schema.deepCopy();
    }

    /** The JSON Schemas that it refers to, by name. */
    public Map<String, ? extends JsonNode> components() {
        return named;
    }
}
