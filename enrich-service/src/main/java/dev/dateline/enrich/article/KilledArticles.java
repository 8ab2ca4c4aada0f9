package dev.dateline.enrich.article;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The articles that were killed and are to leave the topics once whoever reads them had time to hear of it, by the time of that. */
final class KilledArticles {

    /** How often to look for those whose time has come. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** After every digit, so that a key that begins with a time is before the time followed by it. */
    private static final String LAST = "~";

    private final KeyValueStore<String, String> store;
    private final Duration kept;

    /**
     * Articles in a store.
     *
     * @param kept how long a killed article stays on the topics, from the receipt of the kill on
     */
    KilledArticles(KeyValueStore<String, String> store, Duration kept) {
        this.store = store;
        this.kept = kept;
    }

    void add(String articleId, Instant killed) {
        store.put(time(killed.plus(kept).toEpochMilli()) + "/" + articleId, articleId);
    }

    /** Takes out those whose time has come. */
    List<String> due(long now) {
        List<String> due = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, String> entries = store.range(time(0), time(now) + LAST)) {
            while (entries.hasNext()) {
                KeyValue<String, String> entry = entries.next();
                keys.add(entry.key);
                due.add(entry.value);
            }
        }
        keys.forEach(store::delete);
        return due;
    }

    /** Milliseconds since 1970, so that texts sort as times do. */
    private static String time(long millis) {
        return String.format(Locale.ROOT, "%019d", Math.max(0, millis));
    }
}
