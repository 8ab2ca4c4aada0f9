package dev.dateline.publish.stream;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.store.StoryReader;
import dev.dateline.publish.stream.LatestStates.State;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What the database alone can tell readers: what is no longer in memory, and what only it can match. Readers take turns, so
 * that many who come back at once leave connections for every other answer.
 */
final class Backlog {

    private final ArticleReader articles;
    private final StoryReader stories;
    private final Semaphore turns;

    Backlog(ArticleReader articles, StoryReader stories, int atOnce) {
        this.articles = articles;
        this.stories = stories;
        this.turns = new Semaphore(atOnce, true);
    }

    /**
     * The oldest articles after a place that the filter matches, and what else its reader must hear of.
     *
     * @throws StoreException.Unavailable if the database cannot be asked
     */
    List<ArticleItem> articles(ArticleFilter filter, long seq, int limit) throws InterruptedException {
        return inTurn(() -> articles.after(filter, seq, limit));
    }

    List<State> stories(long number, int limit) throws InterruptedException {
        return inTurn(() -> stories.changedAfter(number, limit).stream()
                .map(story -> new State(story.id(), story.number(), Event.story(story.record())))
                .toList());
    }

    List<State> trends(long number) throws InterruptedException {
        return inTurn(() -> articles.rankingsAfter(number).stream()
                .map(ranking -> new State(ranking.key(), ranking.version(), Event.trend(ranking.record())))
                .toList());
    }

    private <T> T inTurn(Supplier<T> question) throws InterruptedException {
        turns.acquire();
        try {
            return question.get();
        } finally {
            turns.release();
        }
    }
}
