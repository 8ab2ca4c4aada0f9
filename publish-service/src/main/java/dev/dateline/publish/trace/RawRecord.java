package dev.dateline.publish.trace;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record of news.raw.
 *
 * @param id its key
 * @param written when ingest wrote it, by its own clock
 * @param contentHash null where the record cannot be decoded, as are title and address
 * @param size bytes of the item as it arrived; 0 where they are not kept
 */
record RawRecord(
        TopicPartition partition,
        long offset,
        String id,
        Instant written,
        @Nullable String feed,
        @Nullable String contentHash,
        @Nullable String title,
        @Nullable String url,
        @Nullable String contentType,
        int size) {}
