package dev.dateline.enrich.flashpoint;

import dev.dateline.runtime.events.HeaderText;
import dev.dateline.runtime.kafka.ChangedMeanwhileException;
import dev.dateline.runtime.kafka.CompactedTopic;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the definitions that ship with us on news.flashpoints: one that the topic has never had, and a newer version of one
 * that no operator ever touched. What an operator wrote or retired stays as it is.
 */
public final class BundledFlashpoints {

    private static final Logger LOG = LoggerFactory.getLogger(BundledFlashpoints.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String BUNDLED = "bundled";

    private BundledFlashpoints() {}

    /** Returns once they are on the topic; waits for a broker or a registry that does not answer. */
    public static void plant(KafkaSettings kafka, Collection<FlashpointDefinition> bundled)
            throws InterruptedException {
        CompactedTopic topic = new CompactedTopic(kafka, Topics.FLASHPOINTS);
        try (Serde<FlashpointDefinition> serde = kafka.serde(FlashpointDefinition.class)) {
            while (true) {
                try {
                    // Nearly every start finds nothing to do, and then needs no transaction.
                    if (!missing(topic.newest(), bundled, serde).isEmpty()) {
                        topic.change(newest -> missing(newest, bundled, serde));
                    }
                    return;
                } catch (KafkaException | ChangedMeanwhileException e) {
                    LOG.info("Waiting to write the definitions of flashpoints: {}", e.toString());
                    Thread.sleep(PAUSE);
                }
            }
        }
    }

    private static List<ProducerRecord<String, byte[]>> missing(
            Map<String, ConsumerRecord<String, byte[]>> newest,
            Collection<FlashpointDefinition> bundled,
            Serde<FlashpointDefinition> serde) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (FlashpointDefinition definition : bundled) {
            ConsumerRecord<String, byte[]> known = newest.get(definition.getId());
            if (known == null || (isBundled(known) && isOlder(known, definition, serde))) {
                ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                        Topics.FLASHPOINTS.name(),
                        definition.getId(),
                        serde.serializer().serialize(Topics.FLASHPOINTS.name(), definition));
                record.headers().add(Headers.ORIGIN, BUNDLED.getBytes(StandardCharsets.UTF_8));
                records.add(record);
            }
        }
        return records;
    }

    private static boolean isBundled(ConsumerRecord<String, byte[]> record) {
        return record.value() != null && BUNDLED.equals(HeaderText.of(record.headers(), Headers.ORIGIN));
    }

    private static boolean isOlder(
            ConsumerRecord<String, byte[]> record, FlashpointDefinition definition, Serde<FlashpointDefinition> serde) {
        return serde.deserializer().deserialize(record.topic(), record.value()).getVersion() < definition.getVersion();
    }
}
