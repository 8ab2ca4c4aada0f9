package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.JavaCommand;
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
import java.nio.file.Files;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Each has folders of its own for every segment of its stores. */
    private static final int FEW_PARTITIONS = 2;

    /** The last before the kill. */
    private static final int LAST_DAY = 21;

    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(LAST_DAY + 2L));

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

    /** Hours are kept in segments of fifteen days: of three weeks there are several to be opened, or read anew. */
    @Test
    void afterThreeWeeksAKillGivesTheSameWithTheStateThatWasLeftAndWithoutIt() throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.in(folder.resolve("stack")))) {
            KafkaSettings kafka = provisioned(stack, FEW_PARTITIONS);
            List<List<News.Logged>> news = News.stamped(weeks());
            Instant killed = START.plus(Duration.ofDays(LAST_DAY + 1L));
            write(kafka, part(news, logged -> logged.newest().orElseThrow().isBefore(killed)));
            int before = batch(kafka).size();
            assertThat(before).isGreaterThan(500);
            killWithSeveralSegments(stack, kafka, "left", before);
            killWithSeveralSegments(stack, kafka, "lost", 2L * before);
            write(kafka, part(news, logged -> !logged.newest().orElseThrow().isBefore(killed)));
            Map<String, TrendRanking> batch = batch(kafka);
            assertThat(batch).hasSizeGreaterThan(before);

            try (TrendsInstance after = instance(stack, "left", 0, FEW_PARTITIONS);
                    TrendsInstance elsewhere = instance(stack, "lost", 1, FEW_PARTITIONS)) {
                awaitAll(kafka, batch, 2);
            }
        }
    }

    private static List<List<News.Logged>> part(List<List<News.Logged>> logs, Predicate<News.Logged> belongs) {
        return logs.stream().map(log -> log.stream().filter(belongs).toList()).toList();
    }

    /** Runs an application in a process that is killed, not closed, once there are so many records of rankings. */
    private void killWithSeveralSegments(Stack stack, KafkaSettings kafka, String application, long records)
            throws IOException, InterruptedException {
        Process killed = process(stack, application, FEW_PARTITIONS);
        try {
            await().atMost(SOON).until(() -> records(kafka) >= records);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder.resolve(application + 0))) {
            assertThat(files.filter(Files::isDirectory)
                            .filter(file -> file.getFileName().toString().startsWith(TrendsTopology.HOURS_STORE + "."))
                            .collect(Collectors.groupingBy(Path::getParent)))
                    .isNotEmpty()
                    .allSatisfy((task, segments) -> assertThat(segments).hasSizeGreaterThan(1));
        }
    }

    /** A few hours of news on each of some days, so that few hops have anything to rank. */
    private static List<List<EnrichedArticle>> weeks() {
        List<List<EnrichedArticle>> logs = new ArrayList<>();
        for (int partition = 0; partition < FEW_PARTITIONS; partition++) {
            List<EnrichedArticle> log = new ArrayList<>();
            for (int day : List.of(0, 8, 16, LAST_DAY, LAST_DAY + 1)) {
                // So many on one day that its segment is written to disk, and the older ones are not.
                int articles = day == LAST_DAY ? 2_000 : 6;
                for (int article = 0; article < articles; article++) {
                    log.add(News.about(
                            partition + "-" + log.size(),
                            "P" + partition,
                            START.plus(Duration.ofDays(day)).plusSeconds(7_800L * article / articles + partition),
                            "C" + article % 4,
                            "EU"));
                }
            }
            logs.add(log);
        }
        return logs;
    }

    private static KafkaSettings provisioned(Stack stack, int partitions) throws Exception {
        KafkaSettings kafka = TrendsInstance.kafka(stack.bootstrapServers(), stack.registryUrl());
        TopicProvisioner.provision(
                kafka,
                List.of(Topics.ENRICHED, Topics.REJECTED, Topics.TRENDS, Topics.TREND_HISTORY),
                partitions,
                (short) 1);
        return kafka;
    }

    private void replay(Stack stack) throws Exception {
        KafkaSettings kafka = provisioned(stack, PARTITIONS);
        // The broker deletes history that is older than 35 days, by the time of its records.
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS + 1));
        List<List<EnrichedArticle>> days = new ArrayList<>(News.days(9, PARTITIONS - 1, DAYS, start));
        days.add(List.of());
        write(kafka, News.stamped(days));
        Map<String, TrendRanking> batch = batch(kafka);
        assertThat(batch).hasSizeGreaterThan(500);
        assertThat(batch.values()).anyMatch(ranking -> ranking.getOmitted().isPresent());
        assertThat(batch.values()).anyMatch(ranking -> ranking.getOmitted().isEmpty());

        try (TrendsInstance alone = instance(stack, "one", 0, PARTITIONS)) {
            awaitAll(kafka, batch, 1);
        }
        try (TrendsInstance first = instance(stack, "three", 0, PARTITIONS);
                TrendsInstance second = instance(stack, "three", 1, PARTITIONS);
                TrendsInstance third = instance(stack, "three", 2, PARTITIONS)) {
            awaitAll(kafka, batch, 2);
        }
        Process killed = process(stack, "killed", PARTITIONS);
        try {
            await().atMost(SOON).until(() -> records(kafka) > 2L * batch.size() + batch.size() / 4);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        assertThat(records(kafka)).isLessThan(3L * batch.size());
        try (TrendsInstance after = instance(stack, "killed", 0, PARTITIONS)) {
            awaitAll(kafka, batch, 3);
        }
    }

    private TrendsInstance instance(Stack stack, String application, int number, int partitions) {
        return new TrendsInstance(
                stack.bootstrapServers(),
                stack.registryUrl(),
                application,
                folder.resolve(application + number),
                partitions,
                HELD);
    }

    private Process process(Stack stack, String application, int partitions) throws IOException {
        return new ProcessBuilder(JavaCommand.of(
                        "512m",
                        TrendsInstance.class.getName(),
                        stack.bootstrapServers(),
                        stack.registryUrl(),
                        application,
                        folder.resolve(application + 0).toString(),
                        Integer.toString(partitions),
                        Integer.toString(HELD)))
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
