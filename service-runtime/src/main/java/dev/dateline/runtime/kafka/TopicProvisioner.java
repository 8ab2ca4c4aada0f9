package dev.dateline.runtime.kafka;

import dev.dateline.runtime.kafka.TopicMismatchException.Mismatch;
import dev.dateline.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of the catalogue that are missing, and refuses those that contradict it. */
public final class TopicProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final Admin admin;
    private final Map<String, Topic<?>> topics;
    private final int partitions;
    private final short replication;

    private TopicProvisioner(Admin admin, Collection<Topic<?>> topics, int partitions, short replication) {
        this.admin = admin;
        this.topics = new TreeMap<>(topics.stream().collect(Collectors.toMap(Topic::name, topic -> topic)));
        this.partitions = partitions;
        this.replication = replication;
    }

    /**
     * Returns once every topic is there as the catalogue says. Waits as long as it takes for a broker to answer, with a line in the log for
     * each failed attempt.
     *
     * @param partitions how many partitions a topic of the pipeline has
     * @param replication how many copies of each partition to make; more than that on the broker is no contradiction
     * @throws TopicMismatchException if topics are there that contradict the catalogue; nothing was created then
     * @throws org.apache.kafka.common.KafkaException if the broker refuses, such as for want of authorization
     * @throws InterruptedException if interrupted while waiting
     */
    public static void provision(KafkaSettings kafka, Collection<Topic<?>> topics, int partitions, short replication)
            throws InterruptedException {
        Map<String, Object> properties = kafka.admin();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(ATTEMPT.toMillis()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(ATTEMPT.toMillis()));
        try (Admin admin = Admin.create(properties)) {
            TopicProvisioner provisioner = new TopicProvisioner(admin, topics, partitions, replication);
            while (!provisioner.attempt(kafka.bootstrapServers())) {
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Looks, creates what is missing, and is done only when a look finds nothing missing. */
    private boolean attempt(String brokers) throws InterruptedException {
        try {
            Map<String, TopicDescription> present = present();
            refuseContradictions(present);
            return createMissing(present);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException
                    || e.getCause() instanceof InvalidReplicationFactorException) {
                LOG.info("Waiting for Kafka at {}: {}", brokers, e.getCause().toString());
                return false;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Map<String, TopicDescription> present() throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> present = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics.keySet()).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                present.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return present;
    }

    private void refuseContradictions(Map<String, TopicDescription> present)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = present.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(resources).all().get();
        List<Mismatch> mismatches = new ArrayList<>();
        for (Topic<?> topic : topics.values()) {
            TopicDescription description = present.get(topic.name());
            Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            if (description != null && config != null) {
                compare(topic, description, config, mismatches);
            }
        }
        if (!mismatches.isEmpty()) {
            throw new TopicMismatchException(mismatches);
        }
    }

    private void compare(Topic<?> topic, TopicDescription description, Config config, List<Mismatch> mismatches) {
        int expectedPartitions = topic.partitions(partitions);
        int actualPartitions = description.partitions().size();
        if (actualPartitions != expectedPartitions) {
            mismatches.add(new Mismatch(topic.name(), "partitions", "" + actualPartitions, "" + expectedPartitions));
        }
        int copies = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (copies < replication) {
            mismatches.add(new Mismatch(topic.name(), "replication", "" + copies, replication + " or more"));
        }
        new TreeMap<>(topic.settings()).forEach((setting, expected) -> {
            String actual =
                    config.get(setting) == null ? "" : config.get(setting).value();
            if (!Objects.equals(actual, expected)) {
                mismatches.add(new Mismatch(topic.name(), setting, actual, expected));
            }
        });
    }

    /** Whether nothing was missing. */
    private boolean createMissing(Map<String, TopicDescription> present)
            throws ExecutionException, InterruptedException {
        List<NewTopic> missing = topics.values().stream()
                .filter(topic -> !present.containsKey(topic.name()))
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(partitions), replication).configs(topic.settings()))
                .toList();
        for (Map.Entry<String, KafkaFuture<Void>> creation :
                admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
                LOG.info("Created topic {}", creation.getKey());
            } catch (ExecutionException e) {
                // Another service was faster; the next look compares what it made.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return missing.isEmpty();
    }
}
