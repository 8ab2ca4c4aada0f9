package dev.dateline.runtime.avro;

import dev.dateline.runtime.avro.BadRecordException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Shows any Avro record on the Confluent wire format as text, by the schema that it was written with. Thread-safe. */
public final class AvroText {

    private final SchemaRegistry registry;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /** One that asks the registry that the configuration names, as the deserializer does. */
    public AvroText(Map<String, ?> configs) {
        registry = new SchemaRegistry(RegistryConfig.of(configs));
    }

    /**
     * What a record says.
     *
     * @param schemaId the id of its schema in the registry
     * @param schema the full name of the schema
     * @param json its fields, as Avro itself writes them
     */
    public record Read(int schemaId, String schema, String json) {}

    /**
     * Reads a record.
     *
     * @param topic that the record is on, for the message
     * @throws BadRecordException if the bytes are none
     * @throws RegistryUnavailableException if the schema is new here and no registry answers
     * @throws RegistryRefusedException if the registry refuses to answer
     */
    public Read read(String topic, byte[] data) {
        if (data.length < WireFormat.HEADER_LENGTH || data[0] != WireFormat.MAGIC) {
            throw new BadRecordException(
                    topic, null, Fault.NOT_ON_THE_WIRE_FORMAT, "does not begin with 0 and a schema id", null);
        }
        int id = ByteBuffer.wrap(data).getInt(1);
        Schema schema = schemas.computeIfAbsent(id, unknown -> schema(topic, unknown));
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(data, WireFormat.HEADER_LENGTH, data.length - WireFormat.HEADER_LENGTH, null);
        try {
            Object datum = new GenericDatumReader<>(schema).read(null, decoder);
            return new Read(id, schema.getFullName(), GenericData.get().toString(datum));
        } catch (IOException | RuntimeException e) {
            // Damaged bytes make Avro throw many kinds.
            throw new BadRecordException(topic, id, Fault.DAMAGED, "truncated or damaged", e);
        }
    }

    private Schema schema(String topic, int id) {
        try {
            return registry.byId(id)
                    .orElseThrow(() -> new BadRecordException(
                            topic, id, Fault.UNKNOWN_SCHEMA, "the registry has no such Avro schema", null));
        } catch (SchemaParseException e) {
            throw new BadRecordException(topic, id, Fault.UNREADABLE_SCHEMA, "its schema is not valid Avro", e);
        }
    }
}
