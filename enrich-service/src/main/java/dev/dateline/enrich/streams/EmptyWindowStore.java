package dev.dateline.enrich.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * A window store that nothing was ever put into. Kafka Streams 4.3.1 keeps in the segments of such a store up to where it
 * follows its changelog; without a segment it does not know, and the next start takes the whole task for corrupted, throws away
 * the state of all its stores and reads it anew.
 */
public final class EmptyWindowStore {

    private static final String KEY = "";

    private EmptyWindowStore() {}

    /**
     * Gives a store that is empty its first segment, of 1970, which goes when time goes on. It is given by the first
     * punctuation, since a store may not be written to while a processor is made.
     *
     * @param nothing a value that says nothing; its key is the empty text
     */
    public static <V> void begin(ProcessingContext context, WindowStore<String, V> store, V nothing) {
        try (KeyValueIterator<?, V> rows = store.all()) {
            if (rows.hasNext()) {
                return;
            }
        }
        AtomicReference<@Nullable Cancellable> first = new AtomicReference<>();
        first.set(context.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, now -> {
            store.put(KEY, nothing, 0);
            Cancellable schedule = first.get();
            if (schedule != null) {
                schedule.cancel();
            }
        }));
    }

    /** Whether a row is the one that began an empty store. */
    public static boolean isBeginning(String key) {
        return key.equals(KEY);
    }
}
