package dev.dateline.publish.store;

import dev.dateline.schemas.LedgerEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What one batch adds to the ledger. */
final class LedgerRows {

    /** A feed that no header names. */
    private static final String UNKNOWN_FEED = "unknown";

    private final Map<Account, Counts> counts =
            new TreeMap<>(Comparator.comparing(Account::feed).thenComparing(Account::minute));
    private final Map<EntryKey, LedgerEntry> entries = new LinkedHashMap<>();

    private record Account(String feed, String minute) {}

    private record Counts(long accepted, long stored, long rejected) {
        Counts plus(Counts other) {
            return new Counts(accepted + other.accepted, stored + other.stored, rejected + other.rejected);
        }
    }

    private record EntryKey(String feed, Instant minute, int partition) {}

    void accepted(String feed, Instant received) {
        add(feed, received, new Counts(1, 0, 0));
    }

    void stored(String feed, Instant received, long revisions) {
        add(feed, received, new Counts(0, revisions, 0));
    }

    /** Counts a record that was accepted before it was rejected; what ingest turns away never was. */
    void rejected(RejectedRecord rejected) {
        if (!rejected.stage().equals(RejectedRecord.INGEST)) {
            add(
                    rejected.feed() == null ? UNKNOWN_FEED : rejected.feed(),
                    rejected.received() == null ? rejected.rejected() : rejected.received(),
                    new Counts(0, 0, 1));
        }
    }

    void counted(LedgerEntry entry) {
        entries.put(new EntryKey(entry.getFeed(), entry.getMinute(), entry.getPartition()), entry);
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
                INSERT INTO ledger_counts AS known (feed, minute, accepted, stored, rejected)
                VALUES (:feed, :minute::timestamptz, :accepted, :stored, :rejected)
                ON CONFLICT (feed, minute) DO UPDATE SET accepted = known.accepted + excluded.accepted,
                    stored = known.stored + excluded.stored, rejected = known.rejected + excluded.rejected""");
        counts.forEach((account, more) -> batch.bind("feed", account.feed())
                .bind("minute", account.minute())
                .bind("accepted", more.accepted())
                .bind("stored", more.stored())
                .bind("rejected", more.rejected())
                .add());
        batch.execute();
    }

    private void writeEntries(Handle transaction) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO ledger_entries (feed, minute, partition, published, duplicates)
                VALUES (:feed, :minute::timestamptz, :partition, :published, :duplicates)
                ON CONFLICT (feed, minute, partition) DO UPDATE SET published = excluded.published,
                    duplicates = excluded.duplicates""");
        entries.values()
                .forEach(entry -> batch.bind("feed", Rows.ledgerFeed(entry.getFeed()))
                        .bind("minute", Rows.minute(entry.getMinute()))
                        .bind("partition", entry.getPartition())
                        .bind("published", entry.getPublished())
                        .bind("duplicates", entry.getDuplicates())
                        .add());
        batch.execute();
    }
}
