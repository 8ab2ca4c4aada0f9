package dev.dateline.runtime.avro;

/** The Confluent wire format: a magic byte, the schema id in 4 bytes with the highest first, then the record. */
final class WireFormat {

    static final byte MAGIC = 0;

    /** Bytes before the record. */
    static final int HEADER_LENGTH = 1 + Integer.BYTES;

    private WireFormat() {}
}
