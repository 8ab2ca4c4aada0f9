package dev.dateline.publish.stream;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.ArticleReader.Unmatched;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.store.StoryReader;
import dev.dateline.publish.stream.LatestStates.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Clock clock;

    /** An event about an article at its place in the order of publication. */
    record Placed(long seq, Event event) {}

    Backlog(ArticleReader articles, StoryReader stories, int atOnce, Clock clock) {
        this.articles = articles;
        this.stories = stories;
        this.turns = new Semaphore(atOnce, true);
        this.clock = clock;
    }

    /**
     * What a reader with that filter is told first of the articles after one place and up to another that is reached for certain.
     *
     * @param replaced whether a revision in between took the place of another, so that some may match no longer
     * @throws StoreException.Unavailable if the database cannot be asked
     */
    List<Placed> articles(ArticleFilter filter, long after, long upTo, int limit, boolean replaced)
            throws InterruptedException {
        return inTurn(() -> {
            List<ArticleItem> matching = articles.after(filter, after, limit);
            // What comes after the last of a full page is for the next one.
            long end = matching.size() < limit
                    ? upTo
                    : Math.min(upTo, matching.getLast().seq());
            List<Unmatched> unmatched = replaced ? articles.unmatched(filter, after, end, limit) : List.of();
            Instant now = clock.instant();
            List<Placed> told = new ArrayList<>();
            for (ArticleItem item : matching) {
                // What is published between the two questions may cover what the second cannot tell yet.
                if (item.seq() <= upTo) {
                    told.add(new Placed(item.seq(), Event.article(item.killed(), item.record(), now)));
                }
            }
            unmatched.forEach(gone -> told.add(new Placed(gone.seq(), Event.unmatched(gone.seq(), gone.id()))));
            told.sort(Comparator.comparingLong(Placed::seq));
            return told.subList(0, Math.min(limit, told.size()));
        });
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
