package dev.dateline.enrich.story;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Values in a state store of the topology. */
record KeptInStore<K, V>(KeyValueStore<K, V> store) implements Kept<K, V> {

    @Override
    public @Nullable V get(K key) {
        return store.get(key);
    }

    @Override
    public void put(K key, V value) {
        store.put(key, value);
    }

    @Override
    public void delete(K key) {
        store.delete(key);
    }

    @Override
    public void forEach(BiConsumer<K, V> to) {
        try (KeyValueIterator<K, V> entries = store.all()) {
            entries.forEachRemaining(entry -> to.accept(entry.key, entry.value));
        }
    }
}
