package dev.dateline.publish.stream;

import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.stream.RecentArticles.Entry;
import dev.dateline.publish.stream.RecentArticles.Unseen;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reader of the stream on its own thread, with its own place in the order of publication. It takes what is in memory, and
 * asks the database for what is not or for what only the database can tell. Holds one batch at a time.
 */
final class StreamReader {

    private static final int BATCH = 100;

    private final ArticleFilter filter;
    private final RecentArticles recent;
    private final ArticleReader articles;
    private final StreamConfig config;
    private final PublishMetrics metrics;
    private final OutputStream out;
    private long place;
    private long trend;
    private long lastWrite = System.nanoTime();

    StreamReader(
            ArticleFilter filter,
            long place,
            RecentArticles recent,
            ArticleReader articles,
            StreamConfig config,
            PublishMetrics metrics,
            OutputStream out) {
        this.filter = filter;
        this.place = place;
        this.trend = recent.newestTrend();
        this.recent = recent;
        this.articles = articles;
        this.config = config;
        this.metrics = metrics;
        this.out = out;
    }

    /** Writes events until the service stops, the reader is too slow, or its connection breaks (IOException). */
    void run() throws IOException, InterruptedException {
        boolean keptUp = write(List.of(Event.opening()));
        while (keptUp && recent.await(place, trend, untilHeartbeat())) {
            List<Event> events = next();
            metrics.sent(events.size());
            if (events.isEmpty() && !untilHeartbeat().isPositive()) {
                events = List.of(Event.comment("still here"));
            }
            keptUp = write(events);
        }
        if (!keptUp) {
            metrics.readerDropped();
            write(List.of(Event.comment("dropped because too slow; resume with Last-Event-ID")));
        }
    }

    /** The next events to write, none if nothing that passed matches; moves the place on. */
    private List<Event> next() throws InterruptedException {
        Optional<Unseen> unseen = recent.after(place, trend, BATCH);
        if (unseen.isEmpty() || filter.needsDatabase()) {
            return fromDatabase();
        }
        List<Event> events = new ArrayList<>();
        for (Entry entry : unseen.get().articles()) {
            if (filter.matches(entry.article())) {
                events.add(entry.event());
            }
            place = entry.article().seq();
        }
        if (unseen.get().articles().size() < BATCH) {
            place = Math.max(place, unseen.get().newest());
        }
        trend = unseen.get().newestTrend();
        events.addAll(unseen.get().trends());
        return events;
    }

    private List<Event> fromDatabase() throws InterruptedException {
        // Asked before the query, so that nothing up to it can be missing from the answer.
        long certain = recent.newest();
        List<ArticleItem> found;
        try {
            found = articles.after(filter, place, BATCH);
        } catch (StoreException.Unavailable e) {
            Thread.sleep(config.heartbeat());
            return List.of();
        }
        if (found.size() < BATCH) {
            place = Math.max(place, certain);
        }
        List<Event> events = new ArrayList<>();
        for (ArticleItem item : found) {
            events.add(Event.article(item.seq(), item.killed(), item.record()));
            place = Math.max(place, item.seq());
        }
        recent.after(place, trend, 0).ifPresent(unseen -> {
            trend = unseen.newestTrend();
            events.addAll(unseen.trends());
        });
        return events;
    }

    /** Whether the reader took it in time. */
    private boolean write(List<Event> events) throws IOException {
        if (events.isEmpty()) {
            return true;
        }
        long begin = System.nanoTime();
        for (Event event : events) {
            out.write(event.bytes());
        }
        out.flush();
        lastWrite = System.nanoTime();
        return lastWrite - begin < config.writeTimeout().toNanos();
    }

    private Duration untilHeartbeat() {
        return config.heartbeat().minusNanos(System.nanoTime() - lastWrite);
    }
}
