package dev.dateline.publish.operations;

import dev.dateline.publish.operations.Cluster.Group;
import dev.dateline.publish.operations.Cluster.Member;
import dev.dateline.publish.operations.Cluster.Partition;
import dev.dateline.publish.operations.Cluster.Topic;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka what there is. What changes slowly and costs more, sizes and settings, is asked for less often. A part that Kafka
 * will not tell, for want of a right or of a leader, is a gap in the answer; that no broker answers is an exception. Owns its
 * admin client. Not thread-safe.
 */
final class ClusterReader implements AutoCloseable {

    private static final int ANSWERS_WITHIN_MILLIS = 4_000;
    private static final Duration BETWEEN_SIZES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_SETTINGS = Duration.ofMinutes(1);
    private static final Set<String> SETTINGS = Set.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.RETENTION_BYTES_CONFIG,
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);

    private final Admin admin;
    private final Clock clock;
    private Map<TopicPartition, Long> sizes = Map.of();
    private Map<String, Map<String, String>> settings = Map.of();
    private Instant sized = Instant.MIN;
    private Instant configured = Instant.MIN;
    private @Nullable String sizesGap;
    private @Nullable String settingsGap;

    ClusterReader(KafkaSettings kafka, Clock clock) {
        Map<String, Object> properties = new HashMap<>(kafka.admin());
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "dateline-operations");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MILLIS);
        this.admin = Admin.create(properties);
        this.clock = clock;
    }

    /**
     * What there is now.
     *
     * @throws ExecutionException if Kafka does not answer
     */
    Cluster read() throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        List<String> gaps = new ArrayList<>();
        Collection<Node> brokers = admin.describeCluster().nodes().get();
        Map<String, TopicDescription> described = admin.describeTopics(
                        admin.listTopics().names().get())
                .allTopicNames()
                .get();
        if (sized.isBefore(now.minus(BETWEEN_SIZES))) {
            readSizes(brokers);
            sized = now;
        }
        if (configured.isBefore(now.minus(BETWEEN_SETTINGS))
                || !settings.keySet().containsAll(described.keySet())) {
            readSettings(described.keySet());
            configured = now;
        }
        if (sizesGap != null) {
            gaps.add(sizesGap);
        }
        if (settingsGap != null) {
            gaps.add(settingsGap);
        }
        TreeMap<String, Topic> topics = topics(described);
        return new Cluster(now, brokers.size(), topics, groups(gaps), List.copyOf(gaps));
    }

    private TreeMap<String, Topic> topics(Map<String, TopicDescription> described) throws InterruptedException {
        List<TopicPartition> places = described.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .filter(partition -> partition.leader() != null)
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        Map<TopicPartition, Long> begins = offsets(places, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(places, OffsetSpec.latest());
        TreeMap<String, Topic> topics = new TreeMap<>();
        described.forEach((name, topic) -> topics.put(
                name,
                new Topic(
                        name,
                        topic.partitions().stream()
                                .map(partition -> {
                                    TopicPartition place = new TopicPartition(name, partition.partition());
                                    Node leader = partition.leader();
                                    return new Partition(
                                            partition.partition(),
                                            leader == null ? null : leader.id(),
                                            partition.replicas().size(),
                                            partition.isr().size(),
                                            begins.get(place),
                                            ends.get(place),
                                            sizes.get(place));
                                })
                                .toList(),
                        settings.getOrDefault(name, Map.of()))));
        return topics;
    }

    /** What a reader of committed records may see; without those whose leader does not answer. */
    private Map<TopicPartition, Long> offsets(List<TopicPartition> places, OffsetSpec which)
            throws InterruptedException {
        ListOffsetsResult answer = admin.listOffsets(
                places.stream().collect(Collectors.toMap(place -> place, place -> which)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition place : places) {
            try {
                offsets.put(place, answer.partitionResult(place).get().offset());
            } catch (ExecutionException e) {
                // Told by what is missing.
                continue;
            }
        }
        return offsets;
    }

    private void readSizes(Collection<Node> brokers) throws InterruptedException {
        Map<TopicPartition, Long> found = new HashMap<>();
        sizesGap = null;
        for (Map.Entry<Integer, KafkaFuture<Map<String, LogDirDescription>>> broker : admin.describeLogDirs(
                        brokers.stream().map(Node::id).toList())
                .descriptions()
                .entrySet()) {
            try {
                broker.getValue()
                        .get()
                        .values()
                        .forEach(folder -> folder.replicaInfos().forEach((place, replica) -> {
                            if (!replica.isFuture()) {
                                found.merge(place, replica.size(), Math::max);
                            }
                        }));
            } catch (ExecutionException e) {
                sizesGap = "The sizes on broker " + broker.getKey() + " are not told: " + reason(e);
            }
        }
        sizes = found;
    }

    private void readSettings(Set<String> names) throws InterruptedException {
        Map<ConfigResource, KafkaFuture<Config>> answers = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values();
        Map<String, Map<String, String>> found = new HashMap<>();
        settingsGap = null;
        for (Map.Entry<ConfigResource, KafkaFuture<Config>> topic : answers.entrySet()) {
            try {
                found.put(
                        topic.getKey().name(),
                        topic.getValue().get().entries().stream()
                                .filter(entry -> SETTINGS.contains(entry.name()) && entry.value() != null)
                                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value())));
            } catch (ExecutionException e) {
                settingsGap = "The settings of topics are not told: " + reason(e);
                found.put(topic.getKey().name(), Map.of());
            }
        }
        settings = found;
    }

    private TreeMap<String, Group> groups(List<String> gaps) throws ExecutionException, InterruptedException {
        List<String> consumers = new ArrayList<>();
        List<String> streams = new ArrayList<>();
        TreeMap<String, Group> groups = new TreeMap<>();
        for (GroupListing listed : admin.listGroups().valid().get()) {
            GroupType type = listed.type().orElse(GroupType.UNKNOWN);
            if (type == GroupType.STREAMS) {
                streams.add(listed.groupId());
            } else if (type == GroupType.CONSUMER
                    || (type == GroupType.CLASSIC
                            && (listed.protocol().isEmpty() || listed.protocol().equals("consumer")))) {
                consumers.add(listed.groupId());
            } else {
                groups.put(
                        listed.groupId(),
                        new Group(
                                listed.groupId(),
                                type,
                                listed.groupState().orElse(GroupState.UNKNOWN),
                                List.of(),
                                Map.of()));
            }
        }
        addStreams(streams, groups, gaps);
        addConsumers(consumers, groups, gaps);
        return groups;
    }

    private void addStreams(List<String> ids, Map<String, Group> groups, List<String> gaps)
            throws InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        Map<String, KafkaFuture<StreamsGroupDescription>> described =
                admin.describeStreamsGroups(ids).describedGroups();
        var offsets = admin.listStreamsGroupOffsets(
                ids.stream().collect(Collectors.toMap(id -> id, id -> new ListStreamsGroupOffsetsSpec())));
        for (String id : ids) {
            try {
                StreamsGroupDescription group =
                        Objects.requireNonNull(described.get(id)).get();
                groups.put(
                        id,
                        new Group(
                                id,
                                GroupType.STREAMS,
                                group.groupState(),
                                members(group),
                                committed(offsets.partitionsToOffsetAndMetadata(id)
                                        .get())));
            } catch (ExecutionException e) {
                gaps.add("The group " + id + " is not told: " + reason(e));
            }
        }
    }

    private static List<Member> members(StreamsGroupDescription group) {
        Map<String, StreamsGroupSubtopologyDescription> parts = group.subtopologies().stream()
                .collect(Collectors.toMap(StreamsGroupSubtopologyDescription::subtopologyId, Function.identity()));
        return group.members().stream()
                .map(member -> new Member(
                        member.memberId(),
                        member.clientId(),
                        host(member.clientHost()),
                        member.processId(),
                        member.assignment().activeTasks().stream()
                                .flatMap(task -> {
                                    StreamsGroupSubtopologyDescription part = parts.get(task.subtopologyId());
                                    if (part == null) {
                                        return Stream.empty();
                                    }
                                    List<String> sources = new ArrayList<>(part.sourceTopics());
                                    sources.addAll(
                                            part.repartitionSourceTopics().keySet());
                                    return sources.stream()
                                            .flatMap(topic -> task.partitions().stream()
                                                    .map(number -> new TopicPartition(topic, number)));
                                })
                                .distinct()
                                .toList()))
                .toList();
    }

    private void addConsumers(List<String> ids, Map<String, Group> groups, List<String> gaps)
            throws InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        Map<String, KafkaFuture<ConsumerGroupDescription>> described =
                admin.describeConsumerGroups(ids).describedGroups();
        var offsets = admin.listConsumerGroupOffsets(
                ids.stream().collect(Collectors.toMap(id -> id, id -> new ListConsumerGroupOffsetsSpec())));
        for (String id : ids) {
            try {
                ConsumerGroupDescription group =
                        Objects.requireNonNull(described.get(id)).get();
                groups.put(
                        id,
                        new Group(
                                id,
                                group.type(),
                                group.groupState(),
                                group.members().stream()
                                        .map(member -> new Member(
                                                member.consumerId(),
                                                member.clientId(),
                                                host(member.host()),
                                                member.clientId(),
                                                List.copyOf(member.assignment().topicPartitions())))
                                        .toList(),
                                committed(offsets.partitionsToOffsetAndMetadata(id)
                                        .get())));
            } catch (ExecutionException e) {
                gaps.add("The group " + id + " is not told: " + reason(e));
            }
        }
    }

    private static Map<TopicPartition, Long> committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        offsets.forEach((place, offset) -> {
            if (offset != null) {
                committed.put(place, offset.offset());
            }
        });
        return committed;
    }

    /** Brokers put a slash before the address. */
    private static String host(String told) {
        return told.startsWith("/") ? told.substring(1) : told;
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof KafkaException
                ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                : cause.toString();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
