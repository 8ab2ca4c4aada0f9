package dev.dateline.publish.materialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.publish.store.Effect;
import dev.dateline.publish.store.RejectedRecord;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.io.EOFException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    static final Instant WRITTEN = Instant.parse("2026-11-24T09:30:15Z");

    @Test
    void anAcceptedArticleIsCountedByItsHeadersWithoutDecodingIt() {
        ConsumerRecord<byte[], byte[]> record = record(Topics.RAW.name(), "key", bytes("not Avro"));
        header(record, Headers.FEED, "wire");
        header(record, Headers.RECEIVED, "1000");

        assertThat(failing(new SerializationException("must not be called")).read(record))
                .isEqualTo(new Effect.Accepted("wire", Instant.ofEpochMilli(1000)));
    }

    @Test
    void anAcceptedArticleWithoutHeadersIsCountedAllTheSame() {
        ConsumerRecord<byte[], byte[]> record = record(Topics.RAW.name(), "key", bytes("by hand"));
        header(record, Headers.RECEIVED, "yesterday");

        assertThat(failing(new SerializationException("must not be called")).read(record))
                .isEqualTo(new Effect.Accepted("unknown", WRITTEN));
    }

    @Test
    void whatKafkaStreamsSaysOfARejectedRecordIsKeptButForTheStackTrace() {
        ConsumerRecord<byte[], byte[]> record = record(Topics.REJECTED.name(), "key", bytes("original"));
        header(record, "__streams.errors.message", "why");
        header(record, "__streams.errors.offset", "7");
        header(record, "__streams.errors.stacktrace", "at ...");

        Effect effect =
                failing(new SerializationException("must not be called")).read(record);

        assertThat(effect).isInstanceOfSatisfying(Effect.Refused.class, refused -> {
            RejectedRecord rejected = refused.rejected();
            assertThat(rejected.stage()).isEqualTo("enrich");
            assertThat(rejected.detail()).isEqualTo("why");
            assertThat(rejected.errors()).isEqualTo(Map.of("message", "why", "offset", "7"));
            assertThat(rejected.original()).isEqualTo(bytes("original"));
        });
    }

    @Test
    void aRecordWithoutValueEndsWhatItsKeyNames() {
        RecordReader reader = failing(new SerializationException("must not be called"));

        assertThat(reader.read(record(Topics.ENRICHED.name(), "a", null))).isEqualTo(new Effect.Takedown("a"));
        assertThat(reader.read(record(Topics.ENRICHED.name(), Topics.HORIZON_MARK, null)))
                .isEqualTo(new Effect.Nothing());
        assertThat(reader.read(record(Topics.STORIES.name(), "story-1", null)))
                .isEqualTo(new Effect.StoryEnded("story-1"));
        assertThat(reader.read(record(Topics.TRENDS.name(), "people/PT1H", null)))
                .isEqualTo(new Effect.RankingEnded("people", "PT1H"));
        assertThat(reader.read(record(Topics.LEDGER.name(), "wire/1/0", null))).isEqualTo(new Effect.Nothing());
    }

    @Test
    void aDamagedRecordIsRefusedAndAnAbsentRegistryIsNot() {
        ConsumerRecord<byte[], byte[]> record = record(Topics.ENRICHED.name(), "a", bytes("x"));

        assertThat(failing(new SerializationException("truncated", new EOFException()))
                        .read(record))
                .isInstanceOf(Effect.Refused.class);
        assertThatThrownBy(() -> failing(new SerializationException("no schema", new ConnectException("refused")))
                        .read(record))
                .isInstanceOf(SerializationException.class);
    }

    private static RecordReader failing(SerializationException failure) {
        return new RecordReader(
                deserializer(failure),
                deserializer(failure),
                deserializer(failure),
                deserializer(failure),
                deserializer(failure),
                deserializer(failure));
    }

    private static <T> Deserializer<T> deserializer(SerializationException failure) {
        return (topic, data) -> {
            throw failure;
        };
    }

    static ConsumerRecord<byte[], byte[]> record(String topic, String key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                5,
                WRITTEN.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length(),
                value == null ? -1 : value.length,
                bytes(key),
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
