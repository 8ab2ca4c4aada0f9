package dev.dateline.publish.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that a stage could not process.
 *
 * @param stage the stage: {@code ingest}, {@code enrich} or {@code publish}
 * @param reason stable code of the reason
 * @param detail the reason in words
 * @param feed the feed it came from, where a header tells
 * @param received when ingest took it, where a header tells
 * @param rejected when it was refused
 * @param contentType media type of the bytes, where a header tells
 * @param errors what Kafka Streams says of the failure, by its own header names without the common prefix
 * @param original the bytes of the record, whole
 */
public record RejectedRecord(
        String stage,
        String reason,
        @Nullable String detail,
        @Nullable String feed,
        @Nullable Instant received,
        Instant rejected,
        @Nullable String contentType,
        Map<String, String> errors,
        byte[] original) {

    /** The stage in front of news.raw: what it refuses was never accepted. */
    static final String INGEST = "ingest";
}
