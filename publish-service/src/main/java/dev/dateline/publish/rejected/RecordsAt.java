package dev.dateline.publish.rejected;

import dev.dateline.publish.store.RejectedPlace;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads single records by their place. Not thread-safe. */
final class RecordsAt implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);

    /** It is quicker to read on over so many records than to ask anew. */
    private static final long NEAR = 500;

    private final KafkaConsumer<byte[], byte[]> consumer;

    RecordsAt(KafkaSettings kafka) {
        consumer = new KafkaConsumer<>(
                kafka.consumer(Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * The first offset that Kafka still has of each partition; none of those that it does not know.
     *
     * @throws KafkaException if Kafka does not answer
     */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions, PATIENCE);
    }

    /**
     * The records at these places, but for those that Kafka no longer has.
     *
     * @throws KafkaException if Kafka does not answer
     */
    Map<RejectedPlace, ConsumerRecord<byte[], byte[]>> read(Collection<RejectedPlace> places) {
        Map<TopicPartition, NavigableSet<Long>> wanted = new HashMap<>();
        places.forEach(place -> wanted.computeIfAbsent(place.topicPartition(), any -> new TreeSet<>())
                .add(place.offset()));
        Map<RejectedPlace, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        wanted.forEach((partition, offsets) -> read(partition, offsets, found));
        return found;
    }

    private void read(
            TopicPartition partition,
            NavigableSet<Long> offsets,
            Map<RejectedPlace, ConsumerRecord<byte[], byte[]>> found) {
        List<TopicPartition> alone = List.of(partition);
        consumer.assign(alone);
        long beginning = consumer.beginningOffsets(alone, PATIENCE).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(alone, PATIENCE).getOrDefault(partition, 0L);
        NavigableSet<Long> there = offsets.subSet(beginning, true, end, false);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        @Nullable Long next = there.isEmpty() ? null : there.first();
        long position = -1;
        while (next != null) {
            if (position < 0 || next - position > NEAR) {
                consumer.seek(partition, next);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (there.contains(record.offset())) {
                    found.put(new RejectedPlace(record.topic(), record.partition(), record.offset()), record);
                }
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            position = consumer.position(partition, PATIENCE);
            next = there.ceiling(position);
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(partition + " could not be read on from " + position);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
