package dev.dateline.publish.materialize;

import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.store.BatchWriter;
import dev.dateline.publish.store.Change;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.store.Written;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics and writes the read model, each record once. The database alone says where reading goes on; after
 * anything that failed, this goes back to what the database says. Not thread-safe but for {@link #stop} and {@link #check}.
 */
final class Materializer implements ConsumerRebalanceListener {

    static final List<Topic<?>> TOPICS = List.of(
            Topics.RAW,
            Topics.REJECTED,
            Topics.FLASHPOINTS,
            Topics.ENRICHED,
            Topics.LEDGER,
            Topics.STORIES,
            Topics.TRENDS,
            Topics.TREND_HISTORY,
            Topics.FLASHPOINT_INDEX);

    private static final Logger LOG = LoggerFactory.getLogger(Materializer.class);

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordReader reader;
    private final BatchWriter writer;
    private final PublishMetrics metrics;

    /** Where the database stands, for the partitions that are assigned and positioned. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Assigned, and not yet set to where the database stands. */
    private final Set<TopicPartition> unpositioned = new HashSet<>();

    private final Patience patience = new Patience();
    private Duration wait = POLL;
    private volatile @Nullable Exception trouble;
    private volatile boolean stopping;

    Materializer(KafkaSettings kafka, int batch, RecordReader reader, BatchWriter writer, PublishMetrics metrics) {
        this.consumer = new KafkaConsumer<>(kafka.consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                Groups.PUBLISH,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                batch,
                // A dead instance is replaced after this; one declared dead too early is fenced by the database.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000)));
        this.reader = reader;
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Works until {@link #stop}, or until a failure that waiting does not mend. */
    void run() {
        try (consumer) {
            consumer.subscribe(TOPICS.stream().map(Topic::name).toList(), this);
            while (!stopping) {
                step();
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
            LOG.debug("Woken up to stop", e);
        }
    }

    /** Ends {@link #run} after the batch in hand. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** Throws what this waits out at the moment, if anything. */
    void check() throws Exception {
        Exception now = trouble;
        if (now != null) {
            throw now;
        }
    }

    private void step() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
        try {
            Set<TopicPartition> seeked = position();
            write(records, seeked);
            goOn();
        } catch (StoreException.Fenced e) {
            LOG.warn("{}; going on from where the database stands", e.getMessage());
            metrics.fenced();
            unpositioned.addAll(consumer.assignment());
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (StoreException.Unavailable | KafkaException e) {
            rest(e);
        }
    }

    private Set<TopicPartition> position() {
        if (unpositioned.isEmpty()) {
            return Set.of();
        }
        Map<TopicPartition, Long> stored = writer.positions(unpositioned);
        stored.forEach(consumer::seek);
        positions.putAll(stored);
        unpositioned.clear();
        return stored.keySet();
    }

    /** Writes the records but those of partitions that reading was set anew in after they were fetched. */
    private void write(ConsumerRecords<byte[], byte[]> records, Set<TopicPartition> seeked) {
        List<Step> steps = new ArrayList<>(records.count());
        for (TopicPartition partition : records.partitions()) {
            if (!seeked.contains(partition)) {
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    steps.add(new Step(record, new Change(partition, record.offset(), reader.read(record))));
                }
                metrics.read(partition.topic(), records.records(partition).size());
            }
        }
        if (!steps.isEmpty()) {
            write(steps);
            showPositions(records.partitions());
        }
    }

    private record Step(ConsumerRecord<byte[], byte[]> record, Change change) {}

    /** Halves a batch that PostgreSQL refuses until the record to blame is alone; that one goes among the rejected. */
    private void write(List<Step> steps) {
        try {
            long begin = System.nanoTime();
            Written written =
                    writer.write(positions, steps.stream().map(Step::change).toList());
            metrics.wrote(Duration.ofNanos(System.nanoTime() - begin), written.takedowns(), written.refused());
            written.lags().forEach(lag -> metrics.stored(lag.enriched(), lag.placed(), lag.stored()));
            steps.stream()
                    .flatMap(step -> StageTime.of(step.record(), step.change().effect()).stream())
                    .forEach(time -> metrics.reached(time.stage(), time.since()));
        } catch (StoreException.BadData e) {
            if (steps.size() > 1) {
                write(steps.subList(0, steps.size() / 2));
                write(steps.subList(steps.size() / 2, steps.size()));
            } else {
                refuse(steps.getFirst(), e);
            }
        }
    }

    private void refuse(Step step, StoreException.BadData cause) {
        Change change = step.change();
        LOG.warn("PostgreSQL refuses the record at {}-{}", change.source(), change.offset(), cause);
        writer.write(
                positions,
                List.of(new Change(
                        change.source(),
                        change.offset(),
                        RecordReader.refused(step.record(), "not-storable", cause.getMessage()))));
    }

    /** Only for those who watch the group's lag; nothing here reads it. */
    private void showPositions(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> shown = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long position = positions.get(partition);
            if (position != null) {
                shown.put(partition, new OffsetAndMetadata(position));
            }
        }
        consumer.commitAsync(shown, (offsets, failure) -> {
            if (failure != null) {
                LOG.debug("The group's offsets could not be shown", failure);
            }
        });
    }

    /** Keeps the membership of the group by polling, but fetches nothing for a while. */
    private void rest(RuntimeException cause) {
        trouble = cause;
        wait = patience.next();
        LOG.warn("Waiting {} ms before the next attempt: {}", wait.toMillis(), cause.toString());
        unpositioned.addAll(consumer.assignment());
        consumer.pause(consumer.assignment());
    }

    private void goOn() {
        if (trouble != null) {
            LOG.info("Going on");
            trouble = null;
            consumer.resume(consumer.paused());
        }
        wait = POLL;
        patience.reset();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        unpositioned.addAll(partitions);
        if (trouble != null) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        positions.keySet().removeAll(partitions);
        unpositioned.removeAll(partitions);
    }
}
