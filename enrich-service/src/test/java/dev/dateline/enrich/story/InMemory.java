package dev.dateline.enrich.story;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Values as bytes in memory, so that what is read is never the object that was written. */
final class InMemory<K, V extends SpecificRecord> implements Kept<K, V> {

    private final Class<V> type;
    private final TreeMap<K, byte[]> values = new TreeMap<>();

    InMemory(Class<V> type) {
        this.type = type;
    }

    int size() {
        return values.size();
    }

    @Override
    public @Nullable V get(K key) {
        byte[] bytes = values.get(key);
        return bytes == null ? null : decoded(bytes);
    }

    @Override
    public void put(K key, V value) {
        values.put(key, encoded(value));
    }

    @Override
    public void delete(K key) {
        values.remove(key);
    }

    @Override
    public void forEach(BiConsumer<K, V> to) {
        values.forEach((key, bytes) -> to.accept(key, decoded(bytes)));
    }

    private byte[] encoded(V value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<V>(value.getSchema(), SpecificData.getForClass(type)).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private V decoded(byte[] bytes) {
        try {
            return new SpecificDatumReader<>(type)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
