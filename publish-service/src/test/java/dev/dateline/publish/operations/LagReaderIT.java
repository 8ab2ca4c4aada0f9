package dev.dateline.publish.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lag on a real broker, where it is known to be told wrongly by others. Each test has a topic and a group of its own. */
@ExtendWith(StackExtension.class)
class LagReaderIT {

    private final String name = "lag-" + UUID.randomUUID();
    private final TopicPartition place = new TopicPartition(name, 0);
    private final Map<String, Object> client;
    private final Admin admin;
    private final ClusterReader reader;
    private final LagReader lags;

    LagReaderIT(Stack stack) {
        client = Map.of("bootstrap.servers", stack.bootstrapServers());
        KafkaSettings kafka = new KafkaSettings(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "schema.registry.url", stack.registryUrl()));
        admin = Admin.create(client);
        reader = new ClusterReader(kafka, Clock.systemUTC());
        lags = new LagReader(kafka);
    }

    @BeforeEach
    void topic() throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }

    @AfterEach
    void close() throws Exception {
        admin.deleteTopics(List.of(name)).all().get();
        admin.close();
        reader.close();
        lags.close();
    }

    @Test
    void theEndOfATransactionIsNoRecordThatIsNotRead() throws Exception {
        transaction(Instant.now(), 3);
        commit(3);

        PartitionLag lag = lag(reader.read());

        assertThat(lag.end()).isEqualTo(4);
        assertThat(lag.lag()).isEqualTo(Lag.NONE);
        assertThat(lag.standsSince()).isNull();
    }

    @Test
    void theLagInSecondsIsTheAgeOfTheOldestUnreadRecordAndGrows() throws Exception {
        transaction(Instant.now().minusSeconds(30), 3);
        commit(1);

        Lag first = lag(reader.read()).lag();
        assertThat(first.seconds()).isBetween(30.0, 60.0);
        assertThat(first.records()).isEqualTo(3);
        PartitionLag second = lag(reader.read());
        assertThat(second.lag().seconds()).isGreaterThan(first.seconds());
        assertThat(second.standsSince()).isNotNull();
        commit(3);
        assertThat(lag(reader.read()).lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void aRecordThatBearsAnOldTimeHasWaitedOnlySinceItIsThere() throws Exception {
        transaction(Instant.now(), 1);
        commit(1);
        lag(reader.read());
        transaction(Instant.now().minus(Duration.ofDays(2)), 1);

        assertThat(lag(reader.read()).lag().seconds()).isBetween(0.0, 30.0);
    }

    @Test
    void recordsThatWereDeletedBeforeTheyWereReadAreCounted() throws Exception {
        transaction(Instant.now(), 5);
        commit(1);
        admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(4)))
                .all()
                .get();

        PartitionLag lag = lag(reader.read());

        assertThat(lag.deleted()).isEqualTo(3);
        assertThat(lag.lag().records()).isEqualTo(2);
    }

    @Test
    void aTopicHasItsSizeAndSettingsAndAGroupItsMembers() throws Exception {
        transaction(Instant.now(), 5);
        commit(2);
        Cluster cluster = reader.read();

        Cluster.Topic topic = Objects.requireNonNull(cluster.topics().get(name));
        assertThat(topic.bytes()).isGreaterThan(50);
        assertThat(topic.records()).isEqualTo(6);
        assertThat(topic.settings()).containsEntry("cleanup.policy", "delete");
        assertThat(Objects.requireNonNull(cluster.groups().get(name)).state()).isEqualTo(GroupState.EMPTY);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.subscribe(List.of(name));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
            Cluster.Group group = Objects.requireNonNull(reader.read().groups().get(name));
            assertThat(group.type()).isEqualTo(GroupType.CLASSIC);
            assertThat(group.members())
                    .singleElement()
                    .satisfies(member -> assertThat(member.partitions()).containsExactly(place));
        }
    }

    private PartitionLag lag(Cluster cluster) {
        return Objects.requireNonNull(lags.read(cluster).get(name)).getFirst();
    }

    private void transaction(Instant time, int records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", client.get("bootstrap.servers"), "transactional.id", name),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < records; i++) {
                var unused =
                        producer.send(new ProducerRecord<>(name, 0, time.toEpochMilli(), null, new byte[] {1, 2, 3}));
            }
            producer.commitTransaction();
        }
    }

    private void commit(long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(place));
            consumer.commitSync(Map.of(place, new OffsetAndMetadata(offset)));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", client.get("bootstrap.servers"), "group.id", name),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
