package dev.dateline.publish.stream;

import dev.dateline.publish.store.ArticleReader.Ranking;
import dev.dateline.publish.store.PublishedArticle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was published last, in memory, shared by all readers of the stream: every article after {@code floor} up to
 * {@code newest}, and the newest ranking of each kind and window. Bounded in number and bytes. Thread-safe.
 */
final class RecentArticles {

    private static final int MOST_ARTICLES = 4_096;
    private static final long MOST_BYTES = 64L << 20;

    /** An article and the event made of it. */
    record Entry(PublishedArticle article, Event event) {}

    private record Trend(long version, Event event) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<String, Trend> trends = new HashMap<>();
    private long floor;
    private long newest;
    private long newestTrend;
    private long bytes;
    private boolean closed;

    /** What a reader has not seen yet. */
    record Unseen(List<Entry> articles, List<Event> trends, long newest, long newestTrend) {}

    /** Adds articles in the order of their publication; the oldest go when there are too many. */
    void add(Collection<PublishedArticle> articles) {
        List<Entry> added = articles.stream()
                .map(article -> new Entry(article, Event.article(article.seq(), article.killed(), article.record())))
                .toList();
        lock.lock();
        try {
            for (Entry entry : added) {
                entries.put(entry.article().seq(), entry);
                bytes += entry.event().bytes().length;
                newest = entry.article().seq();
            }
            while (entries.size() > MOST_ARTICLES || (bytes > MOST_BYTES && entries.size() > 1)) {
                Entry oldest = entries.pollFirstEntry().getValue();
                floor = oldest.article().seq();
                bytes -= oldest.event().bytes().length;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything: what is published up to here must be asked of the database. */
    void skipTo(long seq, long trend) {
        lock.lock();
        try {
            entries.clear();
            bytes = 0;
            floor = seq;
            newest = seq;
            newestTrend = trend;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds rankings, each in the place of the one before. */
    void rank(Collection<Ranking> rankings) {
        lock.lock();
        try {
            for (Ranking ranking : rankings) {
                trends.put(ranking.key(), new Trend(ranking.version(), Event.trend(ranking.record())));
                newestTrend = Math.max(newestTrend, ranking.version());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    long newestTrend() {
        lock.lock();
        try {
            return newestTrend;
        } finally {
            lock.unlock();
        }
    }

    /** What came after these places, oldest first; empty if articles after that place are no longer here. */
    Optional<Unseen> after(long seq, long trend, int limit) {
        lock.lock();
        try {
            if (seq < floor) {
                return Optional.empty();
            }
            List<Entry> articles = new ArrayList<>();
            for (Entry entry : entries.tailMap(seq, false).values()) {
                if (articles.size() == limit) {
                    break;
                }
                articles.add(entry);
            }
            return Optional.of(new Unseen(articles, trendsAfter(trend), newest, newestTrend));
        } finally {
            lock.unlock();
        }
    }

    private List<Event> trendsAfter(long version) {
        if (version >= newestTrend) {
            return List.of();
        }
        return trends.values().stream()
                .filter(trend -> trend.version() > version)
                .sorted(Comparator.comparingLong(Trend::version))
                .map(Trend::event)
                .toList();
    }

    /** Waits until there is something after these places, or for the time given. Returns false once closed. */
    boolean await(long seq, long trend, Duration longest) throws InterruptedException {
        long nanos = longest.toNanos();
        lock.lock();
        try {
            while (!closed && newest <= seq && newestTrend <= trend && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
