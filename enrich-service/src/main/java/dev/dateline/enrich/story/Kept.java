package dev.dateline.enrich.story;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by key that outlast an interruption: a state store, as far as stories need one.
 *
 * @param <K> keys, which are kept in their order
 * @param <V> values
 */
public interface Kept<K, V> {

    /** The value; null if there is none. */
    @Nullable
    V get(K key);

    /** Sets the value. */
    void put(K key, V value);

    /** Deletes the value, if there is one. */
    void delete(K key);

    /** Shows all of them, in the order of the keys; none may be changed meanwhile. */
    void forEach(BiConsumer<K, V> to);
}
