package dev.dateline.publish.operations;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader is behind.
 *
 * @param records how many records it has not read at most: the ends of transactions and what compaction took away count as well
 * @param seconds how long the oldest of them has waited; null where that is not known
 * @param unknown why it is not known, or not for all partitions; null where it is
 */
record Lag(long records, @Nullable Double seconds, @Nullable String unknown) {

    static final Lag NONE = new Lag(0, 0.0, null);

    static Lag unknown(long records, String why) {
        return new Lag(records, null, why);
    }

    /** Of several partitions: all their records, and the longest wait. */
    static Lag of(Collection<Lag> lags) {
        long records = 0;
        Double seconds = null;
        String unknown = null;
        for (Lag lag : lags) {
            records += lag.records();
            Double wait = lag.seconds();
            if (wait != null) {
                seconds = seconds == null ? wait : Double.valueOf(Math.max(seconds, wait));
            }
            if (lag.unknown() != null) {
                unknown = lag.unknown();
            }
        }
        return lags.isEmpty() ? NONE : new Lag(records, seconds, unknown);
    }
}
