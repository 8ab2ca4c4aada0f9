package dev.dateline.publish.store;

import org.jdbi.v3.core.Handle;

/** The newest numbers given, held under lock by one transaction at a time. */
final class Head {

    /** The channel on which PostgreSQL tells every instance that there is something newer. */
    static final String CHANNEL = "dateline_head";

    private final Handle transaction;
    private final State before;
    private long newestSeq;
    private long newestTrend;
    private long newestStory;
    private long articles;

    private record State(long newestSeq, long newestTrend, long newestStory, long articles) {}

    private Head(Handle transaction, State before) {
        this.transaction = transaction;
        this.before = before;
        newestSeq = before.newestSeq();
        newestTrend = before.newestTrend();
        newestStory = before.newestStory();
        articles = before.articles();
    }

    /** Waits for the lock, which the transaction then holds to its end. */
    static Head lock(Handle transaction) {
        State state = transaction
                .createQuery("SELECT newest_seq, newest_trend, newest_story, articles FROM head FOR UPDATE")
                .map((row, context) -> new State(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one();
        return new Head(transaction, state);
    }

    long newestSeq() {
        return newestSeq;
    }

    long nextSeq() {
        return ++newestSeq;
    }

    long nextTrend() {
        return ++newestTrend;
    }

    long nextStory() {
        return ++newestStory;
    }

    void addArticles(int more) {
        articles += more;
    }

    /** Writes the numbers back and tells the listeners, once the transaction commits. */
    void release() {
        if (before.equals(new State(newestSeq, newestTrend, newestStory, articles))) {
            return;
        }
        transaction
                .createUpdate(
                        "UPDATE head SET newest_seq = :seq, newest_trend = :trend, newest_story = :story, articles = :articles")
                .bind("seq", newestSeq)
                .bind("trend", newestTrend)
                .bind("story", newestStory)
                .bind("articles", articles)
                .execute();
        transaction.execute("NOTIFY " + CHANNEL);
    }
}
