package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.localstack.Stack;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendRanking;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same log gives byte-equal rankings, whatever reads it: one instance, three, or one that is killed; also where a partition
 * never has an article, and more tags are seen in a day than are held. On a stack of its own, for the articles of other tests would be in the log.
 */
final class TrendsReplayIT {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final int DAYS = 1;
    private static final int PARTITIONS = Topics.DEFAULT_PARTITIONS;

    /** Countries fit with it, stories do not. */
    private static final int HELD = 12;

    @TempDir
    private Path folder;

    @Test
    void oneInstanceThreeAndOneThatIsKilledGiveTheBytesOfTheBatch() throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.in(folder.resolve("stack")))) {
            replay(stack);
        }
    }

    private void replay(Stack stack) throws Exception {
        KafkaSettings kafka = TrendsInstance.kafka(stack.bootstrapServers(), stack.registryUrl());
        TopicProvisioner.provision(
                kafka,
                List.of(Topics.ENRICHED, Topics.REJECTED, Topics.TRENDS, Topics.TREND_HISTORY),
                PARTITIONS,
                (short) 1);
        // The broker deletes history that is older than 35 days, by the time of its records.
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS + 1));
        List<List<EnrichedArticle>> days = new ArrayList<>(News.days(9, PARTITIONS - 1, DAYS, start));
        days.add(List.of());
        write(kafka, News.stamped(days));
        Map<String, TrendRanking> batch = batch(kafka);
        assertThat(batch).hasSizeGreaterThan(500);
        assertThat(batch.values()).anyMatch(ranking -> ranking.getOmitted().isPresent());
        assertThat(batch.values()).anyMatch(ranking -> ranking.getOmitted().isEmpty());

        try (TrendsInstance alone = instance(stack, "one", 0)) {
            awaitAll(kafka, batch, 1);
        }
        try (TrendsInstance first = instance(stack, "three", 0);
                TrendsInstance second = instance(stack, "three", 1);
                TrendsInstance third = instance(stack, "three", 2)) {
            awaitAll(kafka, batch, 2);
        }
        Process killed = process(stack, "killed", 0);
        try {
            await().atMost(SOON).until(() -> records(kafka) > 2L * batch.size() + batch.size() / 4);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        assertThat(records(kafka)).isLessThan(3L * batch.size());
        try (TrendsInstance after = instance(stack, "killed", 0)) {
            awaitAll(kafka, batch, 3);
        }
    }

    private TrendsInstance instance(Stack stack, String application, int number) {
        return new TrendsInstance(
                stack.bootstrapServers(),
                stack.registryUrl(),
                application,
                folder.resolve(application + number),
                PARTITIONS,
                HELD);
    }

    private Process process(Stack stack, String application, int number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrendsInstance.class.getName(),
                        stack.bootstrapServers(),
                        stack.registryUrl(),
                        application,
                        folder.resolve(application + number).toString(),
                        Integer.toString(PARTITIONS),
                        Integer.toString(HELD))
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), application + ".log"))
                .start();
    }

    private static void write(KafkaSettings kafka, List<List<News.Logged>> logs) {
        try (KafkaProducer<String, EnrichedArticle> producer = new KafkaProducer<>(kafka.producer(Map.of()))) {
            for (int partition = 0; partition < logs.size(); partition++) {
                for (News.Logged logged : logs.get(partition)) {
                    EnrichedArticle article = logged.article();
                    ProducerRecord<String, EnrichedArticle> record = new ProducerRecord<>(
                            Topics.ENRICHED.name(),
                            partition,
                            article == null
                                    ? Topics.HORIZON_MARK
                                    : article.getArticle().getId(),
                            article);
                    logged.newest()
                            .ifPresent(newest -> record.headers()
                                    .add(
                                            Headers.HORIZON,
                                            Long.toString(newest.toEpochMilli()).getBytes(StandardCharsets.UTF_8)));
                    producer.send(record);
                }
            }
            producer.flush();
        }
    }

    /** What the batch makes of the log as it is on the topic, by the key on the topic of the history. */
    private static Map<String, TrendRanking> batch(KafkaSettings kafka) {
        Map<Integer, List<News.Logged>> logs = new TreeMap<>();
        try (KafkaConsumer<String, EnrichedArticle> consumer = new KafkaConsumer<>(kafka.consumer(group()))) {
            consumer.subscribe(List.of(Topics.ENRICHED.name()));
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(500))
                        .forEach(record -> logs.computeIfAbsent(record.partition(), none -> new ArrayList<>())
                                .add(new News.Logged(record.value(), TrendEngine.newest(record.headers()))));
                return !consumer.assignment().isEmpty()
                        && consumer.endOffsets(consumer.assignment()).entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        Map<String, TrendRanking> byKey = new HashMap<>();
        News.rankings(List.copyOf(logs.values()), HELD)
                .forEach(ranking -> byKey.put(
                        Rankings.key(ranking.getKind(), ranking.getWindow()) + '/' + ranking.getWindowEnd(), ranking));
        return byKey;
    }

    private static Map<String, String> group() {
        return Map.of("group.id", "test-" + UUID.randomUUID());
    }

    private static long records(KafkaSettings kafka) {
        return read(kafka).values().stream().mapToLong(List::size).sum();
    }

    /** Every key was written so many times, always the same bytes, and they are the batch's ranking. */
    private static void awaitAll(KafkaSettings kafka, Map<String, TrendRanking> batch, int times) {
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> records(kafka) >= (long) times * batch.size());
        Map<String, List<ByteBuffer>> written = read(kafka);
        assertThat(written.keySet()).isEqualTo(batch.keySet());
        var deserializer = kafka.serde(TrendRanking.class).deserializer();
        written.forEach((key, values) -> {
            assertThat(values).as(key).hasSize(times);
            assertThat(values.stream().distinct()).as(key).hasSize(1);
            assertThat(deserializer.deserialize(
                            Topics.TREND_HISTORY.name(), values.getFirst().array()))
                    .isEqualTo(batch.get(key));
        });
    }

    private static Map<String, List<ByteBuffer>> read(KafkaSettings kafka) {
        Map<String, List<ByteBuffer>> written = new HashMap<>();
        Map<String, Object> settings = new HashMap<>(kafka.consumer(group()));
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings)) {
            var partitions = consumer.partitionsFor(Topics.TREND_HISTORY.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> written.computeIfAbsent(record.key(), none -> new ArrayList<>())
                                .add(ByteBuffer.wrap(record.value())));
            }
        }
        return written;
    }
}
