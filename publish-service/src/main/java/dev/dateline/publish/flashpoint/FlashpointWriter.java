package dev.dateline.publish.flashpoint;

import dev.dateline.runtime.events.HeaderText;
import dev.dateline.runtime.kafka.ChangedMeanwhileException;
import dev.dateline.runtime.kafka.CompactedTopic;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The operator's pen: writes definitions to news.flashpoints, each change to the newest version alone and with the next number,
 * also where several instances write at once. The one place where this service writes to a topic.
 */
public final class FlashpointWriter {

    /** More than anybody watches, and few enough to be compiled at every change. */
    public static final int MOST = 1_000;

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(5);
    private static final String OPERATOR = "operator";

    private final CompactedTopic topic;
    private final Serde<FlashpointDefinition> serde;
    private final FlashpointTable table;

    /** A pen whose changes are shown by the table before it says they are made. */
    public FlashpointWriter(KafkaSettings kafka, FlashpointTable table) {
        this.topic = new CompactedTopic(kafka, Topics.FLASHPOINTS);
        this.serde = kafka.serde(FlashpointDefinition.class);
        this.table = table;
    }

    /** There are as many flashpoints as there may be. */
    public static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Writes a definition with the next version.
     *
     * @param replaces whether it is meant to replace the version in force, 0 for none
     * @return the version that it got
     * @throws VersionConflictException if another version is there
     * @throws ChangedMeanwhileException if another change was made at the same moment
     * @throws TooManyException if there are {@value #MOST} others
     */
    public int put(FlashpointDefinition definition, IntPredicate replaces)
            throws ChangedMeanwhileException, InterruptedException {
        String id = definition.getId();
        AtomicInteger version = new AtomicInteger();
        topic.change(newest -> {
            require(replaces, live(newest, id));
            if (newest.values().stream()
                            .filter(record ->
                                    record.value() != null && !record.key().equals(id))
                            .count()
                    >= MOST) {
                throw new TooManyException();
            }
            version.set(highest(newest.get(id)) + 1);
            FlashpointDefinition next = FlashpointDefinition.newBuilder(definition)
                    .setVersion(version.get())
                    .build();
            return List.of(record(id, serde.serializer().serialize(Topics.FLASHPOINTS.name(), next)));
        });
        table.awaitVersion(id, version.get(), SHOWN_WITHIN);
        return version.get();
    }

    /**
     * Retires a flashpoint.
     *
     * @return false if there is none of that id
     * @throws VersionConflictException if another version is there
     * @throws ChangedMeanwhileException if another change was made at the same moment
     */
    public boolean retire(String id, IntPredicate replaces) throws ChangedMeanwhileException, InterruptedException {
        AtomicInteger ended = new AtomicInteger();
        topic.change(newest -> {
            int live = live(newest, id);
            ended.set(live);
            if (live == 0) {
                return List.of();
            }
            require(replaces, live);
            ProducerRecord<String, byte[]> end = record(id, null);
            end.headers().add(Headers.VERSION, Integer.toString(live).getBytes(StandardCharsets.UTF_8));
            return List.of(end);
        });
        table.awaitVersion(id, 0, SHOWN_WITHIN);
        return ended.get() > 0;
    }

    private static ProducerRecord<String, byte[]> record(String id, byte @Nullable [] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.FLASHPOINTS.name(), id, value);
        record.headers().add(Headers.ORIGIN, OPERATOR.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static void require(IntPredicate replaces, int current) {
        if (!replaces.test(current)) {
            throw new VersionConflictException(current);
        }
    }

    /** The version in force; 0 if there is none. */
    private int live(Map<String, ConsumerRecord<String, byte[]>> newest, String id) {
        ConsumerRecord<String, byte[]> record = newest.get(id);
        return record == null || record.value() == null ? 0 : highest(record);
    }

    /** The highest version that was ever in force, so that no number stands for two definitions. */
    private int highest(@Nullable ConsumerRecord<String, byte[]> record) {
        if (record == null) {
            return 0;
        }
        if (record.value() == null) {
            String version = HeaderText.of(record.headers(), Headers.VERSION);
            return version == null ? 0 : Integer.parseInt(version);
        }
        return serde.deserializer().deserialize(record.topic(), record.value()).getVersion();
    }
}
