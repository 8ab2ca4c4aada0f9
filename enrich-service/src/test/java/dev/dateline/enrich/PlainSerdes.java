package dev.dateline.enrich;

import dev.dateline.enrich.streams.RecordSerdes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Bare Avro without a registry, for tests that run a topology without a broker. */
public final class PlainSerdes implements RecordSerdes {

    @Override
    public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        return Serdes.serdeFrom(
                (topic, record) -> {
                    if (record == null) {
                        return null;
                    }
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try {
                        var encoder = EncoderFactory.get().binaryEncoder(out, null);
                        new SpecificDatumWriter<T>(record.getSchema(), model).write(record, encoder);
                        encoder.flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return out.toByteArray();
                },
                (topic, bytes) -> {
                    if (bytes == null) {
                        return null;
                    }
                    try {
                        var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
                        return new SpecificDatumReader<>(type).read(null, decoder);
                    } catch (IOException | RuntimeException e) {
                        throw new SerializationException("not a " + type.getSimpleName(), e);
                    }
                });
    }
}
