package dev.dateline.ingest.feeds;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The first half of the ledger: items of each feed since the process started. Counted is what Kafka acknowledged, so that
 * received = accepted + rejected holds at any time. The meters of Prometheus and the API read the same counters.
 */
public final class FeedCounts {

    /** Feeds are named by clients, and every name costs memory here and in Prometheus: later ones are counted together. */
    private static final int MOST_FEEDS = 2_000;

    /** Under which feeds beyond that are counted. */
    static final String OTHERS = "_other";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();

    /** Counts in the given registry. */
    public FeedCounts(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * What became of a feed's items.
     *
     * @param feed its name
     * @param received accepted and rejected together
     * @param accepted articles on news.raw
     * @param rejected items on news.rejected
     * @param reasons how many of those for which reason, by its code
     * @param lastAccepted when the last one was accepted; null if none was
     * @param lastRejected when the last one was rejected; null if none was
     */
    public record Count(
            String feed,
            long received,
            long accepted,
            long rejected,
            SortedMap<String, Long> reasons,
            @Nullable Instant lastAccepted,
            @Nullable Instant lastRejected) {

        /** A feed of which nothing came. */
        static Count none(String feed) {
            return new Count(feed, 0, 0, 0, new TreeMap<>(), null, null);
        }
    }

    /** One article was accepted. */
    public void accepted(String feed) {
        Feed counts = feed(feed);
        counts.received.increment();
        counts.accepted.increment();
        counts.lastAccepted = clock.instant();
    }

    /** One item was rejected for that reason. */
    public void rejected(String feed, String reason) {
        Feed counts = feed(feed);
        counts.received.increment();
        counts.rejected(reason).increment();
        counts.lastRejected = clock.instant();
    }

    /** The counts of every feed of which something came, by name. */
    public SortedMap<String, Count> all() {
        SortedMap<String, Count> all = new TreeMap<>();
        feeds.forEach((name, feed) -> all.put(name, feed.count()));
        return all;
    }

    /** The counts of one feed, if something came of it. */
    public Optional<Count> of(String feed) {
        return Optional.ofNullable(feeds.get(feed)).map(Feed::count);
    }

    private Feed feed(String name) {
        Feed known = feeds.get(name);
        if (known != null) {
            return known;
        }
        String label = feeds.size() < MOST_FEEDS ? name : OTHERS;
        return feeds.computeIfAbsent(label, Feed::new);
    }

    private final class Feed {

        private final String name;
        private final Counter received;
        private final Counter accepted;
        private final Map<String, Counter> rejected = new ConcurrentHashMap<>();
        private volatile @Nullable Instant lastAccepted;
        private volatile @Nullable Instant lastRejected;

        Feed(String name) {
            this.name = name;
            this.received = Counter.builder("dateline.ingest.received")
                    .description("Items that were answered for: accepted + rejected")
                    .tag("feed", name)
                    .register(registry);
            this.accepted = Counter.builder("dateline.ingest.accepted")
                    .description("Items that became articles on news.raw")
                    .tag("feed", name)
                    .register(registry);
        }

        Counter rejected(String reason) {
            return rejected.computeIfAbsent(
                    reason,
                    code -> Counter.builder("dateline.ingest.rejected")
                            .description("Items that were refused and put on news.rejected")
                            .tag("feed", name)
                            .tag("reason", code)
                            .register(registry));
        }

        Count count() {
            SortedMap<String, Long> reasons = new TreeMap<>();
            rejected.forEach((code, counter) -> reasons.put(code, (long) counter.count()));
            long refused = reasons.values().stream().mapToLong(Long::longValue).sum();
            long taken = (long) accepted.count();
            return new Count(name, taken + refused, taken, refused, reasons, lastAccepted, lastRejected);
        }
    }
}
