package dev.dateline.enrich.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Values in a state store of the topology that forgets them after its retention.
 *
 * @param now the time of the records, by which they are forgotten, milliseconds since 1970
 */
record KeptInWindow<V>(WindowStore<String, V> store, LongSupplier now) implements Kept<String, V> {

    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE / 2);

    @Override
    public @Nullable V get(String key) {
        V newest = null;
        try (WindowStoreIterator<V> rows = store.fetch(key, Instant.EPOCH, EVER)) {
            while (rows.hasNext()) {
                newest = rows.next().value;
            }
        }
        return newest;
    }

    @Override
    public void put(String key, V value) {
        delete(key);
        store.put(key, value, Math.max(0, now.getAsLong()));
    }

    @Override
    public void delete(String key) {
        List<Long> times = new ArrayList<>();
        try (WindowStoreIterator<V> rows = store.fetch(key, Instant.EPOCH, EVER)) {
            rows.forEachRemaining(row -> times.add(row.key));
        }
        times.forEach(time -> store.put(key, null, time));
    }

    @Override
    public void forEach(BiConsumer<String, V> to) {
        try (KeyValueIterator<Windowed<String>, V> rows = store.all()) {
            while (rows.hasNext()) {
                KeyValue<Windowed<String>, V> row = rows.next();
                to.accept(row.key.key(), row.value);
            }
        }
    }
}
