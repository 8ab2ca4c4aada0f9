package dev.dateline.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StackExtension.class)
class SharedStackIT {

    private Contents contents;
    private Stack stack;

    @BeforeEach
    void look(Stack given) {
        stack = given;
        contents = new Contents(given);
    }

    @Test
    void anArticleOfSixMegabytesPassesTheBroker() throws Exception {
        contents.createTopic("large");
        String article = "x".repeat(6 * 1024 * 1024);

        try (KafkaProducer<String, String> producer = contents.producer(Map.of("max.request.size", 16 * 1024 * 1024))) {
            producer.send(new ProducerRecord<>("large", article)).get();
        }

        assertThat(contents.committed("large")).containsExactly(article);
    }

    @Test
    void anAbortedTransactionIsNotReadAndACommittedOneIs() throws Exception {
        contents.createTopic("transactional");

        try (KafkaProducer<String, String> producer = contents.producer(Map.of("transactional.id", "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactional", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactional", "committed")).get();
            producer.commitTransaction();
        }

        assertThat(contents.committed("transactional")).containsExactly("committed");
    }

    @Test
    void theClusterRunsTheFeaturesThatExactlyOnceAndStreamsGroupsNeed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            Map<String, Short> levels = new HashMap<>();
            admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .forEach((feature, range) -> levels.put(feature, range.maxVersionLevel()));

            assertThat(levels).containsEntry("transaction.version", (short) 2).containsEntry("streams.version", (short)
                    1);
        }
    }

    @Test
    void aTopologyRunsInAStreamsGroupExactlyOnce(@TempDir Path state) throws Exception {
        contents.createTopic("in");
        contents.createTopic("out");
        contents.produce("in", 3);
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .to("out", Produced.with(Serdes.String(), Serdes.String()));
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "application.id", "copy",
                "bootstrap.servers", stack.bootstrapServers(),
                "group.protocol", "streams",
                "processing.guarantee", "exactly_once_v2",
                "replication.factor", "1",
                "state.dir", state.toString()));

        try (KafkaStreams streams = new KafkaStreams(topology.build(), settings)) {
            streams.start();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> contents.committed("out"), List.of("record 0", "record 1", "record 2")::equals);
        }
    }

    @Test
    void topicsAreNotMadeByAskingForThem() throws Exception {
        try (KafkaProducer<String, String> producer = contents.producer(Map.of("max.block.ms", 500))) {
            assertThat(producer.send(new ProducerRecord<>("nobody-made-it", "x")))
                    .failsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void aSchemaThatCannotReadItsForerunnersRecordsIsRefused() throws Exception {
        assertThat(contents.register("compatible", Contents.ONE_FIELD).statusCode())
                .isEqualTo(200);

        assertThat(contents.register("compatible", Contents.ANOTHER_TYPE).statusCode())
                .isEqualTo(409);
        assertThat(contents.register("compatible", Contents.ONE_OPTIONAL_FIELD_MORE)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCommittedRowIsOnDisk() throws Exception {
        assertThat(contents.query("SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit')"))
                .isEqualTo("on on");
        assertThat(contents.query("SELECT version()")).startsWith("PostgreSQL 18");
    }

    @Test
    void freshDatabasesAreEmptyAndApart() {
        assertThat(stack.freshDatabase()).isNotEqualTo(stack.freshDatabase()).startsWith("jdbc:postgresql://");
    }
}
