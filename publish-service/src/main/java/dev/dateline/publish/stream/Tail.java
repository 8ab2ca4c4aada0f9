package dev.dateline.publish.stream;

import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.ArticleReader.Newest;
import dev.dateline.publish.store.ArticleRevision;
import dev.dateline.publish.store.HeadListener;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.stream.LatestStates.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the read model, whichever instance writes it, and puts what is new into memory, once for all readers. Goes by
 * PostgreSQL's word, and looks every second all the same.
 */
final class Tail {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH = 200;

    /** Beyond this many articles behind, what is in memory is given up: the readers ask the database. */
    private static final int FAR_BEHIND = 4_000;

    private final ArticleReader articles;
    private final Backlog backlog;
    private final HeadListener listener;
    private final RecentArticles recent;
    private final BooleanSupplier anybodyReads;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "stream-tail");
    private boolean answering = true;
    private volatile boolean stopping;

    Tail(
            ArticleReader articles,
            Backlog backlog,
            HeadListener listener,
            RecentArticles recent,
            BooleanSupplier anybodyReads,
            Clock clock) {
        this.articles = articles;
        this.backlog = backlog;
        this.listener = listener;
        this.recent = recent;
        this.anybodyReads = anybodyReads;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void run() {
        try (listener) {
            while (!stopping) {
                follow();
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted", e);
        }
    }

    private void follow() throws InterruptedException {
        try {
            if (listener.await(LOOK)) {
                catchUp();
                answering = true;
            }
        } catch (StoreException.Unavailable e) {
            if (answering) {
                LOG.info("The stream waits for the database: {}", String.valueOf(e.getCause()));
                answering = false;
            }
            Thread.sleep(LOOK);
        }
    }

    private void catchUp() throws InterruptedException {
        Newest newest = articles.newest();
        Place known = recent.newest();
        // With nobody to read it, or too far behind to be of use, moving the mark is cheaper than reading the articles.
        if (!anybodyReads.getAsBoolean()
                || newest.seq() - known.article() > FAR_BEHIND
                || newest.seq() < known.article()) {
            recent.skipTo(new Place(newest.seq(), newest.story(), newest.trend()));
            return;
        }
        while (recent.newest().article() < newest.seq()) {
            List<ArticleRevision> batch = articles.revisions(recent.newest().article(), BATCH);
            if (batch.isEmpty()) {
                // All newer articles were taken down since.
                break;
            }
            recent.add(batch, clock.instant());
        }
        while (recent.newest().story() < newest.story()) {
            List<State> told = backlog.stories(recent.newest().story(), BATCH);
            if (told.isEmpty()) {
                break; // All of them changed again since.
            }
            recent.tell(told);
        }
        if (known.trend() < newest.trend()) {
            recent.rank(backlog.trends(known.trend()));
        }
    }
}
