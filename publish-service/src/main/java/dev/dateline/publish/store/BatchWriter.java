package dev.dateline.publish.store;

import dev.dateline.schemas.EnrichedArticle;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes what records say, and how far they have been read, in one transaction. Safe for several instances: a batch is
 * refused whole when another instance has read on in any of its partitions.
 */
public final class BatchWriter {

    private final Jdbi database;
    private final Clock clock;
    private final StoreConfig config;

    BatchWriter(Jdbi database, Clock clock, StoreConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Where reading goes on in these partitions.
     *
     * @throws StoreException.Unavailable if the database cannot be asked
     */
    public Map<TopicPartition, Long> positions(Collection<TopicPartition> partitions) {
        return SqlFailures.translating(
                () -> database.inTransaction(transaction -> Positions.read(transaction, partitions)));
    }

    /**
     * Writes the changes and moves the positions past them, all or nothing.
     *
     * @param positions where this instance believes each partition to stand; moved on by a success
     * @param changes in the order of their offsets within each partition
     * @throws StoreException.Fenced if a position stands elsewhere
     * @throws StoreException.BadData if PostgreSQL refuses some of the data
     * @throws StoreException.Unavailable if the database is away; the positions must then be asked for again
     */
    public Written write(Map<TopicPartition, Long> positions, List<Change> changes) {
        Outcome outcome = SqlFailures.translating(
                () -> database.inTransaction(transaction -> write(transaction, positions, changes)));
        positions.putAll(outcome.positions());
        return outcome.written();
    }

    /**
     * Takes a revision that this service had refused, and takes back that it was counted as rejected, all or nothing.
     *
     * @return whether it was refused until now; if not, nothing was done
     * @throws StoreException.BadData if PostgreSQL refuses the data again
     * @throws StoreException.Unavailable if the database is away
     */
    public boolean retake(RejectedPlace place, EnrichedArticle article) {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            Head head = Head.lock(transaction);
            LedgerRows ledger = new LedgerRows();
            boolean refused = transaction
                    .createQuery("""
                            UPDATE rejected SET retaken = now()
                            WHERE topic = :topic AND partition = :partition AND record_offset = :offset AND retaken IS NULL
                            RETURNING feed, coalesce(received, rejected) AS minute""")
                    .bind("topic", place.topic())
                    .bind("partition", place.partition())
                    .bind("offset", place.offset())
                    .map((row, context) -> {
                        ledger.retaken(row.getString("feed"), Rows.instant(row, "minute"));
                        return true;
                    })
                    .findOne()
                    .isPresent();
            if (refused) {
                ArticleRows articles =
                        new ArticleRows(transaction, config, clock.instant().truncatedTo(ChronoUnit.MILLIS), ledger);
                articles.expect(
                        List.of(new Change(place.topicPartition(), place.offset(), new Effect.Revision(article))));
                articles.revise(article);
                articles.write(head);
                ledger.write(transaction);
                head.release();
            }
            return refused;
        }));
    }

    private record Outcome(Written written, Map<TopicPartition, Long> positions) {}

    private Outcome write(Handle transaction, Map<TopicPartition, Long> positions, List<Change> changes) {
        Head head = Head.lock(transaction);
        Map<TopicPartition, Long> next = Positions.advance(transaction, positions, changes);
        LedgerRows ledger = new LedgerRows();
        ArticleRows articles =
                new ArticleRows(transaction, config, clock.instant().truncatedTo(ChronoUnit.MILLIS), ledger);
        TrendRows trends = new TrendRows();
        StoryRows stories = new StoryRows();
        TrendHistoryRows history = new TrendHistoryRows();
        RejectedRows rejected = new RejectedRows();
        FlashpointRows flashpoints = new FlashpointRows();
        articles.expect(changes);
        for (Change change : changes) {
            switch (change.effect()) {
                case Effect.Accepted accepted -> ledger.accepted(accepted.feed(), accepted.received());
                case Effect.Revision revision -> articles.revise(revision.article());
                case Effect.Takedown takedown -> articles.takeDown(takedown.articleId());
                case Effect.Ranking ranking -> trends.rank(ranking.ranking());
                case Effect.RankingEnded ended -> trends.end(ended.kind(), ended.window());
                case Effect.Told told -> stories.tell(told.story());
                case Effect.StoryEnded ended -> stories.end(ended.id());
                case Effect.PastRanking past -> history.add(past.ranking());
                case Effect.Counted counted -> ledger.counted(counted.entry());
                case Effect.Defined defined -> flashpoints.define(change.offset(), defined);
                case Effect.Indexed indexed -> flashpoints.index(indexed.index());
                case Effect.Refused refused -> {
                    rejected.add(change, refused.rejected());
                    ledger.rejected(change.source().topic(), refused.rejected());
                }
                case Effect.Nothing() -> {}
            }
        }
        articles.write(head);
        trends.write(transaction, head);
        stories.write(transaction, head);
        history.write(transaction);
        ledger.write(transaction);
        flashpoints.write(transaction);
        rejected.write(transaction);
        head.release();
        return new Outcome(new Written(articles.lags(), articles.takedowns(), rejected.size()), next);
    }
}
