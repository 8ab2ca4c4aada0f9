package dev.dateline.publish.stream;

import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.metrics.PublishMetrics.Reached;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.stream.Backlog.Placed;
import dev.dateline.publish.stream.LatestStates.State;
import dev.dateline.publish.stream.RecentArticles.Entry;
import dev.dateline.publish.stream.RecentArticles.Unseen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reader of the stream on its own thread, with its own place. It takes what is in memory, and asks the database for what
 * is not or for what only the database can tell. Holds one batch at a time.
 */
final class StreamReader {

    private static final int BATCH = 100;

    /** A filter that only the database can apply is asked for this often at most. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    /** An event, and the place that a reader who got it has reached. */
    private record Step(Place place, Event event) {}

    private final ArticleFilter filter;
    private final Kinds kinds;
    private final RecentArticles recent;
    private final Backlog backlog;
    private final StreamConfig config;
    private final PublishMetrics metrics;
    private final Clock clock;
    private final OutputStream out;
    private Place place;
    private boolean keptUp;
    private Optional<Instant> oldestReceipt = Optional.empty();
    private long lastWrite = System.nanoTime();

    StreamReader(
            ArticleFilter filter,
            Kinds kinds,
            Place place,
            RecentArticles recent,
            Backlog backlog,
            StreamConfig config,
            PublishMetrics metrics,
            Clock clock,
            OutputStream out) {
        this.filter = filter;
        this.kinds = kinds;
        this.place = place;
        this.recent = recent;
        this.backlog = backlog;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Writes events until the service stops, the reader is too slow, or its connection breaks (IOException).
     *
     * @param unknownPlace whether the reader came with a place that this read model never had
     */
    void run(boolean unknownPlace) throws IOException, InterruptedException {
        boolean inTime = send(unknownPlace ? List.of(Event.opening(), Event.reset()) : List.of(Event.opening()));
        while (inTime && recent.await(place, kinds, untilHeartbeat())) {
            if (isTooFarBehind()) {
                drop("fell back by more than " + config.mostBehind() + " articles");
                return;
            }
            List<Step> steps = next();
            if (!steps.isEmpty()) {
                inTime = tell(steps);
            } else if (!untilHeartbeat().isPositive()) {
                inTime = send(List.of(Event.comment("still here")));
            }
        }
        if (inTime) {
            send(List.of(Event.comment("the service stops; resume with Last-Event-ID")));
        } else {
            drop("took longer than " + config.writeTimeout().toSeconds() + " s for what was given at once");
        }
    }

    private void drop(String why) throws IOException {
        metrics.readerDropped();
        send(List.of(Event.dropped("too-slow", why + "; resume with Last-Event-ID")));
    }

    private boolean tell(List<Step> steps) throws IOException {
        long begin = System.nanoTime();
        for (Step step : steps) {
            out.write(("id: " + step.place().id(kinds) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(step.event().bytes());
        }
        boolean inTime = flush(begin);
        metrics.sent(steps.size());
        oldestReceipt.ifPresent(
                receipt -> metrics.reached(Reached.STREAMED, Duration.between(receipt, clock.instant())));
        return inTime;
    }

    private boolean send(List<Event> events) throws IOException {
        long begin = System.nanoTime();
        for (Event event : events) {
            out.write(event.bytes());
        }
        return flush(begin);
    }

    /** Whether the reader took in time what was written since then. */
    private boolean flush(long begin) throws IOException {
        out.flush();
        lastWrite = System.nanoTime();
        return lastWrite - begin < config.writeTimeout().toNanos();
    }

    private boolean isTooFarBehind() {
        return keptUp && kinds.articles() && recent.newest().article() - place.article() > config.mostBehind();
    }

    /** The next events to write, none if nothing that passed matches; moves the place on. */
    private List<Step> next() throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        oldestReceipt = Optional.empty();
        try {
            if (kinds.articles()) {
                addArticles(steps);
            }
            if (kinds.stories()) {
                addStories(steps);
            }
            if (kinds.trends()) {
                addTrends(steps);
            }
        } catch (StoreException.Unavailable e) {
            // What was gathered stands; the rest is asked for again.
            Thread.sleep(config.heartbeat().dividedBy(2));
        }
        return steps;
    }

    private void addArticles(List<Step> steps) throws InterruptedException {
        Optional<Unseen> unseen = recent.articlesAfter(place.article(), BATCH);
        if (unseen.isEmpty() || filter.needsDatabase()) {
            addFromDatabase(steps);
            return;
        }
        for (Entry entry : unseen.get().articles()) {
            place = place.withArticle(entry.seq());
            Optional<Event> event = entry.eventFor(filter);
            if (event.isPresent()) {
                steps.add(new Step(place, event.get()));
                if (keptUp && oldestReceipt.isEmpty()) {
                    oldestReceipt = Optional.of(entry.revision().facts().received());
                }
            }
        }
        if (unseen.get().articles().size() < BATCH) {
            place = place.withArticle(unseen.get().newest());
            keptUp = true;
        }
    }

    private void addFromDatabase(List<Step> steps) throws InterruptedException {
        // Asked before the query, so that nothing up to it can be missing from the answer.
        long certain = recent.newest().article();
        if (certain <= place.article()) {
            return;
        }
        List<Placed> found =
                backlog.articles(filter, place.article(), certain, BATCH, recent.replacedAfter(place.article()));
        for (Placed placed : found) {
            place = place.withArticle(placed.seq());
            steps.add(new Step(place, placed.event()));
        }
        if (found.size() < BATCH) {
            place = place.withArticle(certain);
            keptUp = true;
            if (found.isEmpty()) {
                Thread.sleep(BETWEEN_QUESTIONS);
            }
        }
    }

    private void addStories(List<Step> steps) throws InterruptedException {
        Optional<List<State>> states = recent.storiesAfter(place.story());
        for (State state : states.isPresent() ? states.get() : backlog.stories(place.story(), BATCH)) {
            place = place.withStory(state.number());
            steps.add(new Step(place, state.event()));
        }
    }

    private void addTrends(List<Step> steps) throws InterruptedException {
        Optional<List<State>> states = recent.trendsAfter(place.trend());
        for (State state : states.isPresent() ? states.get() : backlog.trends(place.trend())) {
            place = place.withTrend(state.number());
            steps.add(new Step(place, state.event()));
        }
    }

    private Duration untilHeartbeat() {
        return config.heartbeat().minusNanos(System.nanoTime() - lastWrite);
    }
}
