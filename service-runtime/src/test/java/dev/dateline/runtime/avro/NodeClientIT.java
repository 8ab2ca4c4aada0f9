package dev.dateline.runtime.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topic.Partitioning;
import dev.dateline.schemas.Topic.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exchange with Confluent's client for Node; skipped, saying why, where npm cannot install it. */
@ExtendWith(StackExtension.class)
class NodeClientIT {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path INSTALLED =
            Path.of(System.getProperty("build.directory", "target"), "node").toAbsolutePath();

    private final String topic = "node-" + UUID.randomUUID();
    private KafkaSettings settings = new KafkaSettings(Map.of());

    private record Finished(int exitCode, String output, String errors) {}

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "exchange.js")) {
            Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Finished installed;
        try {
            installed = run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent");
        } catch (IOException e) {
            installed = new Finished(1, "", "npm is not there");
        }
        if (installed.exitCode() != 0) {
            abort("The exchange with the Node client was not tested: "
                    + installed.errors().strip());
        }
    }

    @BeforeEach
    void createTopic(Stack stack) throws InterruptedException {
        settings = new KafkaSettings(Map.of(
                "bootstrap.servers", stack.bootstrapServers(),
                "schema.registry.url", stack.registryUrl(),
                // The only compression that kafkajs reads without more packages.
                "compression.type", "gzip"));
        Topic<?> created = new Topic<>(topic, "id", SpecificRecord.class, new Retention.Compact(), Partitioning.SINGLE);
        TopicProvisioner.provision(settings, List.of(created), 1, (short) 1);
    }

    private static Finished run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(INSTALLED, "output", ".txt");
        Path errors = Files.createTempFile(INSTALLED, "errors", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            return new Finished(ended ? process.exitValue() : 1, Files.readString(output), Files.readString(errors));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private Finished node(Stack stack, String command, String... more) throws Exception {
        List<String> line = new ArrayList<>(
                List.of("node", "exchange.js", command, stack.bootstrapServers(), stack.registryUrl(), topic));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    @Test
    void theNodeClientReadsWhatWeWrite(Stack stack) throws Exception {
        EnrichedArticle record = SampleRecords.enriched("a");
        try (KafkaProducer<String, EnrichedArticle> producer = new KafkaProducer<>(settings.producer(Map.of()))) {
            producer.send(new ProducerRecord<>(topic, "a", record)).get();
        }

        Finished read = node(stack, "read");

        assertThat(read.exitCode()).as(read.errors()).isZero();
        JsonNode article = new ObjectMapper().readTree(read.output());
        assertThat(article.at("/article/id").asText()).isEqualTo("a");
        assertThat(article.at("/article/title").asText())
                .isEqualTo(record.getArticle().getTitle());
        assertThat(article.at("/article/lane").asText()).isEqualTo("LIVE");
        assertThat(article.at("/article/received").asLong())
                .isEqualTo(record.getArticle().getReceived().toEpochMilli());
        assertThat(article.at("/countries/0/confidence").asDouble()).isEqualTo(0.875);
        assertThat(article.at("/countries/0/mentions/0/text").asText()).isEqualTo("臺北");
    }

    @Test
    void weReadWhatTheNodeClientWrites(Stack stack) throws Exception {
        new SchemaRegistry(RegistryConfig.of(settings.producer(Map.of())))
                .register(topic + "-value", NeutralSchema.of(FlashpointDefinition.getClassSchema()));
        String json = """
                {"id": "c", "name": "Sample Strait", "version": 1, "parties": ["XA", "XB"], "places": [], "actors": [],
                 "terms": [{"text": "blockade", "weight": 0.5}], "against": [], "aboutThreshold": 0.6,
                 "mentionThreshold": 0.3, "latitude": 24.5, "longitude": -119.25}
                """;

        Finished written = node(stack, "write", json);

        assertThat(written.exitCode()).as(written.errors()).isZero();
        try (KafkaConsumer<String, FlashpointDefinition> consumer = new KafkaConsumer<>(settings.consumer(Map.of()))) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            assertThat(consumer.poll(Duration.ofSeconds(20)).iterator().next().value())
                    .isEqualTo(SampleRecords.flashpoint("c"));
        }
    }
}
