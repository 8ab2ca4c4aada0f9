package dev.dateline.runtime.avro;

import dev.dateline.runtime.avro.SchemaRegistry.Registered;
import dev.dateline.runtime.events.EventHeaders;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes specific Avro records on the Confluent wire format: magic byte 0, schema id in 4 bytes, Avro binary. The subject of a
 * topic's schema is {@code <topic>-value} or {@code <topic>-key}. Configured by Confluent's names, which docs/serde.md lists.
 * Thread-safe once configured.
 *
 * @param <T> the class of the records
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final Map<Target, RecordEncoder> encoders = new ConcurrentHashMap<>();
    private @Nullable RegistryConfig config;
    private boolean key;

    /** What a schema id is looked up for. */
    private record Target(String topic, Schema schema) {}

    /** For Kafka, which configures it then. */
    public AvroSerializer() {}

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = RegistryConfig.of(configs);
        key = isKey;
    }

    /**
     * The bytes of a record; null for null, which is a tombstone.
     *
     * @throws BadRecordException if the record does not fit its schema
     * @throws RegistryUnavailableException if the schema is new here and no registry answers
     * @throws RegistryRefusedException if the registry does not take or know the schema
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        return encoders.computeIfAbsent(new Target(topic, record.getSchema()), this::encoder)
                .encode(record);
    }

    /** The same, and says in the headers which event the record tells. */
    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T record) {
        // First, so that a record that does not fit its schema is refused by that name.
        byte[] bytes = serialize(topic, record);
        if (!key) {
            EventHeaders.identify(headers, topic, record);
        }
        return bytes;
    }

    private RecordEncoder encoder(Target target) {
        RegistryConfig configured = Objects.requireNonNull(config, "configure() must come first");
        SchemaRegistry registry = new SchemaRegistry(configured);
        String subject = target.topic() + (key ? "-key" : "-value");
        Schema schema = configured.removeJavaProperties() ? NeutralSchema.of(target.schema()) : target.schema();
        Registered registered;
        if (configured.autoRegister()) {
            registered = registry.register(subject, schema);
        } else if (configured.useLatestVersion()) {
            registered = registry.latest(subject);
        } else {
            registered = registry.find(subject, schema);
        }
        return new RecordEncoder(target.topic(), target.schema(), registered);
    }
}
