package dev.dateline.publish.delivery;

import dev.dateline.publish.store.PublishedArticle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who is to be told of an article: a pure function of it, of what is asked for, and of who was told of it before. */
final class Telling {

    /** An article that is new in the order of publication. */
    record News(PublishedArticle article, ArticleHead head) {}

    private Telling() {}

    /**
     * The messages that one article makes.
     *
     * @param told ids of the subscriptions that heard of it before
     */
    static List<Owed> of(News news, List<Listener> listeners, Set<String> told) {
        PublishedArticle article = news.article();
        List<Owed> owed = new ArrayList<>();
        for (Listener listener : listeners) {
            boolean knows = told.contains(listener.id());
            if (article.killed()) {
                if (knows) {
                    owed.add(owed(news, listener, MessageType.KILLED, false));
                }
                continue;
            }
            boolean matches = listener.wants().test(article);
            if (knows) {
                // A correction reaches whoever has the text before it, also where it is why the article no longer
                // matches.
                owed.add(owed(news, listener, MessageType.CORRECTED, matches));
            } else if (matches
                    && article.seq() > listener.afterSeq()
                    && !news.head().backfill()) {
                owed.add(owed(news, listener, MessageType.PUBLISHED, true));
            }
        }
        return owed;
    }

    private static Owed owed(News news, Listener listener, MessageType type, boolean matches) {
        return new Owed(listener.id(), news.article().seq(), news.head().id(), type, matches);
    }
}
