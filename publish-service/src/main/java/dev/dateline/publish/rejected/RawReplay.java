package dev.dateline.publish.rejected;

import dev.dateline.publish.rejected.Replay.Item;
import dev.dateline.publish.rejected.Replay.Outcome;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records of news.raw there once more: key, bytes, time and headers are kept. What enrich knows by its id and content it
 * counts as a duplicate, so an article is published once however often its record is written.
 */
final class RawReplay implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final long ACKNOWLEDGED_WITHIN_SECONDS = 40;

    private final Producer<byte[], byte[]> producer;

    RawReplay(KafkaSettings kafka) {
        producer = new KafkaProducer<>(kafka.producer(Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName())));
    }

    /** Sends a record on its way. */
    Future<RecordMetadata> send(String replay, Item item, ConsumerRecord<byte[], byte[]> record)
            throws NotNowException {
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(
                Topics.RAW.name(), null, record.timestamp(), record.key(), record.value(), record.headers());
        HeaderText.put(again.headers(), Headers.REPLAYED, Integer.toString(Replayed.next(record)));
        HeaderText.put(again.headers(), Headers.REPLAY, replay + "/" + item.line());
        try {
            return producer.send(again);
        } catch (KafkaException e) {
            throw notNow(e);
        }
    }

    /** What became of a record that was sent. */
    static Outcome outcome(Future<RecordMetadata> sent) throws NotNowException, InterruptedException {
        try {
            sent.get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
            return new Outcome.Sent();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return new Outcome.Refused("too-large", "Kafka takes no record of its size; see max.message.bytes");
            }
            throw notNow(e);
        } catch (TimeoutException e) {
            throw notNow(e);
        }
    }

    private static NotNowException notNow(Exception cause) {
        return new NotNowException("Kafka does not take records now (" + cause.getMessage() + ")", PAUSE, cause);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
