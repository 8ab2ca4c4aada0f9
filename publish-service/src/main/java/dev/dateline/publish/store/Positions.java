package dev.dateline.publish.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** Where reading goes on, by partition. */
final class Positions {

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private Positions() {}

    /** The stored positions; 0 where nothing was read yet. */
    static Map<TopicPartition, Long> read(Handle transaction, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : partitions.stream().sorted(ORDER).toList()) {
            transaction.execute(
                    "INSERT INTO consumer_offsets VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
                    partition.topic(),
                    partition.partition());
            positions.put(
                    partition,
                    transaction
                            .select(
                                    "SELECT next_offset FROM consumer_offsets WHERE topic = ? AND partition = ?",
                                    partition.topic(),
                                    partition.partition())
                            .mapTo(Long.class)
                            .one());
        }
        return positions;
    }

    /** All stored positions. */
    static Map<TopicPartition, Long> all(Handle handle) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        handle.createQuery("SELECT topic, partition, next_offset FROM consumer_offsets")
                .map((row, context) -> Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)))
                .forEach(position -> positions.put(position.getKey(), position.getValue()));
        return positions;
    }

    /** Moves each position that the changes go past, if it still stands where this instance believes it to. */
    static Map<TopicPartition, Long> advance(
            Handle transaction, Map<TopicPartition, Long> expected, List<Change> changes) {
        Map<TopicPartition, Long> next = new HashMap<>();
        changes.forEach(change -> next.put(change.source(), change.offset() + 1));
        for (TopicPartition partition : next.keySet().stream().sorted(ORDER).toList()) {
            int moved = transaction
                    .createUpdate("""
                            UPDATE consumer_offsets SET next_offset = :next
                            WHERE topic = :topic AND partition = :partition AND next_offset = :expected""")
                    .bind("next", next.get(partition))
                    .bind("topic", partition.topic())
                    .bind("partition", partition.partition())
                    .bind("expected", expected.get(partition))
                    .execute();
            if (moved == 0) {
                throw new StoreException.Fenced("Another instance has read on in " + partition);
            }
        }
        return next;
    }
}
