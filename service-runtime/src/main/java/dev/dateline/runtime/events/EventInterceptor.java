package dev.dateline.runtime.events;

import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Puts the headers of CloudEvents on every record of the topics of the catalogue, whoever sends it: our own producers, Kafka
 * Streams, and what Kafka Streams itself sets aside.
 */
public final class EventInterceptor implements ProducerInterceptor<Object, Object> {

    private static final byte[] SOMETHING = new byte[0];

    /** For Kafka, by name. */
    public EventInterceptor() {}

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        Topics.find(record.topic()).ifPresent(topic -> {
            Object value = record.value();
            if (value instanceof SpecificRecord avro) {
                // Not yet serialized, and the serializer may be another's, which says nothing.
                EventHeaders.identify(record.headers(), record.topic(), avro);
            }
            EventHeaders.complete(
                    record.headers(),
                    topic,
                    bytes(record.key()),
                    value == null || value instanceof byte[] ? (byte[]) value : SOMETHING,
                    record.timestamp());
        });
        return record;
    }

    private static byte @Nullable [] bytes(@Nullable Object key) {
        return switch (key) {
            case null -> null;
            case byte[] bytes -> bytes;
            default -> key.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
