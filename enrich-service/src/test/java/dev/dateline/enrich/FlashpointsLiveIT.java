package dev.dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.analysis.flashpoints.FlashpointFiles;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.kafka.CompactedTopic;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that change while the service runs, on a real broker and registry. */
@ExtendWith(StackExtension.class)
final class FlashpointsLiveIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final String id = "cod-war-" + UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger articles = new AtomicInteger();
    private final Stack stack;
    private final KafkaSettings kafka;

    @TempDir
    private Path state;

    FlashpointsLiveIT(Stack stack) {
        this.stack = stack;
        this.kafka = new KafkaSettings(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "schema.registry.url", stack.registryUrl()));
    }

    @Test
    void aDefinitionIsInForceWithoutARestartAndEndsWithoutOne() throws Exception {
        try (EnrichService service = start("streams")) {
            assertThat(service.uri()).isNotNull();
            awaitTagged("none");
            write(definition(1));
            awaitTagged(id + "/1");
            // The shape of the record is right and its content is not: the one before stays in force.
            write(FlashpointDefinition.newBuilder(definition(2))
                    .setLatitude(1_000)
                    .build());
            writeBytes("no avro at all".getBytes(StandardCharsets.UTF_8));
            write(definition(3));
            awaitTagged(id + "/3");
            assertThat(onTopicOfTheFlashpoint())
                    .isNotEmpty()
                    .allSatisfy(article -> assertThat(article.getFlashpoints())
                            .anySatisfy(tag -> assertThat(tag.getId()).isEqualTo(id)));
            writeBytes(null);
            awaitTagged("none");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams", "classic"})
    void allDefinitionsAreReadBeforeTheFirstArticle(String protocol) throws Exception {
        start(protocol).close();
        write(definition(1));
        String waiting = push();

        try (EnrichService service = start(protocol)) {
            assertThat(service.uri()).isNotNull();
            assertThat(flashpointsOf(waiting)).isEqualTo(id + "/1");
        }
        writeBytes(null);
    }

    @Test
    void whatShipsIsPlantedOnceAndNeverOverAnOperator() throws Exception {
        start("streams").close();
        FlashpointDefinition bundled = FlashpointFiles.standard().getFirst();
        FlashpointDefinition second = FlashpointFiles.standard().get(1);
        assertThat(newest())
                .containsKeys(FlashpointFiles.standard().stream()
                        .map(FlashpointDefinition::getId)
                        .toArray(String[]::new));
        FlashpointDefinition changed = FlashpointDefinition.newBuilder(bundled)
                .setName("As the operator calls it")
                .setVersion(bundled.getVersion() + 1)
                .build();
        try {
            write(changed);
            send(second.getId(), null);
            start("streams").close();

            assertThat(decoded(bundled.getId())).isEqualTo(changed);
            assertThat(newest(second.getId()).value()).isNull();
            assertThat(topicExists(changed.getId())).isTrue();
        } finally {
            write(bundled);
            write(second);
        }
    }

    private EnrichService start(String protocol) throws Exception {
        return EnrichService.start(EnrichConfig.read(Settings.of(Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "group.protocol", protocol,
                "state.directory", state.toString()))));
    }

    private FlashpointDefinition definition(int version) {
        return FlashpointDefinition.newBuilder()
                .setId(id)
                .setName("Cod war")
                .setVersion(version)
                .setPlaces(List.of(new FlashpointTerm("Grimsey Bank", 3.0)))
                .setAboutThreshold(3)
                .setMentionThreshold(2)
                .setLatitude(66)
                .setLongitude(-18)
                .build();
    }

    /** Pushes articles until one of them has these flashpoints. */
    private void awaitTagged(String flashpoints) {
        await().atMost(SOON).until(() -> flashpointsOf(push()).equals(flashpoints));
    }

    private String push() throws Exception {
        String article = id + "-" + articles.incrementAndGet();
        try (KafkaProducer<String, RawArticle> producer = new KafkaProducer<>(kafka.producer(Map.of()))) {
            RawArticle raw = Articles.article(
                    article,
                    "Gunboats face trawlers off Grimsey Bank",
                    "A warship rammed a trawler off Grimsey Bank, case " + article + ". Shots were fired.");
            producer.send(new ProducerRecord<>(Topics.RAW.name(), article, raw)).get();
        }
        return article;
    }

    private String flashpointsOf(String article) {
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, EnrichedArticle> consumer =
                new KafkaConsumer<>(kafka.consumer(Map.of("group.id", "test-" + UUID.randomUUID())))) {
            consumer.subscribe(List.of(Topics.ENRICHED.name()));
            await().atMost(SOON).until(() -> {
                for (ConsumerRecord<String, EnrichedArticle> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(article)) {
                        found.add(record.value().getFlashpoints().stream()
                                .filter(tag -> tag.getAbout().orElse(false))
                                .map(tag -> tag.getId() + "/" + tag.getRuleVersion())
                                .collect(Collectors.joining(" ")));
                    }
                }
                return !found.isEmpty();
            });
        }
        return found.getFirst().isEmpty() ? "none" : found.getFirst();
    }

    private List<EnrichedArticle> onTopicOfTheFlashpoint() {
        TopicPartition only = new TopicPartition(Topics.flashpoint(id).name(), 0);
        List<EnrichedArticle> found = new ArrayList<>();
        try (KafkaConsumer<String, EnrichedArticle> consumer = new KafkaConsumer<>(kafka.consumer(Map.of()))) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
                return !found.isEmpty();
            });
        }
        return found;
    }

    private boolean topicExists(String flashpoint) throws Exception {
        try (Admin admin = Admin.create(kafka.admin())) {
            return admin.listTopics()
                    .names()
                    .get()
                    .contains(Topics.flashpoint(flashpoint).name());
        }
    }

    private Map<String, ConsumerRecord<String, byte[]>> newest() {
        return new CompactedTopic(kafka, Topics.FLASHPOINTS).newest();
    }

    private ConsumerRecord<String, byte[]> newest(String flashpoint) {
        return Objects.requireNonNull(newest().get(flashpoint));
    }

    private FlashpointDefinition decoded(String flashpoint) {
        return kafka.serde(FlashpointDefinition.class)
                .deserializer()
                .deserialize(Topics.FLASHPOINTS.name(), newest(flashpoint).value());
    }

    private void write(FlashpointDefinition definition) throws Exception {
        send(
                definition.getId(),
                kafka.serde(FlashpointDefinition.class).serializer().serialize(Topics.FLASHPOINTS.name(), definition));
    }

    private void writeBytes(byte @Nullable [] value) throws Exception {
        send(id, value);
    }

    private void send(String key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.producer(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.FLASHPOINTS.name(), key, value))
                    .get();
        }
    }
}
