package dev.dateline.enrich.order;

import java.util.Map;
import java.util.Optional;

/** Tells how far the partitions of news.raw have been read, also those of which no report comes. */
@FunctionalInterface
public interface ReadingProgress {

    /**
     * How far one partition is.
     *
     * @param position the next offset to read
     * @param readAt all that was on the partition at this time has been read, and its reports have arrived at whoever asks;
     *     milliseconds since 1970, 0 if that is not known of any time
     */
    record Progress(long position, long readAt) {}

    /**
     * What is known by now, of every partition there is; empty if nothing is. Returns at once; to be called for as long as somebody
     * waits, since nothing is found out meanwhile unless it is.
     */
    Optional<Map<Integer, Progress>> latest();
}
