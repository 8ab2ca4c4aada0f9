package dev.dateline.enrich.flashpoint;

import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of the flashpoints on the broker. What could not be done at once is done by a look every ten seconds: topics that
 * are missing are made, those of retired flashpoints deleted once they are empty, or soon if so configured. Articles are
 * only sent to a topic that was seen, since a topic that is missing would hold up the stream.
 */
public final class BrokerFlashpointTopics implements FlashpointTopics, HealthCheck, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFlashpointTopics.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Looks after which a retired topic may go: what was on its way to it has arrived by then. */
    private static final int LOOKS_BEFORE_DELETION = 3;

    private final Admin admin;
    private final short replication;
    private final boolean deleteRetired;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    /** Topics that were there at the start, so that hundreds of flashpoints need not ask one by one. */
    private final Set<String> atStart = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> retired = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("flashpoint-topics").factory());

    private BrokerFlashpointTopics(KafkaSettings kafka, short replication, boolean deleteRetired) {
        this.admin = Admin.create(kafka.admin());
        this.replication = replication;
        this.deleteRetired = deleteRetired;
    }

    /**
     * Begins to look after the topics.
     *
     * @param replication copies of each topic that is made
     * @param deleteRetired whether the topic of a retired flashpoint is deleted with the articles that are on it
     */
    public static BrokerFlashpointTopics start(KafkaSettings kafka, short replication, boolean deleteRetired) {
        return start(kafka, replication, deleteRetired, LOOK_EVERY);
    }

    static BrokerFlashpointTopics start(
            KafkaSettings kafka, short replication, boolean deleteRetired, Duration lookEvery) {
        BrokerFlashpointTopics topics = new BrokerFlashpointTopics(kafka, replication, deleteRetired);
        attempt(() -> topics.atStart.addAll(
                topics.admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
        ScheduledFuture<?> ignored = topics.looks.scheduleWithFixedDelay(
                topics::look, lookEvery.toMillis(), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
        return topics;
    }

    @Override
    public void open(String flashpoint) {
        retired.remove(flashpoint);
        wanted.add(flashpoint);
        if (atStart.remove(Topics.flashpoint(flashpoint).name())) {
            open.add(flashpoint);
        } else if (!open.contains(flashpoint)) {
            attempt(() -> create(List.of(flashpoint)));
        }
    }

    @Override
    public void retire(String flashpoint) {
        wanted.remove(flashpoint);
        open.remove(flashpoint);
        retired.put(flashpoint, 0);
    }

    @Override
    public boolean isOpen(String flashpoint) {
        return open.contains(flashpoint);
    }

    @Override
    public String name() {
        return "flashpoint-topics";
    }

    @Override
    public void check() {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(open);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no topic yet for " + missing);
        }
    }

    private void look() {
        attempt(() -> {
            Set<String> present = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<String> missing = wanted.stream()
                    .filter(id -> !open.contains(id)
                            || !present.contains(Topics.flashpoint(id).name()))
                    .toList();
            create(missing);
            deleteRetired(present);
        });
    }

    /** Something that asks the broker. */
    private interface Action {
        void run() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static void attempt(Action action) {
        try {
            action.run();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The topics of flashpoints could not be seen to; trying again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(Collection<String> flashpoints)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, KafkaFuture<Void>> creations = new HashMap<>();
        for (String flashpoint : flashpoints) {
            Topic<EnrichedArticle> topic = Topics.flashpoint(flashpoint);
            NewTopic missing = new NewTopic(topic.name(), topic.partitions(1), replication).configs(topic.settings());
            creations.put(flashpoint, admin.createTopics(List.of(missing)).all());
        }
        for (Map.Entry<String, KafkaFuture<Void>> creation : creations.entrySet()) {
            try {
                creation.getValue().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                LOG.atInfo().addKeyValue("flashpoint", creation.getKey()).log("Made the topic of a flashpoint");
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
            if (wanted.contains(creation.getKey())) {
                open.add(creation.getKey());
            }
        }
    }

    private void deleteRetired(Set<String> present) throws ExecutionException, InterruptedException, TimeoutException {
        retired.keySet().removeIf(id -> !present.contains(Topics.flashpoint(id).name()));
        retired.replaceAll((id, looksSoFar) -> looksSoFar + 1);
        Set<String> due = retired.entrySet().stream()
                .filter(entry -> entry.getValue() >= LOOKS_BEFORE_DELETION)
                .map(entry -> Topics.flashpoint(entry.getKey()).name())
                .collect(Collectors.toSet());
        for (String topic : due) {
            if (deleteRetired || isEmpty(topic)) {
                admin.deleteTopics(List.of(topic)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                LOG.info("Deleted {}, whose flashpoint is retired", topic);
            }
        }
    }

    private boolean isEmpty(String topic) throws ExecutionException, InterruptedException, TimeoutException {
        TopicPartition only = new TopicPartition(topic, 0);
        return offset(only, OffsetSpec.earliest()) == offset(only, OffsetSpec.latest());
    }

    private long offset(TopicPartition partition, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        ListOffsetsResultInfo info = admin.listOffsets(Map.of(partition, which))
                .partitionResult(partition)
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return info.offset();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        admin.close(PATIENCE);
    }
}
