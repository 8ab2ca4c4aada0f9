package dev.dateline.ingest.feeds;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** When each feed is fetched next, as whoever fetches them has it in mind. Thread-safe. */
public final class FetchTimes {

    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    /** When the feed is due; where nothing is known of it, as told by the function, which is remembered. */
    public Instant of(String feed, Function<String, Instant> first) {
        return due.computeIfAbsent(feed, first);
    }

    /** It is being fetched now: it is due when that is done. */
    public void begun(String feed) {
        due.put(feed, Instant.MAX);
    }

    /** It is due then. */
    public void set(String feed, Instant next) {
        due.put(feed, next);
    }

    /** When it is due; empty while it is being fetched, and for feeds that are not fetched. */
    Optional<Instant> next(String feed) {
        return Optional.ofNullable(due.get(feed)).filter(next -> !next.equals(Instant.MAX));
    }
}
