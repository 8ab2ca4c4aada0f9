package dev.dateline.publish.delivery;

import dev.dateline.publish.delivery.Telling.News;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.PublishedArticle;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.publish.subscription.StandingQuery;
import dev.dateline.publish.subscription.Subscription;
import dev.dateline.publish.subscription.Subscriptions;
import dev.dateline.runtime.http.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through articles in the order of their publication, with a place of its own, and writes down what is owed to whom, in
 * the transaction that moves the place on: nothing is missed and nothing owed twice, whichever instance does it.
 */
final class Matcher {

    private static final Logger LOG = LoggerFactory.getLogger(Matcher.class);

    private static final int BATCH = 200;
    private static final int MOST_QUERIES = 10_000;

    private final Jdbi database;
    private final ArticleReader articles;
    private final Outbox outbox;

    /** The filters of queries as they stand, so that each is read once. */
    private final Map<String, Optional<StandingQuery>> queries = new HashMap<>();

    Matcher(ReadModel readModel, Outbox outbox) {
        this.database = readModel.deliveries();
        this.articles = readModel.articles();
        this.outbox = outbox;
    }

    /** What a step did. */
    record Step(boolean more, int owed) {
        static final Step NOTHING = new Step(false, 0);
    }

    /**
     * Matches the next articles, unless another instance does.
     *
     * @throws dev.dateline.publish.store.StoreException.Unavailable if the database cannot be asked
     */
    Step step() {
        return SqlFailures.translating(() -> database.inTransaction(this::step));
    }

    private Step step(Handle transaction) {
        // The questions between two statements of this transaction may be many.
        transaction.execute("SET LOCAL idle_in_transaction_session_timeout = '60s'");
        Optional<Long> locked = transaction
                .createQuery("SELECT seq FROM delivery_cursor FOR UPDATE SKIP LOCKED")
                .mapTo(Long.class)
                .findOne();
        if (locked.isEmpty()) {
            return Step.NOTHING;
        }
        long place = locked.get();
        // Asked before the articles, so that nothing up to it can be missing from them.
        long newest = articles.newest().seq();
        if (newest <= place) {
            return Step.NOTHING;
        }
        List<Subscription> subscriptions = Subscriptions.listening(transaction);
        if (subscriptions.isEmpty()) {
            moveTo(transaction, newest);
            return Step.NOTHING;
        }
        List<PublishedArticle> batch = articles.tail(place, BATCH);
        List<Owed> owed = owed(transaction, place, batch, subscriptions);
        Map<Long, String> records =
                batch.stream().collect(Collectors.toMap(PublishedArticle::seq, PublishedArticle::record));
        outbox.add(transaction, owed, records, false);
        outbox.remember(transaction, owed);
        boolean more = batch.size() == BATCH;
        moveTo(transaction, more ? batch.getLast().seq() : Math.max(newest, last(batch, newest)));
        return new Step(more, owed.size());
    }

    private static long last(List<PublishedArticle> batch, long otherwise) {
        return batch.isEmpty() ? otherwise : batch.getLast().seq();
    }

    private static void moveTo(Handle transaction, long seq) {
        transaction.execute("UPDATE delivery_cursor SET seq = ?", seq);
    }

    private List<Owed> owed(
            Handle transaction, long place, List<PublishedArticle> batch, List<Subscription> subscriptions) {
        List<News> news = batch.stream()
                .map(article -> new News(article, ArticleHead.of(article.record())))
                .toList();
        List<Listener> listeners = subscriptions.stream()
                .flatMap(subscription -> listener(subscription, place).stream())
                .toList();
        Map<String, Set<String>> told = outbox.told(
                transaction, news.stream().map(article -> article.head().id()).toList());
        List<Owed> owed = new ArrayList<>();
        List<News> killed = new ArrayList<>();
        for (News article : news) {
            owed.addAll(Telling.of(
                    article, listeners, told.getOrDefault(article.head().id(), Set.of())));
            if (article.article().killed()) {
                killed.add(article);
            }
        }
        outbox.withdraw(transaction, killed);
        return owed;
    }

    private Optional<Listener> listener(Subscription subscription, long place) {
        Optional<StandingQuery> query = query(subscription);
        if (query.isEmpty() || !query.get().filter().needsDatabase()) {
            return query.map(standing -> new Listener(
                    subscription.id(),
                    subscription.afterSeq(),
                    articles.withAbsorbedStories(standing.filter())::matches));
        }
        Set<Long> found = new HashSet<>();
        for (ArticleItem item :
                articles.after(articles.withAbsorbedStories(query.get().filter()), place, BATCH)) {
            found.add(item.seq());
        }
        return Optional.of(Listener.of(subscription.id(), subscription.afterSeq(), found));
    }

    /** What a version before this one took may be refused by it; one such query must not hold the others up. */
    private Optional<StandingQuery> query(Subscription subscription) {
        if (queries.size() >= MOST_QUERIES) {
            queries.clear();
        }
        return queries.computeIfAbsent(subscription.query(), text -> {
            try {
                return Optional.of(StandingQuery.parse(text));
            } catch (ProblemException e) {
                LOG.atWarn()
                        .addKeyValue("subscription", subscription.id())
                        .setCause(e)
                        .log("A query is refused now");
                return Optional.empty();
            }
        });
    }
}
