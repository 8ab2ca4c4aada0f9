package dev.dateline.enrich.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topology that a group had before this build. With {@code group.protocol=streams} the broker keeps a group's topology for
 * as long as the group is there, and refuses who comes with another one (Kafka 4.3.1: "Topology updates are not supported
 * yet"). A group without members becomes one of the classic protocol when a classic consumer joins it, and again one of
 * streams when the next streams member comes, of whatever topology. On that way the broker drops the topology and keeps the
 * committed offsets; the topics between the stages and those of the stores are named after the application id, which stays. So
 * nothing is read twice and no state is lost, and at whatever point this is interrupted, it can be done again.
 */
final class FormerTopology {

    private static final Logger LOG = LoggerFactory.getLogger(FormerTopology.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> settings;
    private final String group;

    /** The topics that this build reads, those between its stages included. */
    private final Set<String> read = new TreeSet<>();

    /** What a topology with these settings may find of its predecessor. */
    FormerTopology(StreamsSettings settings, Topology topology) {
        this.settings = settings.values();
        this.group = settings.applicationId();
        topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .map(TopologyDescription.Source.class::cast)
                .flatMap(source -> source.topicSet().stream())
                .forEach(topic -> {
                    read.add(topic);
                    // A topic between two stages is described without the application's name.
                    read.add(group + "-" + topic);
                });
    }

    /** Whether a thread failed because the broker refuses its topology. */
    static boolean refuses(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidRequestException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the group over, so that threads of this build may join it.
     *
     * @throws IllegalStateException if it cannot be taken over now, saying what to do
     */
    void takeOver() throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> present;
        Map<TopicPartition, OffsetAndMetadata> unread = new HashMap<>();
        try (Admin admin = Admin.create(only(AdminClientConfig.configNames()))) {
            present = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, offset) -> {
                        if (offset != null
                                && present.contains(partition.topic())
                                && !read.contains(partition.topic())) {
                            unread.put(partition, offset);
                        }
                    });
        }
        requireNothingLeft(unread);
        becomeClassic(read.stream().filter(present::contains).findFirst().orElseThrow());
        LOG.atInfo()
                .addKeyValue("topology", group)
                .log("The group had another topology; taken over with its offsets and its state");
    }

    /** What the build before put between stages that are no more would be lost. */
    private void requireNothingLeft(Map<TopicPartition, OffsetAndMetadata> unread) {
        if (unread.isEmpty()) {
            return;
        }
        Map<String, Integer> left = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            consumer.assign(unread.keySet());
            unread.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(unread.keySet());
            // Ends of transactions take offsets too, so that only reading tells whether a record is left.
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> left.merge(record.topic(), 1, Integer::sum));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("records that this build does not read wait on " + left
                    + ": let the build before work them off, stop it, and start this one again");
        }
    }

    private void becomeClassic(String topic) {
        AtomicBoolean joined = new AtomicBoolean();
        Map<String, Object> classic = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(classic)) {
            consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    joined.set(true);
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                    // Nothing was read, nothing is committed.
                }
            });
            for (int polls = 0; !joined.get(); polls++) {
                if (polls * POLL.toMillis() > PATIENCE.toMillis()) {
                    throw new IllegalStateException(
                            "the group " + group + " does not let this build in; it tries again");
                }
                consumer.poll(POLL);
            }
        } catch (InconsistentGroupProtocolException e) {
            throw new IllegalStateException("instances of another build run in the group " + group
                    + " with another topology: stop them, and this build goes on where they stop");
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> own) {
        Map<String, Object> values = only(ConsumerConfig.configNames());
        values.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        values.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        values.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        values.putAll(own);
        return new KafkaConsumer<>(values, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Those of the settings that a client knows. */
    private Map<String, Object> only(Set<String> names) {
        Map<String, Object> values = new HashMap<>(settings);
        values.keySet().retainAll(names);
        values.put(StreamsConfig.CLIENT_ID_CONFIG, group + "-take-over");
        return values;
    }
}
