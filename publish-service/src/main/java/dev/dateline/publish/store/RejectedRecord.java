package dev.dateline.publish.store;

import dev.dateline.schemas.Topics;
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
 * @param replayed how often it had been replayed when it was refused
 * @param replay the replay that sent it, and the line in it; null if none did
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
        byte[] original,
        int replayed,
        @Nullable String replay) {

    private static final String INGEST = "ingest";
    private static final String PUBLISH = "publish";

    /** Whether ingest turned it away, so that it never was accepted. */
    boolean isRefusedItem() {
        return stage.equals(INGEST);
    }

    /**
     * Whether an article that was accepted went no further because of it. What ingest turns away never was accepted; and where a reader of
     * news.enriched beside this service fails, such as those who count trends, the article is published all the same.
     *
     * @param topic that it was found on
     */
    boolean isOfAnArticle(String topic) {
        return switch (stage) {
            case INGEST -> false;
            case PUBLISH -> topic.equals(Topics.ENRICHED.name());
            default -> errors.getOrDefault("topic", Topics.RAW.name()).equals(Topics.RAW.name());
        };
    }
}
