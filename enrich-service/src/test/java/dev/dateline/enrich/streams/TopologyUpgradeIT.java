package dev.dateline.enrich.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.health.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A build with another topology goes on where the one before stopped, on a real broker with {@code group.protocol=streams}. */
@ExtendWith(StackExtension.class)
final class TopologyUpgradeIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int KEYS = 10;
    private static final int PARTITIONS = 3;

    private final String application = "upgrade-" + UUID.randomUUID().toString().substring(0, 8);
    private final String in = application + "-in";
    private final String out = application + "-out";
    private final Map<String, Object> kafka;

    /** How often each key was pushed. */
    private long pushed;

    @TempDir
    private Path state;

    TopologyUpgradeIT(Stack stack) {
        kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
    }

    @BeforeEach
    void topics() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(in, PARTITIONS, (short) 1), new NewTopic(out, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void anotherTopologyGoesOnWhereTheOneBeforeStoppedAndBack() throws Exception {
        push();
        try (Build before = new Build(this::counting)) {
            soon().until(() -> counts().size() == KEYS * pushed);
            assertThat(before.ready()).isTrue();
        }
        push();
        try (Build after = new Build(this::countingByAnotherWay)) {
            soon().until(() -> counts().size() == KEYS * pushed);
            soon().until(after::ready);
        }
        push();
        try (Build back = new Build(this::counting)) {
            soon().until(() -> counts().size() == KEYS * pushed);
            soon().until(back::ready);
        }
        // Each count of each key once: nothing was lost, nothing twice, and the store went along.
        assertThat(counts()).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void whileTheOtherBuildRunsTheNewOneSaysSoAndWaits() throws Exception {
        push();
        Build after;
        try (Build before = new Build(this::counting)) {
            soon().until(() -> counts().size() == KEYS * pushed);
            after = new Build(this::countingByAnotherWay, state.resolve("other"));
            soon().atMost(Duration.ofSeconds(10))
                    .until(() -> after.reason().contains("stop them, and this build goes on where they stop"));
            push();
            soon().until(() -> counts().size() == KEYS * pushed);
            assertThat(before.ready()).isTrue();
            assertThat(after.ready()).isFalse();
        }
        try (after) {
            push();
            soon().until(() -> counts().size() == KEYS * pushed);
            soon().until(after::ready);
        }
        assertThat(counts()).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void whatWaitsBetweenStagesThatAreNoMoreIsNotLost() throws Exception {
        push();
        try (Build before = new Build(this::countingByAnotherWay)) {
            soon().until(() -> counts().size() == KEYS * pushed);
            assertThat(before.ready()).isTrue();
        }
        // As if it had been stopped between the two stages.
        String between = application + "-by-key-repartition";
        send(between);
        try (Build after = new Build(this::counting)) {
            soon().until(() -> after.reason().contains("wait on {" + between + "=" + KEYS + "}"));
        }
        try (Build before = new Build(this::countingByAnotherWay)) {
            soon().until(() -> counts().size() == KEYS * pushed);
            assertThat(before.reason()).doesNotContain("wait on");
        }
        push();
        try (Build after = new Build(this::counting)) {
            soon().until(() -> counts().size() == KEYS * pushed);
            soon().until(after::ready);
        }
        assertThat(counts()).containsExactlyInAnyOrderElementsOf(expected());
    }

    /** That a thread fails on the way is what is tested. */
    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions().atMost(SOON);
    }

    /** Makes the topology of a build. */
    private interface Kind {
        Topology of(TopologyConfig config);
    }

    private final class Build implements AutoCloseable {

        private final Health health = new Health();
        private final StreamsRunner runner;

        Build(Kind kind) {
            this(kind, state);
        }

        Build(Kind kind, Path folder) {
            StreamsSettings settings =
                    StreamsSettings.of(application, folder, 2, 1, "streams", Duration.ofMillis(100), own -> {
                        Map<String, Object> all = new HashMap<>(kafka);
                        all.putAll(own);
                        return all;
                    });
            runner = StreamsRunner.start(settings, kind.of(settings.topologyConfig()), health);
        }

        boolean ready() {
            return health.ready().healthy();
        }

        String reason() {
            return health.ready().checks().getOrDefault(application, "");
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    private Topology counting(TopologyConfig config) {
        StreamsBuilder builder = new StreamsBuilder(config);
        count(
                builder,
                builder.stream(
                        in, Consumed.with(Serdes.String(), Serdes.String()).withName("in")));
        return builder.build();
    }

    /** The same count, in another part of the topology and behind a topic of its own. */
    private Topology countingByAnotherWay(TopologyConfig config) {
        StreamsBuilder builder = new StreamsBuilder(config);
        count(
                builder,
                builder.stream(
                                in,
                                Consumed.with(Serdes.String(), Serdes.String()).withName("in"))
                        .repartition(Repartitioned.with(Serdes.String(), Serdes.String())
                                .withName("by-key")));
        return builder.build();
    }

    private void count(StreamsBuilder builder, KStream<String, String> records) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long()));
        records.process(Counter::new, Named.as("count"), "counts")
                .to(out, Produced.with(Serdes.String(), Serdes.String()).withName("out"));
    }

    private static final class Counter implements Processor<String, String, String, String> {

        @SuppressWarnings("NullAway.Init")
        private ProcessorContext<String, String> context;

        @SuppressWarnings("NullAway.Init")
        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
            this.counts = context.getStateStore("counts");
        }

        @Override
        public void process(Record<String, String> record) {
            Long before = counts.get(record.key());
            long now = before == null ? 1 : before + 1;
            counts.put(record.key(), now);
            context.forward(record.withValue(record.key() + " " + now));
        }
    }

    private void push() {
        send(in);
    }

    private void send(String topic) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            for (int key = 0; key < KEYS; key++) {
                producer.send(new ProducerRecord<>(topic, "k" + key, ""));
            }
        }
        pushed++;
    }

    private List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            for (long count = 1; count <= pushed; count++) {
                expected.add("k" + key + " " + count);
            }
        }
        return expected;
    }

    private List<String> counts() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        TopicPartition only = new TopicPartition(out, 0);
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(only));
            long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
            }
        }
        return found;
    }
}
