package dev.dateline.runtime.avro;

import dev.dateline.runtime.avro.BadRecordException.Fault;
import dev.dateline.runtime.avro.SchemaRegistry.Registered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes the records of one schema to one topic. Keeps a few buffers for reuse; thread-safe. */
final class RecordEncoder {

    /** Threads that write at once are few; one more than this many makes a buffer of its own. */
    private static final int IDLE_BUFFERS = 16;

    /** A buffer that one huge record has grown beyond this is not kept. */
    private static final int KEPT_BYTES = 1 << 18;

    private final String topic;
    private final int schemaId;
    private final byte[] header;
    private final DatumWriter<Object> writer;
    private final @Nullable Translation translation;
    private final Queue<Buffer> idle = new ArrayBlockingQueue<>(IDLE_BUFFERS);

    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    }

    /** From the schema of our records to the one that is registered, where the two differ. */
    private record Translation(DatumReader<Object> reader, DatumWriter<Object> writer) {}

    /**
     * An encoder.
     *
     * @param schema the schema of the records
     * @param registered the schema to write them with
     * @throws BadRecordException if records of the one cannot be read as the other
     */
    RecordEncoder(String topic, Schema schema, Registered registered) {
        this.topic = topic;
        this.schemaId = registered.id();
        this.header = ByteBuffer.allocate(WireFormat.HEADER_LENGTH)
                .put(WireFormat.MAGIC)
                .putInt(schemaId)
                .array();
        this.writer = new SpecificDatumWriter<>(schema);
        this.translation = translation(schema, registered.schema());
    }

    private @Nullable Translation translation(Schema own, Schema registered) {
        if (SchemaNormalization.toParsingForm(own).equals(SchemaNormalization.toParsingForm(registered))) {
            return null;
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(registered, own);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            String detail = "the subject's latest schema cannot read what " + own.getFullName() + " writes";
            throw new BadRecordException(topic, schemaId, Fault.UNWRITABLE, detail, null);
        }
        return new Translation(new GenericDatumReader<>(own, registered), new GenericDatumWriter<>(registered));
    }

    byte[] encode(SpecificRecord record) {
        Buffer kept = idle.poll();
        Buffer buffer = kept == null ? new Buffer() : kept;
        byte[] encoded;
        try {
            encoded = encode(record, writer, buffer);
            if (translation != null) {
                int length = encoded.length - header.length;
                var decoder = DecoderFactory.get().binaryDecoder(encoded, header.length, length, null);
                encoded = encode(translation.reader().read(null, decoder), translation.writer(), buffer);
            }
        } catch (IOException | RuntimeException e) {
            throw new BadRecordException(topic, schemaId, Fault.UNWRITABLE, "it does not fit its schema", e);
        }
        if (encoded.length <= KEPT_BYTES) {
            boolean ignored = idle.offer(buffer);
        }
        return encoded;
    }

    private byte[] encode(Object record, DatumWriter<Object> with, Buffer buffer) throws IOException {
        buffer.bytes.reset();
        buffer.bytes.writeBytes(header);
        with.write(record, buffer.encoder);
        return buffer.bytes.toByteArray();
    }
}
