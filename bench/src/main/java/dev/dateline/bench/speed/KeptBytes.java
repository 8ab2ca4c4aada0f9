package dev.dateline.bench.speed;

import dev.dateline.enrich.story.Kept;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records as their bytes in memory: what a state store costs but for the disk. */
final class KeptBytes<K, V extends SpecificRecord> implements Kept<K, V> {

    private final TreeMap<K, byte[]> values = new TreeMap<>();
    private final DatumWriter<V> writer;
    private final DatumReader<V> reader;
    private long bytes;

    KeptBytes(Class<V> type) {
        SpecificData model = SpecificData.getForClass(type);
        writer = new SpecificDatumWriter<>(model.getSchema(type), model);
        reader = new SpecificDatumReader<>(type);
    }

    /** How many bytes the values take. */
    long bytes() {
        return bytes;
    }

    @Override
    public @Nullable V get(K key) {
        byte[] value = values.get(key);
        return value == null ? null : decoded(value);
    }

    @Override
    public void put(K key, V value) {
        byte[] encoded = encoded(value);
        byte[] before = values.put(key, encoded);
        bytes += encoded.length - (before == null ? 0 : before.length);
    }

    @Override
    public void delete(K key) {
        byte[] before = values.remove(key);
        bytes -= before == null ? 0 : before.length;
    }

    @Override
    public void forEach(BiConsumer<K, V> to) {
        values.forEach((key, value) -> to.accept(key, decoded(value)));
    }

    private byte[] encoded(V value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private V decoded(byte[] value) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(value, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
