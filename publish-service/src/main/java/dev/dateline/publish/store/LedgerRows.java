package dev.dateline.publish.store;

import dev.dateline.schemas.LedgerEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What one batch adds to the ledger. */
final class LedgerRows {

    /** A feed that no header names. */
    private static final String UNKNOWN_FEED = "unknown";

    private final Map<Account, Counts> counts =
            new TreeMap<>(Comparator.comparing(Account::feed).thenComparing(Account::minute));
    private final Map<EntryKey, LedgerEntry> entries = new LinkedHashMap<>();

    private record Account(String feed, String minute) {}

    private record Counts(long accepted, long refused, long stored, long rejected) {
        Counts plus(Counts other) {
            return new Counts(
                    accepted + other.accepted,
                    refused + other.refused,
                    stored + other.stored,
                    rejected + other.rejected);
        }
    }

    private record EntryKey(String feed, String minute, int partition) {}

    void accepted(String feed, Instant received) {
        add(feed, received, new Counts(1, 0, 0, 0));
    }

    void stored(String feed, Instant received, long revisions) {
        add(feed, received, new Counts(0, 0, revisions, 0));
    }

    /** Counts an item that ingest refused, or an article that was accepted before it was rejected. */
    void rejected(String topic, RejectedRecord rejected) {
        boolean refused = rejected.isRefusedItem();
        if (refused || rejected.isOfAnArticle(topic)) {
            add(
                    rejected.feed() == null ? UNKNOWN_FEED : rejected.feed(),
                    rejected.received() == null ? rejected.rejected() : rejected.received(),
                    refused ? new Counts(0, 1, 0, 0) : new Counts(0, 0, 0, 1));
        }
    }

    /** Takes back that a record was counted as rejected: it was taken after all. */
    void retaken(@Nullable String feed, Instant minute) {
        add(feed == null ? UNKNOWN_FEED : feed, minute, new Counts(0, 0, 0, -1));
    }

    void counted(LedgerEntry entry) {
        entries.put(
                new EntryKey(Rows.ledgerFeed(entry.getFeed()), Rows.minute(entry.getMinute()), entry.getPartition()),
                entry);
    }

    private void add(String feed, Instant received, Counts more) {
        counts.merge(new Account(Rows.ledgerFeed(feed), Rows.minute(received)), more, Counts::plus);
    }

    void write(Handle transaction) {
        if (!counts.isEmpty()) {
            writeCounts(transaction);
        }
        if (!entries.isEmpty()) {
            writeEntries(transaction);
        }
    }

    private void writeCounts(Handle transaction) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO ledger_counts AS known (feed, minute, accepted, refused, stored, rejected)
                VALUES (:feed, :minute::timestamptz, :accepted, :refused, :stored, :rejected)
                ON CONFLICT (feed, minute) DO UPDATE SET accepted = known.accepted + excluded.accepted,
                    refused = known.refused + excluded.refused,
                    stored = known.stored + excluded.stored, rejected = known.rejected + excluded.rejected""");
        counts.forEach((account, more) -> batch.bind("feed", account.feed())
                .bind("minute", account.minute())
                .bind("accepted", more.accepted())
                .bind("refused", more.refused())
                .bind("stored", more.stored())
                .bind("rejected", more.rejected())
                .add());
        batch.execute();
        Map<String, Counts> totals = new TreeMap<>();
        counts.forEach((account, more) -> totals.merge(account.feed(), more, Counts::plus));
        PreparedBatch byFeed = transaction.prepareBatch("""
                INSERT INTO ledger_totals AS known (feed, accepted, refused, stored, rejected)
                VALUES (:feed, :accepted, :refused, :stored, :rejected)
                ON CONFLICT (feed) DO UPDATE SET accepted = known.accepted + excluded.accepted,
                    refused = known.refused + excluded.refused,
                    stored = known.stored + excluded.stored, rejected = known.rejected + excluded.rejected""");
        totals.forEach((feed, more) -> byFeed.bind("feed", feed)
                .bind("accepted", more.accepted())
                .bind("refused", more.refused())
                .bind("stored", more.stored())
                .bind("rejected", more.rejected())
                .add());
        byFeed.execute();
    }

    /**
     * Entries say how far enrich has counted; by how much that is more than what was known goes to the minute and the feed. Enrich
     * forgets minutes that are long over, and begins anew if something of such a minute is replayed: fewer than before are more.
     */
    private void writeEntries(Handle transaction) {
        List<EntryKey> keys = List.copyOf(entries.keySet());
        transaction
                .createUpdate("""
                        WITH changed AS (
                            INSERT INTO ledger_entries (feed, minute, partition, published, duplicates)
                            SELECT * FROM unnest(:feed::text[], :minute::timestamptz[], :partition::int[],
                                :published::bigint[], :duplicates::bigint[])
                            ON CONFLICT (feed, minute, partition) DO UPDATE SET published = excluded.published,
                                duplicates = excluded.duplicates
                            RETURNING new.feed, new.minute, new.duplicates - CASE
                                WHEN new.published + new.duplicates < old.published + old.duplicates THEN 0
                                ELSE coalesce(old.duplicates, 0) END AS more),
                        totals AS (
                            INSERT INTO ledger_totals AS known (feed, duplicates)
                            SELECT feed, sum(more) FROM changed GROUP BY feed
                            ON CONFLICT (feed) DO UPDATE SET duplicates = known.duplicates + excluded.duplicates)
                        INSERT INTO ledger_counts AS known (feed, minute, duplicates)
                        SELECT feed, minute, sum(more) FROM changed GROUP BY feed, minute
                        ON CONFLICT (feed, minute) DO UPDATE SET
                            duplicates = known.duplicates + excluded.duplicates""")
                .bindArray(
                        "feed", String.class, keys.stream().map(EntryKey::feed).toList())
                .bindArray(
                        "minute",
                        String.class,
                        keys.stream().map(EntryKey::minute).toList())
                .bindArray(
                        "partition",
                        Integer.class,
                        keys.stream().map(EntryKey::partition).toList())
                .bindArray(
                        "published",
                        Long.class,
                        entries.values().stream().map(LedgerEntry::getPublished).toList())
                .bindArray(
                        "duplicates",
                        Long.class,
                        entries.values().stream()
                                .map(LedgerEntry::getDuplicates)
                                .toList())
                .execute();
    }
}
