package dev.dateline.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Avro's binary form of a record, both ways. */
final class AvroBytes {

    private AvroBytes() {}

    /** The bytes of a record, generic or generated. */
    static byte[] write(IndexedRecord record) throws IOException {
        @SuppressWarnings("unchecked")
        DatumWriter<IndexedRecord> writer = (DatumWriter<IndexedRecord>)
                model(record instanceof SpecificRecord, record.getSchema()).createDatumWriter(record.getSchema());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** What a reader makes of a writer's bytes, in generic form. */
    static IndexedRecord read(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return read(bytes, model(false, reader), writer, reader);
    }

    /** What a reader makes of a writer's bytes, as an instance of the class generated from the reader's schema. */
    static SpecificRecord readGenerated(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return (SpecificRecord) read(bytes, model(true, reader), writer, reader);
    }

    private static IndexedRecord read(byte[] bytes, GenericData model, Schema writer, Schema reader)
            throws IOException {
        @SuppressWarnings("unchecked")
        DatumReader<IndexedRecord> datumReader = model.createDatumReader(writer, reader);
        return datumReader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static GenericData model(boolean generated, Schema schema) {
        return generated ? SpecificData.getForSchema(schema) : GenericData.get();
    }
}
