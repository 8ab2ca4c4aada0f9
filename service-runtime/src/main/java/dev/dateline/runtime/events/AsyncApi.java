package dev.dateline.runtime.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The description of the topics by AsyncAPI 3.1, made of their catalogue and of the schemas of their records. */
public final class AsyncApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AVRO_FORMAT = "application/vnd.apache.avro;version=1.9.0";

    private AsyncApi() {}

    /** The document. */
    public static String toJson() {
        ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Dateline topics")
                .put("version", "1")
                .put(
                        "description",
                        "Values are Avro on Confluent's wire format (magic byte 0, schema id in 4 bytes, Avro binary); keys are"
                                + " UTF-8. Every record has the headers of CloudEvents 1.0 in binary mode. A record without a"
                                + " value ends its key; on " + Topics.ENRICHED.name() + " the key "
                                + Topics.HORIZON_MARK
                                + " is no article's: its record marks how far time is.");
        info.putObject("license").put("name", "Apache-2.0");
        document.put("defaultContentType", EventHeaders.AVRO);
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Topic<?> topic : Topics.PUBLIC) {
            add(channels, operations, topic.name(), topic);
        }
        Topic<?> one = Topics.flashpoint("{id}");
        add(channels, operations, one.name(), one)
                .putObject("parameters")
                .putObject("id")
                .put("description", "The flashpoint's id");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        schemas.set("EventHeaders", headers());
        return document.toString();
    }

    private static ObjectNode add(ObjectNode channels, ObjectNode operations, String address, Topic<?> topic) {
        String name = address.replaceAll("[^a-zA-Z0-9]+", "-").replaceAll("-$", "");
        ObjectNode channel = channels.putObject(name);
        channel.put("address", address);
        channel.put("description", "Key: " + topic.key() + ".");
        ObjectNode message = channel.putObject("messages").putObject("record");
        message.put("contentType", topic.value() == byte[].class ? "application/octet-stream" : EventHeaders.AVRO);
        message.putObject("headers").put("$ref", "#/components/schemas/EventHeaders");
        if (topic.value() != byte[].class) {
            Schema schema = SpecificData.get().getSchema(topic.value());
            message.put("title", schema.getName());
            if (schema.getDoc() != null) {
                message.put("description", schema.getDoc());
            }
            ObjectNode payload = message.putObject("payload");
            payload.put("schemaFormat", AVRO_FORMAT);
            try {
                payload.set("schema", JSON.readTree(schema.toString()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Avro gave a schema that is no JSON", e);
            }
        } else {
            message.put("description", "The bytes as they came; headers say what was wrong with them.");
        }
        message.putObject("bindings").putObject("kafka").putObject("key").put("type", "string");
        bind(channel, topic);
        ObjectNode operation = operations.putObject("send-" + name);
        operation.put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + name);
        return channel;
    }

    private static void bind(ObjectNode channel, Topic<?> topic) {
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name());
        if (topic.partitioning() == Topic.Partitioning.SINGLE) {
            kafka.put("partitions", 1);
        }
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        Map<String, String> settings = new TreeMap<>(topic.settings());
        ArrayNode policy = configuration.putArray("cleanup.policy");
        for (String each : settings.getOrDefault("cleanup.policy", "").split(",")) {
            policy.add(each);
        }
        for (String name : new String[] {"retention.ms", "delete.retention.ms", "max.message.bytes"}) {
            if (settings.containsKey(name)) {
                configuration.put(name, Long.parseLong(settings.get(name)));
            }
        }
    }

    private static ObjectNode headers() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject(EventHeaders.SPEC_VERSION).put("type", "string").put("const", "1.0");
        text(properties, EventHeaders.ID, "With ce_source: one event, however often it is sent.");
        text(properties, EventHeaders.SOURCE, "The topic that the event is told on first, as a URN.")
                .put("format", "uri-reference");
        text(
                properties,
                EventHeaders.TYPE,
                "What happened: dev.dateline. and the topic; ends in .ended without a value.");
        text(properties, EventHeaders.TIME, "When, by the record.").put("format", "date-time");
        text(properties, EventHeaders.SUBJECT, "The record's key.");
        text(properties, EventHeaders.CONTENT_TYPE, "The media type of the value; absent without one.");
        ArrayNode required = schema.putArray("required");
        required.add(EventHeaders.SPEC_VERSION);
        required.add(EventHeaders.ID);
        required.add(EventHeaders.SOURCE);
        required.add(EventHeaders.TYPE);
        return schema;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        return properties
                .putObject(name)
                .put("type", "string")
                .put("minLength", 1)
                .put("description", description);
    }
}
