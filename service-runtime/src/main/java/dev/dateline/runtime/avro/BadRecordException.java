package dev.dateline.runtime.avro;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be read or written, however often it is tried: bad data. Its counterpart for bad surroundings is
 * {@link RegistryUnavailableException}.
 */
public final class BadRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a record. */
    public enum Fault {
        /** Shorter than magic byte and schema id, or another magic byte: not on the Confluent wire format. */
        NOT_ON_THE_WIRE_FORMAT,
        /** The registry has no schema with this id, or one that is no Avro schema. */
        UNKNOWN_SCHEMA,
        /** The record was written with a schema of which no record class here is a reader. */
        UNREADABLE_SCHEMA,
        /** The bytes are not a record of their schema: truncated, or damaged. */
        DAMAGED,
        /** Bytes are left after the record. */
        TRAILING_BYTES,
        /** On writing: the record does not fit its schema, such as a null where none may be. */
        UNWRITABLE
    }

    private final String topic;
    private final @Nullable Integer schemaId;
    private final Fault fault;

    BadRecordException(
            String topic, @Nullable Integer schemaId, Fault fault, String detail, @Nullable Throwable cause) {
        super(message(topic, schemaId, detail), cause);
        this.topic = topic;
        this.schemaId = schemaId;
        this.fault = fault;
    }

    private static String message(String topic, @Nullable Integer schemaId, String detail) {
        return "record of " + topic + (schemaId == null ? "" : ", schema " + schemaId) + ": " + detail;
    }

    /** The topic of the record. */
    public String topic() {
        return topic;
    }

    /** The schema id, as far as it is known. */
    public @Nullable Integer schemaId() {
        return schemaId;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }
}
