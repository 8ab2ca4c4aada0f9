package dev.dateline.enrich.order;

import java.util.Comparator;

/**
 * When a report is placed, compared with others. It follows from news.raw alone: the offsets of reports that were read from one
 * partition ascend as those of their articles do.
 *
 * @param time the latest time of a record of that partition up to it, milliseconds since 1970
 * @param partition the partition of news.raw that it was read from
 * @param offset where it stands on the topic between the stages
 */
public record Turn(long time, int partition, long offset) implements Comparable<Turn> {

    private static final Comparator<Turn> EARLIEST_FIRST = Comparator.comparingLong(Turn::time)
            .thenComparingInt(Turn::partition)
            .thenComparingLong(Turn::offset);

    @Override
    public int compareTo(Turn other) {
        return EARLIEST_FIRST.compare(this, other);
    }
}
