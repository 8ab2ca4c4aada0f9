package dev.dateline.runtime.kafka;

import dev.dateline.schemas.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A small compacted topic of one partition, used as a table: read whole, and changed by compare and set. Kafka has no such
 * operation; it is made of a transactional id that all writers share. Who begins to change fences whoever began before, then
 * reads the topic to its end, decides, and commits, which fails if somebody else has begun since. So of two changes that cross,
 * the later one sees the earlier one or takes its place before it was made. Holds no connection between calls.
 */
public final class CompactedTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings kafka;
    private final String name;
    private final TopicPartition partition;

    /** The topic, which must be there already. */
    public CompactedTopic(KafkaSettings kafka, Topic<?> topic) {
        if (topic.partitioning() != Topic.Partitioning.SINGLE) {
            throw new IllegalArgumentException("only a topic of one partition is read in one order: " + topic.name());
        }
        this.kafka = kafka;
        this.name = topic.name();
        this.partition = new TopicPartition(name, 0);
    }

    /**
     * The newest record of each key, in the order of the topic; one without a value is an end.
     *
     * @throws KafkaException if the topic cannot be read within 10 s
     */
    public Map<String, ConsumerRecord<String, byte[]>> newest() {
        Map<String, ConsumerRecord<String, byte[]>> newest = new LinkedHashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka.consumer(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition, PATIENCE) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.key() != null) {
                        newest.put(record.key(), record);
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new KafkaException(
                            "the topic " + name + " could not be read within " + PATIENCE.toSeconds() + " s");
                }
            }
        }
        return newest;
    }

    /**
     * Writes what the decision makes of the newest records: all of it, or nothing. The decision may throw to leave all as it
     * is.
     *
     * @throws ChangedMeanwhileException if another process wrote at the same time
     * @throws KafkaException if the topic cannot be read or written
     */
    public void change(
            Function<Map<String, ConsumerRecord<String, byte[]>>, Collection<ProducerRecord<String, byte[]>>> decision)
            throws ChangedMeanwhileException {
        Map<String, Object> settings = kafka.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name + "-writer"));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            Collection<ProducerRecord<String, byte[]>> records = decision.apply(newest());
            if (records.isEmpty()) {
                return;
            }
            producer.beginTransaction();
            for (ProducerRecord<String, byte[]> record : records) {
                // The commit throws what became of it.
                Future<RecordMetadata> ignored = producer.send(record);
            }
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException | InvalidTxnStateException e) {
            throw new ChangedMeanwhileException(name, e);
        } catch (KafkaException e) {
            if (e.getCause() instanceof ProducerFencedException
                    || e.getCause() instanceof InvalidProducerEpochException) {
                throw new ChangedMeanwhileException(name, e);
            }
            throw e;
        }
    }
}
