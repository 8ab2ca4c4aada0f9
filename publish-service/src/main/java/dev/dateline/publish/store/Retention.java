package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Forgets what is older than it is kept: earlier revisions some weeks after they were replaced, and, where not all is kept,
 * partitions of articles whole, each once all of it is too old, then what hangs on time alone. No reader waits for it; a writer
 * waits while the ids of one partition are taken away.
 */
public final class Retention {

    /** A reader of the stream that was away for longer is not told what ceased to match before. */
    static final Duration EARLIER_REVISIONS_KEPT = Duration.ofDays(30);

    /** Of several instances one does it at a time. */
    private static final long LOCK = 0x6461_7465_6C69_6E65L;

    private final Jdbi database;
    private final Clock clock;
    private final Optional<Duration> kept;

    Retention(Jdbi database, Clock clock, Optional<Duration> kept) {
        this.database = database;
        this.clock = clock;
        this.kept = kept;
    }

    /** Forgets what is too old now; says how many partitions that were. */
    public int apply() {
        return SqlFailures.translating(() -> database.withHandle(this::apply));
    }

    private int apply(Handle handle) {
        if (!lock(handle)) {
            return 0;
        }
        try {
            handle.execute(
                    "DELETE FROM earlier_revisions WHERE replaced < ?::timestamptz",
                    RecordJson.isoMillis(clock.instant().minus(EARLIER_REVISIONS_KEPT)));
            if (kept.isEmpty()) {
                return 0;
            }
            handle.execute(
                    "DELETE FROM forgotten_articles WHERE received < ?::timestamptz",
                    RecordJson.isoMillis(clock.instant().minus(kept.get().multipliedBy(2))));
            return forgetBefore(handle, clock.instant().minus(kept.get()));
        } finally {
            handle.select("SELECT pg_advisory_unlock(?)", LOCK)
                    .mapTo(Boolean.class)
                    .one();
        }
    }

    private static int forgetBefore(Handle handle, Instant instant) {
        String oldest = RecordJson.isoMillis(instant);
        List<Long> partitions =
                handle.createQuery("""
                            SELECT first_seq FROM article_partitions
                            WHERE newest < :oldest::timestamptz AND end_seq <= (SELECT newest_seq FROM head)
                            ORDER BY first_seq""").bind("oldest", oldest).mapTo(Long.class).list();
        for (long firstSeq : partitions) {
            handle.useTransaction(transaction -> forget(transaction, firstSeq));
        }
        dropForgotten(handle);
        handle.execute("DELETE FROM stories WHERE last_seen < ?::timestamptz", oldest);
        handle.execute("DELETE FROM rejected WHERE rejected < ?::timestamptz", oldest);
        handle.execute("DELETE FROM flashpoint_index WHERE hour < ?::timestamptz", oldest);
        // The totals by feed go on counting what is forgotten by the minute.
        handle.execute("DELETE FROM ledger_entries WHERE minute < ?::timestamptz", oldest);
        handle.execute("DELETE FROM ledger_counts WHERE minute < ?::timestamptz", oldest);
        return partitions.size();
    }

    private static boolean lock(Handle handle) {
        return handle.select("SELECT pg_try_advisory_lock(?)", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    private record Forgotten(long endSeq, String newest) {}

    /** From here on no search looks into the partition, and its articles are not counted. */
    private static void forget(Handle transaction, long firstSeq) {
        Head head = Head.lock(transaction);
        Forgotten forgotten = transaction
                .select("DELETE FROM article_partitions WHERE first_seq = ? RETURNING end_seq, newest::text", firstSeq)
                .map((row, context) -> new Forgotten(row.getLong(1), row.getString(2)))
                .one();
        long shown = transaction
                .select("""
                        WITH gone AS (DELETE FROM article_ids WHERE seq >= ? AND seq < ? RETURNING id, revision, killed),
                            remembered AS (INSERT INTO forgotten_articles (id, revision, received)
                                SELECT id, revision, ?::timestamptz FROM gone ON CONFLICT (id) DO UPDATE
                                SET revision = excluded.revision, received = excluded.received),
                            earlier AS (DELETE FROM earlier_revisions WHERE id IN (SELECT id FROM gone))
                        SELECT count(*) FROM gone WHERE NOT killed""", firstSeq, forgotten.endSeq(), forgotten.newest())
                .mapTo(Long.class)
                .one();
        head.addArticles((int) -shown);
        head.release();
    }

    /** Drops the tables of forgotten partitions, also those that an instance that ended midway left behind. */
    private static void dropForgotten(Handle handle) {
        handle.createQuery("""
                        SELECT c.relname, i.inhrelid IS NOT NULL, coalesce(i.inhdetachpending, false)
                        FROM pg_class AS c LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid
                        WHERE c.relkind = 'r' AND c.relname ~ '^articles_[0-9]+$' AND pg_table_is_visible(c.oid)
                            AND NOT EXISTS (SELECT FROM article_partitions WHERE c.relname = 'articles_' || first_seq)
                        ORDER BY c.relname""")
                .map((row, context) -> new Table(row.getString(1), row.getBoolean(2), row.getBoolean(3)))
                .list()
                .forEach(table -> drop(handle, table));
    }

    private record Table(String name, boolean attached, boolean detaching) {}

    private static void drop(Handle handle, Table table) {
        if (table.detaching()) {
            handle.execute("ALTER TABLE articles DETACH PARTITION " + table.name() + " FINALIZE");
        } else if (table.attached()) {
            handle.execute("ALTER TABLE articles DETACH PARTITION " + table.name() + " CONCURRENTLY");
        }
        handle.execute("DROP TABLE " + table.name());
    }
}
