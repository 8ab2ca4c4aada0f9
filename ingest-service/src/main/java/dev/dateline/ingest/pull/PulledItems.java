package dev.dateline.ingest.pull;

import dev.dateline.ingest.feeds.FeedStates;
import dev.dateline.ingest.intake.Batch;
import dev.dateline.ingest.intake.NewsWriter;
import dev.dateline.ingest.limits.IntakeLimits;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ItemParser.Origin;
import dev.dateline.ingest.parse.ParsedDocument;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.schemas.FeedState;
import dev.dateline.schemas.PullCursor;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes of a document that was fetched, or that a hub sent, the items not taken before, and remembers them once Kafka has
 * them: a process that ends in between takes them again, and enrich drops them. One document of a feed at a time.
 */
public final class PulledItems {

    private final ItemParser parser;
    private final NewsWriter writer;
    private final IntakeLimits limits;
    private final FeedStates states;
    private final InstantSource clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Takes items for the writer. */
    public PulledItems(
            ItemParser parser, NewsWriter writer, IntakeLimits limits, FeedStates states, InstantSource clock) {
        this.parser = parser;
        this.writer = writer;
        this.limits = limits;
        this.states = states;
        this.clock = clock;
    }

    /**
     * Takes what is new.
     *
     * @param address where the document comes from, to which its relative addresses relate
     * @param after changes the cursor beyond what was seen, in the same record
     * @return how many items were new
     * @throws NotAFeedException if the document is no feed
     * @throws IOException if the state cannot be stored
     * @throws dev.dateline.runtime.http.ProblemException if Kafka does not take the items
     */
    public int take(
            PulledFeed feed,
            URI address,
            byte[] document,
            @Nullable String contentType,
            Consumer<PullCursor.Builder> after)
            throws IOException, InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(feed.feed(), name -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            Origin origin = new Origin(feed.feed(), clock.instant(), feed.lane());
            ParsedDocument parsed = parser.document(document, contentType, origin, address);
            // A page is never an item of a feed: it is an error, a notice, or the site itself.
            switch (parsed.kind()) {
                case PAGE -> throw new NotAFeedException("a web page", FeedLink.in(document, address));
                case TEXT -> throw new NotAFeedException("a text", null);
                case ITEMS -> {}
            }
            List<ParsedItem> items = parsed.items();
            SeenItems seen = new SeenItems(cursor(feed).getSeen());
            List<ParsedItem> fresh = seen.fresh(items);
            Batch batch = new Batch(writer, limits, origin, contentType);
            for (ParsedItem item : fresh) {
                batch.add(item);
            }
            int taken = batch.outcomes().size();
            List<Long> remembered = seen.after(items);
            states.update(feed.feed(), change(feed, cursor -> {
                after.accept(cursor);
                cursor.setSeen(remembered);
            }));
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Where ingest is in the feed; at the beginning where its address has changed in the list. */
    PullCursor cursor(PulledFeed feed) {
        return cursor(feed, states.of(feed.feed()));
    }

    static PullCursor cursor(PulledFeed feed, FeedState state) {
        String url = feed.url().toString();
        Optional<PullCursor> known = state.getPull();
        if (known.isPresent() && known.get().getUrl().equals(url)) {
            return known.get();
        }
        PullCursor.Builder fresh = PullCursor.newBuilder().setUrl(url).setLocation(url);
        known.ifPresent(old -> fresh.setSeen(old.getSeen())); // The feed has moved; its items have not changed.
        return fresh.build();
    }

    /** A change of the cursor as a change of the whole state. */
    static Consumer<FeedState.Builder> change(PulledFeed feed, Consumer<PullCursor.Builder> change) {
        return state -> {
            PullCursor.Builder cursor = PullCursor.newBuilder(cursor(feed, state.build()));
            change.accept(cursor);
            state.setPull(cursor.build());
        };
    }
}
