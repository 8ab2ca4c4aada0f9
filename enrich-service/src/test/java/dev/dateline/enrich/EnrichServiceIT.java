package dev.dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The service on a real broker and registry, with either way of sharing the work. */
@ExtendWith(StackExtension.class)
final class EnrichServiceIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void articlesAreEnrichedOnceEachOverARestart(String protocol, Stack stack) throws Exception {
        Map<String, String> settings = Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "group.protocol", protocol,
                "state.directory", state.toString());
        KafkaSettings kafka = kafka(stack);
        String first = protocol + "-first";
        String second = protocol + "-second";

        try (EnrichService service = EnrichService.start(EnrichConfig.read(Settings.of(settings)))) {
            push(kafka, first);
            awaitEnriched(kafka, List.of(first));
            awaitReady(service);
        }
        Logger streams = (Logger) LoggerFactory.getLogger("org.apache.kafka.streams");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        streams.addAppender(log);
        try (EnrichService service = EnrichService.start(EnrichConfig.read(Settings.of(settings)))) {
            push(kafka, first, second);
            awaitEnriched(kafka, List.of(first, second));
            awaitReady(service);
        } finally {
            streams.detachAppender(log);
        }
        // State that was closed in order is gone on with, not thrown away and read anew.
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(said -> said.contains("corrupt"));
    }

    private static KafkaSettings kafka(Stack stack) {
        return KafkaSettings.read(new ConfigReader(Settings.of(Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl()))));
    }

    private static void push(KafkaSettings kafka, String... ids) throws Exception {
        try (KafkaProducer<String, RawArticle> producer = new KafkaProducer<>(kafka.producer(Map.of()))) {
            for (String id : ids) {
                RawArticle article = Articles.article(id, "Talks in Oslo", "Envoys met in Norway on Monday.");
                producer.send(new ProducerRecord<>(Topics.RAW.name(), id, article))
                        .get();
            }
        }
    }

    /** Reads the topic from its start until the last of the ids is there; each must be there once. */
    private static void awaitEnriched(KafkaSettings kafka, List<String> ids) {
        Map<String, String> group = Map.of("group.id", "test-" + UUID.randomUUID());
        List<String> seen = new ArrayList<>();
        try (KafkaConsumer<String, EnrichedArticle> consumer = new KafkaConsumer<>(kafka.consumer(group))) {
            consumer.subscribe(List.of(Topics.ENRICHED.name()));
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (ids.contains(record.key())) {
                        seen.add(record.key());
                    }
                });
                return seen.containsAll(ids);
            });
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    }

    private static void awaitReady(EnrichService service) {
        URI ready = service.uri().resolve("/readyz");
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(SOON)
                    .until(() -> http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                                    .statusCode()
                            == 200);
        }
    }
}
