package dev.dateline.enrich.order;

import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker how far news.raw has been read, on a thread of its own, and only while somebody wants to know: the committed
 * offsets of the group that reads it and the ends of the topics. Safe for many threads.
 */
public final class BrokerReadingProgress implements ReadingProgress, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerReadingProgress.class);

    private static final Duration ASK_EVERY = Duration.ofMillis(200);
    private static final Duration WANTED_FOR = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 10;

    private final KafkaSettings kafka;
    private final Admin admin;
    private final String group;
    private final TopicPartition reports;
    private final Clock clock = Clock.systemUTC();
    private final ReadingRounds rounds = new ReadingRounds();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread asking;
    private volatile long wantedAt;
    private volatile boolean closed;
    private volatile Optional<Map<Integer, Progress>> latest = Optional.empty();
    private long reportsReadBefore = -1;

    private BrokerReadingProgress(KafkaSettings kafka, String group, TopicPartition reports) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.admin());
        this.group = group;
        this.reports = reports;
        this.asking = Thread.ofPlatform().daemon().name("reading-progress").unstarted(this::run);
    }

    /**
     * Asks nothing yet.
     *
     * @param group reads news.raw and the reports, exactly once
     * @param reports the one partition of the topic of the reports
     */
    public static BrokerReadingProgress start(KafkaSettings kafka, String group, TopicPartition reports) {
        BrokerReadingProgress progress = new BrokerReadingProgress(kafka, group, reports);
        progress.asking.start();
        return progress;
    }

    @Override
    public Optional<Map<Integer, Progress>> latest() {
        wantedAt = clock.millis();
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
        return latest;
    }

    private void run() {
        boolean failed = false;
        try {
            while (!closed) {
                wanted.acquire();
                while (!closed && clock.millis() - wantedAt < WANTED_FOR.toMillis()) {
                    try {
                        latest = Optional.of(rounds.after(ask()));
                        failed = false;
                    } catch (ExecutionException | TimeoutException | KafkaException e) {
                        if (!failed && !closed) {
                            LOG.atWarn()
                                    .setCause(e)
                                    .log("The broker does not say how far {} is read; it is asked again", group);
                        }
                        failed = true;
                    }
                    Thread.sleep(ASK_EVERY);
                }
                wanted.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ReadingRounds.Round ask() throws ExecutionException, InterruptedException, TimeoutException {
        long at = clock.millis();
        // What a transaction that is open has written cannot be read yet.
        Map<TopicPartition, Long> ends = offsets(raw(), OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        long reportsEnd = Objects.requireNonNull(
                offsets(List.of(reports), OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED)
                        .get(reports),
                "was asked for");
        Map<Integer, ReadingRounds.Where> partitions = new HashMap<>();
        Set<TopicPartition> unread = new HashSet<>();
        ends.forEach((partition, end) -> {
            long read = offset(committed.get(partition));
            partitions.put(partition.partition(), new ReadingRounds.Where(end, read));
            if (read < end) {
                unread.add(partition);
            }
        });
        // What is no longer kept will not be read.
        offsets(unread, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED)
                .forEach((partition, earliest) -> partitions.computeIfPresent(
                        partition.partition(),
                        (number, where) -> new ReadingRounds.Where(where.end(), Math.max(where.read(), earliest))));
        return new ReadingRounds.Round(
                at, partitions, pastLastRecord(offset(committed.get(reports)), reportsEnd), reportsEnd);
    }

    private List<TopicPartition> raw() throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription raw = Objects.requireNonNull(
                admin.describeTopics(List.of(Topics.RAW.name()))
                        .allTopicNames()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .get(Topics.RAW.name()),
                "was asked for");
        return raw.partitions().stream()
                .map(partition -> new TopicPartition(raw.name(), partition.partition()))
                .toList();
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which)),
                        new ListOffsetsOptions(isolation))
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /**
     * Where the reports have been read to, ends of transactions included. Kafka Streams 4.3.1 commits past those only after
     * the first record that a task reads (StreamTask.commitNeeded); a task that has been started anew and has nothing to read
     * never does.
     */
    private long pastLastRecord(long committed, long end) {
        boolean stands = committed == reportsReadBefore;
        reportsReadBefore = committed;
        if (!stands || committed >= end) {
            return committed;
        }
        Map<String, Object> settings = kafka.consumer(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1"));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            consumer.assign(List.of(reports));
            consumer.seek(reports, committed);
            for (int polls = 0; polls < POLLS && consumer.position(reports) < end; polls++) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return committed;
                }
            }
            return consumer.position(reports);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        asking.interrupt();
        admin.close(Duration.ZERO);
        asking.join(PATIENCE.toMillis());
    }
}
