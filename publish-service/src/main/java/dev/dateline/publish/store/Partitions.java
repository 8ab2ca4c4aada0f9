package dev.dateline.publish.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of the articles, by seq. A search goes through them one after the other and stops when it has enough, so
 * that what it costs does not grow with what is kept.
 */
final class Partitions {

    private Partitions() {}

    /**
     * A stretch of the order of publication.
     *
     * @param first the first seq of the partitions that it lies in
     * @param end the first seq after them
     * @param from the first seq in it
     * @param to the first seq after it
     * @param cut whether it is so small a part of its partitions that they are not to be searched whole
     */
    record Stretch(long first, long end, long from, long to, boolean cut) {

        /** How many bits of a seq tell articles of one block apart in the index of keys and words. */
        static final int BLOCK_BITS = 10;

        /** Partitions, as far as they lie between two places. */
        static Stretch of(long first, long end, long from, long to) {
            long begin = Math.max(first, from);
            long stop = Math.min(end, to);
            return new Stretch(first, end, begin, stop, Walk.isCut(stop - begin, end - first));
        }

        long length() {
            return to - from;
        }

        /** The given number of articles that come first in an order. */
        Stretch beginning(long length, boolean newestFirst) {
            return newestFirst
                    ? new Stretch(first, end, to - length, to, true)
                    : new Stretch(first, end, from, from + length, true);
        }

        /** What comes after these. */
        Stretch after(long length, boolean newestFirst) {
            return newestFirst
                    ? new Stretch(first, end, from, to - length, cut)
                    : new Stretch(first, end, from + length, to, cut);
        }

        /** The blocks that it touches, as the index has them. */
        Long[] blocks() {
            return LongStream.rangeClosed(from >> BLOCK_BITS, (to - 1) >> BLOCK_BITS)
                    .boxed()
                    .toArray(Long[]::new);
        }
    }

    private record Partition(
            long firstSeq,
            long endSeq,
            @Nullable Instant oldest,
            @Nullable Instant newest) {

        boolean mayHold(TimeSpan received) {
            return oldest != null
                    && newest != null
                    && received.since().map(since -> !newest.isBefore(since)).orElse(true)
                    && received.until().map(oldest::isBefore).orElse(true);
        }
    }

    /** The stretches between two places that may hold articles of that time, the newest first. */
    static List<Stretch> newestFirst(Handle handle, long from, long to, TimeSpan received) {
        return stretches(handle, from, to, received, true);
    }

    /** The stretches between two places that may hold articles of that time, the oldest first. */
    static List<Stretch> oldestFirst(Handle handle, long from, long to, TimeSpan received) {
        return stretches(handle, from, to, received, false);
    }

    /** What the first two partitions did not give is rare: from there on twice as many are asked at once each time. */
    private static List<Stretch> stretches(Handle handle, long from, long to, TimeSpan received, boolean newestFirst) {
        List<Partition> partitions = held(handle, from, to, received, newestFirst ? "DESC" : "ASC");
        List<Stretch> stretches = new ArrayList<>();
        int next = 0;
        while (next < partitions.size()) {
            int count = Math.min(Math.max(1, next), partitions.size() - next);
            Partition one = partitions.get(next);
            Partition other = partitions.get(next + count - 1);
            stretches.add(Stretch.of(
                    Math.min(one.firstSeq(), other.firstSeq()), Math.max(one.endSeq(), other.endSeq()), from, to));
            next += count;
        }
        return stretches;
    }

    private static List<Partition> held(Handle handle, long from, long to, TimeSpan received, String order) {
        return handle
                .createQuery("SELECT first_seq, least(end_seq, newest_seq + 1), oldest, newest"
                        + " FROM article_partitions CROSS JOIN head"
                        + " WHERE first_seq < :to AND first_seq <= newest_seq AND end_seq > :from"
                        + " ORDER BY first_seq " + order)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Partition(
                        row.getLong(1),
                        row.getLong(2),
                        Rows.instantOrNull(row, "oldest"),
                        Rows.instantOrNull(row, "newest")))
                .stream()
                .filter(partition -> partition.mayHold(received))
                .toList();
    }

    /** Makes partitions ahead, so that articles up to a place find one and the next is there before this one is full. */
    static void makeAhead(Handle transaction, long newestSeq, int width) {
        long end = transaction
                .createQuery("SELECT coalesce(max(end_seq), 0) FROM article_partitions")
                .mapTo(Long.class)
                .one();
        while (end <= newestSeq + width / 2) {
            transaction
                    .select("SELECT add_article_partition(?, ?)", end, end + width)
                    .mapTo(String.class)
                    .list();
            end += width;
        }
    }

    /** Says of the partitions when the articles now written were received. */
    static void received(Handle transaction, List<Long> seqs, List<String> received) {
        transaction
                .createUpdate("""
                        UPDATE article_partitions AS p
                        SET oldest = least(p.oldest, batch.oldest), newest = greatest(p.newest, batch.newest)
                        FROM (SELECT first_seq, min(received) AS oldest, max(received) AS newest
                            FROM unnest(:seqs::bigint[], :received::timestamptz[]) AS rows (seq, received)
                            JOIN article_partitions ON seq >= first_seq AND seq < end_seq
                            GROUP BY first_seq) AS batch
                        WHERE p.first_seq = batch.first_seq AND (p.oldest IS NULL OR batch.oldest < p.oldest
                            OR batch.newest > p.newest)""")
                .bindArray("seqs", Long.class, seqs)
                .bindArray("received", String.class, received)
                .execute();
    }
}
