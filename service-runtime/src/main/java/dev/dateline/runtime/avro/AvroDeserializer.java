package dev.dateline.runtime.avro;

import dev.dateline.runtime.avro.BadRecordException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads specific Avro records off the Confluent wire format. The schema that a record was written with comes from the
 * registry; the record class is the one that {@code specific.avro.value.type} (or {@code specific.avro.key.type}) names, or
 * else the one with the full name of the writer's schema. Configured by Confluent's names, which docs/serde.md lists.
 * Thread-safe once configured.
 *
 * @param <T> the class of the records
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private static final int IDLE_DECODERS = 16;

    private final Map<Integer, Schema> writerSchemas = new ConcurrentHashMap<>();
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final Queue<BinaryDecoder> idle = new ArrayBlockingQueue<>(IDLE_DECODERS);
    private @Nullable SchemaRegistry registry;
    private @Nullable Class<?> type;

    /** For Kafka, which configures it then. */
    public AvroDeserializer() {}

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        registry = new SchemaRegistry(RegistryConfig.of(configs));
        if ("false".equals(String.valueOf(configs.get("specific.avro.reader")))) {
            throw new ConfigException("specific.avro.reader", "false", "only generated record classes are read");
        }
        String typeKey = isKey ? "specific.avro.key.type" : "specific.avro.value.type";
        Object given = configs.get(typeKey);
        try {
            type = given instanceof String name ? Utils.loadClass(name, SpecificRecord.class) : (Class<?>) given;
        } catch (ClassNotFoundException e) {
            throw new ConfigException(typeKey, given, "there is no such class");
        }
    }

    /**
     * The record; null for null, which is a tombstone.
     *
     * @throws BadRecordException if the bytes are no record that can be read here
     * @throws RegistryUnavailableException if the schema is new here and no registry answers
     * @throws RegistryRefusedException if the registry refuses to answer
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (data.length < WireFormat.HEADER_LENGTH || data[0] != WireFormat.MAGIC) {
            String detail = data.length + " bytes that do not begin with 0 and a schema id";
            throw new BadRecordException(topic, null, Fault.NOT_ON_THE_WIRE_FORMAT, detail, null);
        }
        int schemaId = ByteBuffer.wrap(data).getInt(1);
        DatumReader<T> reader = readers.computeIfAbsent(schemaId, id -> reader(topic, id));
        int length = data.length - WireFormat.HEADER_LENGTH;
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, WireFormat.HEADER_LENGTH, length, idle.poll());
        try {
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new BadRecordException(topic, schemaId, Fault.TRAILING_BYTES, "bytes are left after it", null);
            }
            return record;
        } catch (BadRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged bytes make Avro throw many kinds, UnsupportedOperationException for a huge count among them.
            throw new BadRecordException(topic, schemaId, Fault.DAMAGED, "truncated or damaged", e);
        } finally {
            boolean ignored = idle.offer(decoder);
        }
    }

    private DatumReader<T> reader(String topic, int schemaId) {
        Schema written = writerSchemas.computeIfAbsent(schemaId, id -> writerSchema(topic, id));
        Class<?> recordClass = type == null ? classOf(topic, schemaId, written) : type;
        if (recordClass == null || !SpecificRecord.class.isAssignableFrom(recordClass)) {
            String detail = "there is no record class for " + written.getFullName();
            throw new BadRecordException(topic, schemaId, Fault.UNREADABLE_SCHEMA, detail, null);
        }
        SpecificData data = SpecificData.getForClass(recordClass);
        Schema expected = data.getSchema(recordClass);
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(expected, written);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            String detail = written.getFullName() + " as it was written cannot be read as " + expected.getFullName();
            throw new BadRecordException(topic, schemaId, Fault.UNREADABLE_SCHEMA, detail, null);
        }
        return new SpecificDatumReader<>(written, expected, data);
    }

    private static @Nullable Class<?> classOf(String topic, int schemaId, Schema written) {
        try {
            return SpecificData.get().getClass(written);
        } catch (SecurityException e) {
            String detail = "Avro does not trust the class " + written.getFullName();
            throw new BadRecordException(topic, schemaId, Fault.UNREADABLE_SCHEMA, detail, e);
        }
    }

    private Schema writerSchema(String topic, int schemaId) {
        try {
            return Objects.requireNonNull(registry, "configure() must come first")
                    .byId(schemaId)
                    .orElseThrow(() -> new BadRecordException(
                            topic, schemaId, Fault.UNKNOWN_SCHEMA, "the registry has no such Avro schema", null));
        } catch (SchemaParseException e) {
            throw new BadRecordException(topic, schemaId, Fault.UNREADABLE_SCHEMA, "its schema is not valid Avro", e);
        }
    }
}
