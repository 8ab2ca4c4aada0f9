package dev.dateline.runtime.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topic.Partitioning;
import dev.dateline.schemas.Topic.Retention;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exchange with Confluent's own classes, 7.9.5, chosen by class name as a user would. */
@ExtendWith(StackExtension.class)
class ConfluentClassesIT {

    private static final Map<String, String> CONFLUENT_SERIALIZER =
            Map.of("value.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer");
    private static final Map<String, String> CONFLUENT_DESERIALIZER =
            Map.of("value.deserializer", "io.confluent.kafka.serializers.KafkaAvroDeserializer");

    private static final List<SpecificRecord> RECORDS =
            List.of(SampleRecords.raw("a"), SampleRecords.enriched("b"), SampleRecords.flashpoint("c"));

    private final String topic = "confluent-" + UUID.randomUUID();

    private static KafkaSettings settings(Stack stack, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("bootstrap.servers", stack.bootstrapServers());
        values.put("schema.registry.url", stack.registryUrl());
        return new KafkaSettings(values);
    }

    private static void send(KafkaSettings settings, String to, SpecificRecord record) throws Exception {
        Topic<?> created = new Topic<>(to, "id", SpecificRecord.class, new Retention.Compact(), Partitioning.SINGLE);
        TopicProvisioner.provision(settings, List.of(created), 1, (short) 1);
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(settings.producer(Map.of()))) {
            producer.send(new ProducerRecord<>(to, "key", record)).get();
        }
    }

    private static SpecificRecord receive(KafkaSettings settings, String from) {
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(settings.consumer(Map.of()))) {
            consumer.assign(List.of(new TopicPartition(from, 0)));
            ConsumerRecord<String, SpecificRecord> record =
                    consumer.poll(Duration.ofSeconds(20)).iterator().next();
            return record.value();
        }
    }

    @Test
    void confluentReadsWhatWeWrite(Stack stack) throws Exception {
        for (SpecificRecord record : RECORDS) {
            String own = topic + record.getSchema().getName();
            send(settings(stack, Map.of()), own, record);

            assertThat(receive(settings(stack, CONFLUENT_DESERIALIZER), own)).isEqualTo(record);
        }
    }

    @Test
    void weReadWhatConfluentWrites(Stack stack) throws Exception {
        for (SpecificRecord record : RECORDS) {
            String own = topic + record.getSchema().getName();
            send(settings(stack, CONFLUENT_SERIALIZER), own, record);

            assertThat(receive(settings(stack, Map.of()), own)).isEqualTo(record);
        }
    }

    @Test
    void bothWriteTheSameBytesUnderTheSameSchemaId(Stack stack) {
        for (SpecificRecord record : RECORDS) {
            String own = topic + record.getSchema().getName();
            try (Serde<SpecificRecord> ours = settings(stack, Map.of()).serde(SpecificRecord.class);
                    Serde<SpecificRecord> confluents =
                            settings(stack, CONFLUENT_SERIALIZER).serde(SpecificRecord.class)) {
                byte[] bytes = ours.serializer().serialize(own, record);

                assertThat(confluents.serializer().serialize(own, record)).isEqualTo(bytes);
            }
        }
    }

    @Test
    void aSerdeOfOneClassWorksWithConfluentsClasses(Stack stack) {
        Map<String, String> confluent = new HashMap<>(CONFLUENT_SERIALIZER);
        confluent.putAll(CONFLUENT_DESERIALIZER);
        RawArticle record = SampleRecords.raw("a");

        try (Serde<RawArticle> serde = settings(stack, confluent).serde(RawArticle.class)) {
            byte[] bytes = serde.serializer().serialize(topic, record);
            assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(record);
        }
    }

    @Test
    void schemasThatOnlyTheOtherSideRegistersAreFoundWithoutRegistration(Stack stack) {
        EnrichedArticle record = SampleRecords.enriched("a");
        Map<String, String> noRegistration = new HashMap<>(CONFLUENT_SERIALIZER);
        noRegistration.put("auto.register.schemas", "false");

        try (Serde<EnrichedArticle> ours = settings(stack, Map.of()).serde(EnrichedArticle.class);
                Serde<EnrichedArticle> confluents =
                        settings(stack, noRegistration).serde(EnrichedArticle.class)) {
            byte[] bytes = ours.serializer().serialize(topic, record);
            assertThat(confluents.serializer().serialize(topic, record)).isEqualTo(bytes);
        }
    }
}
