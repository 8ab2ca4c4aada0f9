package dev.dateline.publish.operations;

import dev.dateline.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at the oldest record that a group has not read. Offsets alone do not tell whether there is one: the ends of
 * transactions take offsets too, and compaction leaves gaps. What was found is remembered while the group stands there, so that
 * a group that stands still costs nothing. Owns a consumer, which is in no group. Not thread-safe.
 */
final class OldestUnread implements AutoCloseable {

    private static final int REMEMBERED = 10_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;

    private final Map<Place, Found> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Found> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The offset from which on something is not read. */
    record Place(TopicPartition partition, long offset) {}

    /**
     * What is there.
     *
     * @param until the offset up to which was looked: the one after the oldest record, if there is one
     * @param timestamp the time of the oldest record, milliseconds since 1970; empty if there is none up to there
     */
    record Found(long until, OptionalLong timestamp) {

        /** Whether it still is the answer, where the partition ends at `end` now. */
        boolean holds(long end) {
            return timestamp.isPresent() || until >= end;
        }
    }

    OldestUnread(KafkaSettings kafka) {
        consumer = new KafkaConsumer<>(
                kafka.consumer(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "dateline-operations-lag",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        16 * 1024,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        2_000,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * What is at these places; those that could not be looked at in time are not in the answer.
     *
     * @param ends where the partitions end
     */
    Map<Place, Found> look(Collection<Place> places, Map<TopicPartition, Long> ends, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        Deque<Place> open = new ArrayDeque<>();
        for (Place place : Set.copyOf(places)) {
            Found found = known.get(place);
            if (found == null || !found.holds(ends.getOrDefault(place.partition(), 0L))) {
                open.add(place);
            }
        }
        try {
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                round(open, ends, deadline);
            }
        } catch (KafkaException e) {
            // A place that was not looked at is told as unknown; the next turn looks again.
            open.clear();
        }
        Map<Place, Found> answers = new HashMap<>();
        for (Place place : places) {
            Found found = known.get(place);
            if (found != null && found.holds(ends.getOrDefault(place.partition(), 0L))) {
                answers.put(place, found);
            }
        }
        return answers;
    }

    /** Looks at one place of each partition at a time, since a consumer stands at one place in each. */
    private void round(Deque<Place> open, Map<TopicPartition, Long> ends, long deadline) {
        Map<TopicPartition, Place> now = new HashMap<>();
        open.removeIf(place -> now.putIfAbsent(place.partition(), place) == null);
        consumer.assign(now.keySet());
        // Partitions that stay assigned from one round to the next stay paused as well.
        consumer.resume(now.keySet());
        now.forEach((partition, place) -> {
            Found before = known.get(place);
            consumer.seek(partition, before == null ? place.offset() : Math.max(before.until(), place.offset()));
        });
        Set<TopicPartition> waiting = new HashSet<>(now.keySet());
        while (!waiting.isEmpty() && System.nanoTime() < deadline) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                if (waiting.remove(partition)) {
                    ConsumerRecord<byte[], byte[]> first =
                            records.records(partition).getFirst();
                    known.put(now.get(partition), new Found(first.offset() + 1, OptionalLong.of(first.timestamp())));
                    consumer.pause(Set.of(partition));
                }
            }
            for (TopicPartition partition : Set.copyOf(waiting)) {
                long position = consumer.position(partition);
                if (position >= ends.getOrDefault(partition, 0L)) {
                    waiting.remove(partition);
                    known.put(now.get(partition), new Found(position, OptionalLong.empty()));
                    consumer.pause(Set.of(partition));
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
