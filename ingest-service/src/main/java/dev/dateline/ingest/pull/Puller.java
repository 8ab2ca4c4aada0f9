package dev.dateline.ingest.pull;

import dev.dateline.ingest.feeds.FeedStates;
import dev.dateline.ingest.feeds.FetchTimes;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.outbound.Fetched;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.runtime.watched.WatchedFile;
import dev.dateline.schemas.FeedState;
import dev.dateline.schemas.PullCursor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches each feed of the list when it is due: after its interval, a tenth more or less so that feeds do not fall into step;
 * after failures twice as late each time, up to a day; never before the time that the server itself asks for. A feed that is
 * gone (410) or paused is left alone. A few at a time, each on a virtual thread. Owns its threads.
 */
public final class Puller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration KAFKA_PAUSE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 32;
    private static final double JITTER = 0.1;

    /** Told of each feed that was read, and from time to time of each there is. */
    public interface Listener {
        /** The feed was read anew. */
        void read(PulledFeed feed, Fetched document);

        /** Time has passed. */
        void tick(PulledFeed feed);
    }

    private final WatchedFile<List<PulledFeed>> list;
    private final PulledItems items;
    private final FeedStates states;
    private final OutboundHttp http;
    private final Listener listener;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final FetchTimes due;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ExecutorService fetches = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread ticker;

    /** Begins to fetch. */
    public Puller(
            WatchedFile<List<PulledFeed>> list,
            PulledItems items,
            FeedStates states,
            OutboundHttp http,
            Listener listener,
            FetchTimes due,
            InstantSource clock,
            MeterRegistry registry) {
        this.due = due;
        this.list = list;
        this.items = items;
        this.states = states;
        this.http = http;
        this.listener = listener;
        this.clock = clock;
        this.registry = registry;
        this.ticker = Thread.ofVirtual().name("puller").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                for (PulledFeed feed : list.content()) {
                    startIfDue(feed);
                }
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startIfDue(PulledFeed feed) {
        FeedState state = states.of(feed.feed());
        PullCursor cursor = PulledItems.cursor(feed, state);
        if (state.getPausedSince().isPresent() || cursor.getGone()) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(due.of(feed.feed(), name -> first(feed, cursor, now)))
                || cursor.getNotBefore().filter(now::isBefore).isPresent()) {
            return;
        }
        due.begun(feed.feed());
        fetches.execute(() -> {
            Instant next = now.plus(KAFKA_PAUSE);
            try {
                room.acquire();
                try {
                    next = fetch(feed);
                    listener.tick(feed);
                } finally {
                    room.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("feed", feed.feed()).setCause(e).log("A feed could not be fetched");
            } finally {
                due.set(feed.feed(), next);
            }
        });
    }

    /** A restart does not ask every server at once: a feed that was read keeps to its interval. */
    private static Instant first(PulledFeed feed, PullCursor cursor, Instant now) {
        return cursor.getLastAttempt()
                .filter(last -> !last.isAfter(now))
                .map(last -> last.plus(jittered(feed.interval())))
                .orElse(now);
    }

    private static Duration jittered(Duration interval) {
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) (interval.toMillis() * factor));
    }

    /** Fetches a feed once; when it is due again. */
    private Instant fetch(PulledFeed feed) throws InterruptedException {
        Instant now = clock.instant();
        PullCursor cursor = items.cursor(feed);
        try {
            Fetch fetch = Fetch.of(feed, cursor, http);
            return switch (fetch.answer().status()) {
                case 200 -> read(feed, cursor, fetch, now);
                case 304 -> unchanged(feed, cursor, fetch, now);
                case 410 -> gone(feed, now);
                default ->
                    failed(
                            feed,
                            "the server answers " + fetch.answer().status(),
                            fetch.answer().retryAfter(now).orElse(null),
                            now);
            };
        } catch (ProblemException e) {
            // Kafka is away: nothing is wrong with the feed, and its cursor has not moved.
            LOG.atWarn()
                    .addKeyValue("feed", feed.feed())
                    .log("Fetched items could not be stored yet: {}", e.getMessage());
            count(feed, "unavailable");
            return now.plus(KAFKA_PAUSE);
        } catch (IOException e) {
            return failed(feed, String.valueOf(e.getMessage()), null, now);
        }
    }

    private Instant read(PulledFeed feed, PullCursor cursor, Fetch fetch, Instant now)
            throws IOException, InterruptedException {
        Fetched document = fetch.answer();
        int taken = items.take(
                feed,
                document.uri(),
                document.body(),
                document.header("Content-Type").orElse(null),
                after -> {
                    after.setLocation(fetch.location());
                    after.setEtag(document.header("ETag").orElse(null));
                    after.setLastModified(document.header("Last-Modified").orElse(null));
                    succeeded(after, now);
                });
        if (!cursor.getLocation().equals(fetch.location())) {
            LOG.atInfo().addKeyValue("feed", feed.feed()).log("The feed has moved to {}", fetch.location());
        }
        count(feed, taken == 0 ? "nothing-new" : "new");
        listener.read(feed, document);
        return now.plus(jittered(feed.interval()));
    }

    private Instant unchanged(PulledFeed feed, PullCursor cursor, Fetch fetch, Instant now)
            throws IOException, InterruptedException {
        boolean worthWriting = cursor.getFailures() > 0 || !cursor.getLocation().equals(fetch.location());
        change(feed, worthWriting, after -> {
            after.setLocation(fetch.location());
            succeeded(after, now);
        });
        count(feed, "unchanged");
        return now.plus(jittered(feed.interval()));
    }

    private Instant gone(PulledFeed feed, Instant now) throws IOException, InterruptedException {
        change(feed, true, after -> {
            after.setGone(true);
            after.setProblem("the server says that the feed is gone for good (410); take it off the list, or give it"
                    + " another address there");
            after.setLastAttempt(now);
        });
        LOG.atWarn().addKeyValue("feed", feed.feed()).log("The feed is gone for good and is not asked for any more");
        count(feed, "gone");
        return now.plus(feed.interval());
    }

    private static void succeeded(PullCursor.Builder cursor, Instant now) {
        cursor.setLastAttempt(now);
        cursor.setLastSuccess(now);
        cursor.setFailures(0);
        cursor.setProblem(null);
        cursor.setNotBefore(null);
    }

    private Instant failed(PulledFeed feed, String problem, @Nullable Instant askedFor, Instant now)
            throws InterruptedException {
        int failures = items.cursor(feed).getFailures() + 1;
        Instant backedOff = now.plus(jittered(backOff(feed.interval(), failures)));
        Instant next = Optional.ofNullable(askedFor).filter(backedOff::isBefore).orElse(backedOff);
        try {
            change(feed, true, after -> {
                after.setLastAttempt(now);
                after.setFailures(failures);
                after.setProblem(problem);
                after.setNotBefore(next);
            });
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("feed", feed.feed()).log("{}", e.getMessage());
        }
        LOG.atWarn()
                .addKeyValue("feed", feed.feed())
                .addKeyValue("failures", failures)
                .log("The feed could not be read: {}", problem);
        count(feed, "failed");
        return next;
    }

    /** Twice as long for each failure in a row, up to a day. */
    static Duration backOff(Duration interval, int failures) {
        Duration pause = interval;
        for (int i = 1; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void change(PulledFeed feed, boolean worthWriting, Consumer<PullCursor.Builder> change)
            throws IOException, InterruptedException {
        Consumer<FeedState.Builder> whole = PulledItems.change(feed, change);
        if (worthWriting) {
            states.update(feed.feed(), whole);
        } else {
            states.note(feed.feed(), whole);
        }
    }

    private void count(PulledFeed feed, String outcome) {
        Counter.builder("dateline.pull.fetches")
                .description("Fetches of feeds that are pulled")
                .tag("feed", feed.feed())
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    @Override
    public void close() {
        ticker.interrupt();
        fetches.shutdownNow();
        fetches.close();
    }
}
