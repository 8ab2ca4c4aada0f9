package dev.dateline.enrich.flashpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topics of flashpoints on a real broker: made with their definition, and gone with it once nothing is left to read. */
@ExtendWith(StackExtension.class)
final class BrokerFlashpointTopicsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LOOKS = Duration.ofMillis(300);

    private final String full = "full-" + UUID.randomUUID();
    private final String empty = "empty-" + UUID.randomUUID();
    private final KafkaSettings kafka;

    BrokerFlashpointTopicsIT(Stack stack) {
        this.kafka = new KafkaSettings(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "schema.registry.url", stack.registryUrl()));
    }

    @Test
    void anEmptyTopicGoesWithItsFlashpointAndOneThatHoldsArticlesStays() throws Exception {
        try (BrokerFlashpointTopics topics = BrokerFlashpointTopics.start(kafka, (short) 1, false, LOOKS)) {
            openBoth(topics);
            topics.retire(full);
            topics.retire(empty);
            assertThat(topics.isOpen(full)).isFalse();
            await().atMost(SOON).untilAsserted(() -> assertThat(present()).doesNotContain(topic(empty)));
            assertThat(present()).contains(topic(full));
        }
    }

    @Test
    void bothGoWhereTheOperatorWantsRetiredTopicsDeleted() throws Exception {
        try (BrokerFlashpointTopics topics = BrokerFlashpointTopics.start(kafka, (short) 1, true, LOOKS)) {
            openBoth(topics);
            topics.retire(full);
            topics.retire(empty);
            await().atMost(SOON).untilAsserted(() -> assertThat(present()).doesNotContain(topic(empty), topic(full)));
        }
    }

    @Test
    void aFlashpointThatComesBackGetsItsTopicAgain() throws Exception {
        try (BrokerFlashpointTopics topics = BrokerFlashpointTopics.start(kafka, (short) 1, false, LOOKS)) {
            openBoth(topics);
            topics.retire(empty);
            await().atMost(SOON).untilAsserted(() -> assertThat(present()).doesNotContain(topic(empty)));
            topics.open(empty);
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(topics.isOpen(empty)).isTrue();
                assertThat(present()).contains(topic(empty));
            });
            topics.check();
        }
    }

    private void openBoth(BrokerFlashpointTopics topics) throws Exception {
        topics.open(full);
        topics.open(empty);
        await().atMost(SOON).until(() -> topics.isOpen(full) && topics.isOpen(empty));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.producer(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic(full), "1", new byte[] {1}))
                    .get();
        }
    }

    private Set<String> present() throws Exception {
        try (Admin admin = Admin.create(kafka.admin())) {
            return admin.listTopics().names().get();
        }
    }

    private static String topic(String flashpoint) {
        return Topics.flashpoint(flashpoint).name();
    }
}
