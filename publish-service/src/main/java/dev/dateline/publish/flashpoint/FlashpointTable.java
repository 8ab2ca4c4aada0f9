package dev.dateline.publish.flashpoint;

import dev.dateline.runtime.events.HeaderText;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.PatientDecoder;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions in force, followed on news.flashpoints from its start, in memory. Owns the thread that follows; ready
 * once the topic was read to its end. Safe for many threads.
 */
public final class FlashpointTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlashpointTable.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.FLASHPOINTS.name(), 0);

    private final KafkaSettings kafka;
    private final PatientDecoder<FlashpointDefinition> decoder;
    private final Thread thread = new Thread(this::run, "flashpoint-table");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, LiveFlashpoint> flashpoints = new TreeMap<>();
    private boolean complete;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, byte[]> following;
    private volatile @Nullable Exception trouble;

    private FlashpointTable(KafkaSettings kafka) {
        this.kafka = kafka;
        this.decoder = new PatientDecoder<>(kafka, FlashpointDefinition.class);
    }

    /** Begins to follow; a broker or a topic that is not there yet is waited for. */
    public static FlashpointTable start(KafkaSettings kafka, Health health) {
        FlashpointTable table = new FlashpointTable(kafka);
        health.add(HealthCheck.of("flashpoints", table::check));
        table.thread.start();
        return table;
    }

    /** The definitions in force, by id in ascending order. */
    public List<LiveFlashpoint> all() {
        lock.lock();
        try {
            return List.copyOf(flashpoints.values());
        } finally {
            lock.unlock();
        }
    }

    /** A definition in force. */
    public Optional<LiveFlashpoint> find(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(flashpoints.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this table shows at least that version of a flashpoint, or that it ended (version 0), for a while at most. */
    void awaitVersion(String id, int version, Duration patience) throws InterruptedException {
        await(
                () -> {
                    LiveFlashpoint known = flashpoints.get(id);
                    return version == 0
                            ? known == null
                            : known != null && known.definition().getVersion() >= version;
                },
                patience);
    }

    private void await(BooleanSupplier shown, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!shown.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void check() throws Exception {
        decoder.check();
        Exception now = trouble;
        if (now != null) {
            throw now;
        }
        if (!isComplete()) {
            throw new IllegalStateException("the definitions are not all read yet");
        }
    }

    /** Whether the topic was read to the end that it had at the start. */
    public boolean isComplete() {
        lock.lock();
        try {
            return complete;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!stopped()) {
                follow();
            }
        } catch (InterruptException | InterruptedException e) {
            LOG.debug("Stopped in the midst of its work", e);
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    /** Follows until it is stopped, or Kafka fails. */
    private void follow() throws InterruptedException {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka.consumer(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
            following = consumer;
            List<TopicPartition> only = List.of(PARTITION);
            consumer.assign(only);
            consumer.seekToBeginning(only);
            long end = consumer.endOffsets(only).getOrDefault(PARTITION, 0L);
            trouble = null;
            while (!stopped()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                if (!isComplete() && consumer.position(PARTITION) >= end) {
                    complete();
                }
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (!stopped()) {
                LOG.warn("Waiting to read {}: {}", PARTITION.topic(), e.toString());
                trouble = e;
                stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            put(record.key(), null);
            return;
        }
        decoder.decode(record.topic(), record.headers(), record.value())
                .filter(definition -> definition.getId().equals(record.key()))
                .ifPresent(definition -> put(
                        record.key(),
                        new LiveFlashpoint(definition, origin(record), Instant.ofEpochMilli(record.timestamp()))));
    }

    private void put(String id, @Nullable LiveFlashpoint flashpoint) {
        lock.lock();
        try {
            if (flashpoint == null) {
                flashpoints.remove(id);
            } else {
                flashpoints.put(id, flashpoint);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static String origin(ConsumerRecord<?, ?> record) {
        String origin = HeaderText.of(record.headers(), Headers.ORIGIN);
        return origin == null ? "operator" : origin;
    }

    /** Ends the thread after the record in hand; a broker that is away is not waited for. */
    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        decoder.close();
        KafkaConsumer<String, byte[]> consumer = following;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (!thread.join(PAUSE)) {
            thread.interrupt();
        }
    }
}
