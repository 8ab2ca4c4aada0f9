package dev.dateline.publish.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka said of itself at one moment.
 *
 * @param brokers how many answer
 * @param topics by name, those between the stages included, Kafka's own not
 * @param groups by id, of whatever kind
 * @param gaps what it would not tell, and why; in words
 */
record Cluster(
        Instant at, int brokers, SortedMap<String, Topic> topics, SortedMap<String, Group> groups, List<String> gaps) {

    /**
     * A topic.
     *
     * @param settings those that say how old records go; empty where they are not known
     */
    record Topic(String name, List<Partition> partitions, Map<String, String> settings) {

        /** Offsets from begin to end of all partitions: records at most; null where one partition does not tell its own. */
        @Nullable
        Long records() {
            return sum(partition -> {
                Long begin = partition.begin();
                Long end = partition.end();
                return begin == null || end == null ? null : (Long) (end - begin);
            });
        }

        /** On the disks of the leaders of all partitions; null where one does not tell. */
        @Nullable
        Long bytes() {
            return sum(Partition::bytes);
        }

        /** The ends of all partitions together; null where one does not tell its own. */
        @Nullable
        Long ends() {
            return sum(Partition::end);
        }

        /** A sum without one of them would fall and rise again. */
        private @Nullable Long sum(Function<Partition, @Nullable Long> value) {
            long sum = 0;
            for (Partition partition : partitions) {
                Long own = value.apply(partition);
                if (own == null) {
                    return null;
                }
                sum += own;
            }
            return sum;
        }
    }

    /**
     * A partition.
     *
     * @param leader the broker that leads it; null for none
     * @param begin the oldest offset there is; null where its leader does not answer
     * @param end the offset after the newest that may be read; null where its leader does not answer
     * @param bytes on the disk of its leader; null where that is not told
     */
    record Partition(
            int number,
            @Nullable Integer leader,
            int replicas,
            int inSync,
            @Nullable Long begin,
            @Nullable Long end,
            @Nullable Long bytes) {}

    /**
     * A group of readers.
     *
     * @param type classic, consumer, streams or share
     * @param committed the offset after the last that it says to have read, by partition
     */
    record Group(
            String id, GroupType type, GroupState state, List<Member> members, Map<TopicPartition, Long> committed) {

        /** Whether work is spread and done. */
        boolean stable() {
            return state == GroupState.STABLE;
        }

        Group withCommitted(Map<TopicPartition, Long> positions) {
            return new Group(id, type, state, members, Map.copyOf(positions));
        }
    }

    /**
     * A member of a group: a thread that reads.
     *
     * @param process which process it belongs to, as far as it says so itself
     */
    record Member(String id, String client, String host, String process, List<TopicPartition> partitions) {}

    /** A partition that there is; null for others. */
    @Nullable
    Partition find(TopicPartition place) {
        Topic topic = topics.get(place.topic());
        if (topic == null) {
            return null;
        }
        return topic.partitions().stream()
                .filter(partition -> partition.number() == place.partition())
                .findFirst()
                .orElse(null);
    }

    /** All partitions of all topics. */
    Stream<TopicPartition> places() {
        return topics.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.number())));
    }
}
