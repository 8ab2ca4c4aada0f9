package dev.dateline.publish.materialize;

import dev.dateline.publish.store.Effect;
import dev.dateline.publish.store.RejectedRecord;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendRanking;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Tells what a record of one of our topics does to the read model. A record that cannot be decoded is itself an effect. */
final class RecordReader {

    private static final String STREAMS_ERRORS = "__streams.errors.";

    /** A Java stack trace of some other process, long and of no use to who reads the API; it stays on the topic. */
    private static final String STACK_TRACE = "stacktrace";

    /** The feed of an article that no header names. */
    private static final String UNKNOWN_FEED = "unknown";

    private final Deserializer<EnrichedArticle> articles;
    private final Deserializer<TrendRanking> rankings;
    private final Deserializer<LedgerEntry> entries;
    private final Deserializer<FlashpointDefinition> definitions;
    private final Deserializer<FlashpointIndex> indexes;
    private final Deserializer<Story> stories;

    RecordReader(KafkaSettings kafka) {
        this(
                kafka.serde(EnrichedArticle.class).deserializer(),
                kafka.serde(TrendRanking.class).deserializer(),
                kafka.serde(LedgerEntry.class).deserializer(),
                kafka.serde(FlashpointDefinition.class).deserializer(),
                kafka.serde(FlashpointIndex.class).deserializer(),
                kafka.serde(Story.class).deserializer());
    }

    RecordReader(
            Deserializer<EnrichedArticle> articles,
            Deserializer<TrendRanking> rankings,
            Deserializer<LedgerEntry> entries,
            Deserializer<FlashpointDefinition> definitions,
            Deserializer<FlashpointIndex> indexes,
            Deserializer<Story> stories) {
        this.articles = articles;
        this.rankings = rankings;
        this.entries = entries;
        this.definitions = definitions;
        this.indexes = indexes;
        this.stories = stories;
    }

    /**
     * What the record does.
     *
     * @throws KafkaException if it could not be decoded now for a reason outside of it, such as an absent registry
     */
    Effect read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.RAW.name())) {
            return accepted(record);
        }
        if (record.topic().equals(Topics.REJECTED.name())) {
            return new Effect.Refused(rejected(record));
        }
        try {
            return decoded(record);
        } catch (SerializationException e) {
            if (surroundingsAreToBlame(e)) {
                throw e;
            }
            return refused(record, "undecodable", e.getMessage());
        }
    }

    /** A record as refused by this stage. */
    static Effect refused(ConsumerRecord<byte[], byte[]> record, String reason, @Nullable String detail) {
        return new Effect.Refused(new RejectedRecord(
                "publish",
                reason,
                detail,
                HeaderText.of(record.headers(), Headers.FEED),
                received(record),
                Instant.ofEpochMilli(record.timestamp()),
                null,
                Map.of(),
                bytes(record),
                replayed(record),
                HeaderText.of(record.headers(), Headers.REPLAY)));
    }

    private static Effect accepted(ConsumerRecord<byte[], byte[]> record) {
        return new Effect.Accepted(
                Objects.requireNonNullElse(HeaderText.of(record.headers(), Headers.FEED), UNKNOWN_FEED),
                Objects.requireNonNullElseGet(received(record), () -> Instant.ofEpochMilli(record.timestamp())));
    }

    private Effect decoded(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        byte[] value = record.value();
        if (topic.equals(Topics.ENRICHED.name())) {
            if (value == null && key(record).equals(Topics.HORIZON_MARK)) {
                return new Effect.Nothing();
            }
            return value == null
                    ? new Effect.Takedown(key(record))
                    : new Effect.Revision(articles.deserialize(topic, record.headers(), value));
        }
        if (topic.equals(Topics.TRENDS.name())) {
            return value == null
                    ? rankingEnded(key(record))
                    : new Effect.Ranking(rankings.deserialize(topic, record.headers(), value));
        }
        if (topic.equals(Topics.STORIES.name())) {
            return value == null
                    ? new Effect.StoryEnded(key(record))
                    : new Effect.Told(stories.deserialize(topic, record.headers(), value));
        }
        if (topic.equals(Topics.TREND_HISTORY.name())) {
            // What leaves the topic by age leaves the read model by age as well.
            return value == null
                    ? new Effect.Nothing()
                    : new Effect.PastRanking(rankings.deserialize(topic, record.headers(), value));
        }
        if (topic.equals(Topics.FLASHPOINTS.name())) {
            return defined(record);
        }
        if (topic.equals(Topics.FLASHPOINT_INDEX.name())) {
            return value == null
                    ? new Effect.Nothing()
                    : new Effect.Indexed(indexes.deserialize(topic, record.headers(), value));
        }
        // An entry that leaves the topic was counted all the same: the read model keeps the history.
        return value == null
                ? new Effect.Nothing()
                : new Effect.Counted(entries.deserialize(topic, record.headers(), value));
    }

    private Effect defined(ConsumerRecord<byte[], byte[]> record) {
        FlashpointDefinition definition = record.value() == null
                ? null
                : definitions.deserialize(record.topic(), record.headers(), record.value());
        String ended = Objects.requireNonNullElse(HeaderText.of(record.headers(), Headers.VERSION), "0");
        return new Effect.Defined(
                key(record),
                definition != null ? definition.getVersion() : ended.matches("\\d{1,9}") ? Integer.parseInt(ended) : 0,
                Objects.requireNonNullElse(HeaderText.of(record.headers(), Headers.ORIGIN), "operator"),
                Instant.ofEpochMilli(record.timestamp()),
                definition);
    }

    private static Effect rankingEnded(String key) {
        int slash = key.indexOf('/');
        return slash < 0
                ? new Effect.Nothing()
                : new Effect.RankingEnded(key.substring(0, slash), key.substring(slash + 1));
    }

    private static RejectedRecord rejected(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> errors = new TreeMap<>();
        for (Header header : record.headers()) {
            if (header.key().startsWith(STREAMS_ERRORS) && header.value() != null) {
                errors.put(
                        header.key().substring(STREAMS_ERRORS.length()),
                        new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        errors.remove(STACK_TRACE);
        String detail = HeaderText.of(record.headers(), Headers.DETAIL);
        return new RejectedRecord(
                Objects.requireNonNullElse(HeaderText.of(record.headers(), Headers.STAGE), "enrich"),
                Objects.requireNonNullElse(HeaderText.of(record.headers(), Headers.REASON), "not-processed"),
                detail == null ? errors.get("message") : detail,
                HeaderText.of(record.headers(), Headers.FEED),
                received(record),
                Instant.ofEpochMilli(record.timestamp()),
                HeaderText.of(record.headers(), Headers.CONTENT_TYPE),
                errors,
                bytes(record),
                replayed(record),
                HeaderText.of(record.headers(), Headers.REPLAY));
    }

    private static int replayed(ConsumerRecord<byte[], byte[]> record) {
        String times = HeaderText.of(record.headers(), Headers.REPLAYED);
        return times != null && times.matches("\\d{1,4}") ? Integer.parseInt(times) : 0;
    }

    /** Confluent's deserializer throws one type for a bad record and for an absent registry; only the cause tells. */
    private static boolean surroundingsAreToBlame(SerializationException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && !(cause instanceof EOFException)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant received(ConsumerRecord<byte[], byte[]> record) {
        String millis = HeaderText.of(record.headers(), Headers.RECEIVED);
        if (millis == null || !millis.matches("\\d{1,15}")) {
            return null;
        }
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }
}
