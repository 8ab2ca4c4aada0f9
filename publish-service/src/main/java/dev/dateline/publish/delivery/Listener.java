package dev.dateline.publish.delivery;

import dev.dateline.publish.store.PublishedArticle;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A subscription and what it asks for.
 *
 * @param id its id
 * @param afterSeq it hears of what is published after this place
 * @param wants whether it asks for an article
 */
record Listener(String id, long afterSeq, Predicate<PublishedArticle> wants) {

    /** One whose matches the database found. */
    static Listener of(String id, long afterSeq, Set<Long> found) {
        return new Listener(id, afterSeq, article -> found.contains(article.seq()));
    }
}
