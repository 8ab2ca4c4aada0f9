package dev.dateline.publish.stream;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleRevision;
import dev.dateline.publish.stream.LatestStates.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest events, kept once for all readers; a reader that is further behind asks the database. Bounded in count and in
 * bytes. Thread-safe.
 */
final class RecentArticles {

    private static final int MOST_ARTICLES = 4_096;
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_STORIES = 2_000;
    private static final int MOST_RANKINGS = 200;

    /**
     * A revision and the events made of it, once for all readers.
     *
     * @param event the article, or that it was killed; empty where a newer revision has taken its place already
     * @param unmatched that it no longer matches; empty where it is the first revision
     */
    record Entry(ArticleRevision revision, Optional<Event> event, Optional<Event> unmatched) {

        static Entry of(ArticleRevision revision, Instant delivered) {
            return new Entry(
                    revision,
                    revision.record().map(record -> Event.article(revision.killed(), record, delivered)),
                    revision.before().map(before -> Event.unmatched(revision.seq(), revision.id())));
        }

        /** What a reader with that filter is to be told. Of a killed one everybody is: what made it match is gone with its text. */
        Optional<Event> eventFor(ArticleFilter filter) {
            if (revision.killed() || filter.matches(revision.facts())) {
                return event;
            }
            return revision.before().filter(filter::matches).isPresent() ? unmatched : Optional.empty();
        }

        long seq() {
            return revision.seq();
        }

        int bytes() {
            return event.map(made -> made.bytes().length).orElse(0)
                    + unmatched.map(made -> made.bytes().length).orElse(0);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final LatestStates stories = new LatestStates(MOST_STORIES);
    private final LatestStates trends = new LatestStates(MOST_RANKINGS);
    private long floor;
    private long newest;
    private long newestReplacing;
    private long bytes;
    private boolean closed;

    /** Revisions that a reader has not seen yet, and the place up to which there are no others. */
    record Unseen(List<Entry> articles, long newest) {}

    /** Adds revisions in the order of their publication; the oldest go when there are too many. */
    void add(Collection<ArticleRevision> revisions, Instant delivered) {
        List<Entry> added = revisions.stream()
                .map(revision -> Entry.of(revision, delivered))
                .toList();
        lock.lock();
        try {
            for (Entry entry : added) {
                entries.put(entry.seq(), entry);
                bytes += entry.bytes();
                newest = entry.seq();
                if (entry.unmatched().isPresent()) {
                    newestReplacing = entry.seq();
                }
            }
            while (entries.size() > MOST_ARTICLES || (bytes > MOST_BYTES && entries.size() > 1)) {
                Entry oldest = entries.pollFirstEntry().getValue();
                floor = oldest.seq();
                bytes -= oldest.bytes();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything: what is published up to here must be asked of the database. */
    void skipTo(Place place) {
        lock.lock();
        try {
            entries.clear();
            bytes = 0;
            floor = place.article();
            newest = place.article();
            stories.skipTo(place.story());
            trends.skipTo(place.trend());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds stories, each in the place of what it was before. */
    void tell(Collection<State> told) {
        put(stories, told);
    }

    /** Adds rankings, each in the place of the one before. */
    void rank(Collection<State> rankings) {
        put(trends, rankings);
    }

    private void put(LatestStates states, Collection<State> newer) {
        lock.lock();
        try {
            newer.forEach(states::put);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How far everything in here goes. */
    Place newest() {
        lock.lock();
        try {
            return new Place(newest, stories.newest(), trends.newest());
        } finally {
            lock.unlock();
        }
    }

    /** The articles after a place, oldest first; empty if some of them are no longer here. */
    Optional<Unseen> articlesAfter(long seq, int limit) {
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
            return Optional.of(new Unseen(articles, newest));
        } finally {
            lock.unlock();
        }
    }

    /** Whether a revision after a place may have taken the place of another. */
    boolean replacedAfter(long seq) {
        lock.lock();
        try {
            return seq < floor || newestReplacing > seq;
        } finally {
            lock.unlock();
        }
    }

    /** The stories that changed after a number; empty if some of them are no longer here. */
    Optional<List<State>> storiesAfter(long number) {
        return after(stories, number);
    }

    /** The rankings after a number; empty if some of them are no longer here. */
    Optional<List<State>> trendsAfter(long number) {
        return after(trends, number);
    }

    private Optional<List<State>> after(LatestStates states, long number) {
        lock.lock();
        try {
            return states.after(number);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something after the place of what is wanted, or for the time given. Returns false once closed. */
    boolean await(Place place, Kinds kinds, Duration longest) throws InterruptedException {
        long nanos = longest.toNanos();
        lock.lock();
        try {
            while (!closed && nanos > 0 && !isBeyond(place, kinds)) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isBeyond(Place place, Kinds kinds) {
        return (kinds.articles() && newest > place.article())
                || (kinds.stories() && stories.newest() > place.story())
                || (kinds.trends() && trends.newest() > place.trend());
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
