package dev.dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.enrich.story.MadeUpTexts;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.StoryMember;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same log of news.raw gives the same stories, whatever reads it: one thread, three, and three again, each time by an application
 * that was reset. On a stack of its own, for the articles of other tests would be in the log.
 */
final class StoriesReplayIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int ARTICLES = 900;
    private static final int EVENTS = 120;

    /** Events that are reported on at the same time. */
    private static final int OPEN_EVENTS = 12;

    private static final int RECENT = 30;

    /** Of twenty articles, how many lie in each partition; none in the last. */
    private static final int[] SHARES = {8, 5, 4, 2, 1, 0};

    /** Nothing but these stands at the end of that partition. */
    private static final int DUPLICATES = 300;

    private static final int ENDS_WITH_DUPLICATES = 3;

    @TempDir
    private Path folder;

    private final Random random = new Random(28);
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(ARTICLES + 60));

    private LocalStack stack;
    private KafkaSettings kafka;

    private record Placed(Optional<String> story, Optional<String> copyOf, Optional<Double> similarity) {}

    private record Told(Map<String, Placed> articles, Map<String, Story> stories) {}

    @BeforeEach
    void topics() throws Exception {
        stack = LocalStack.start(LocalStackConfig.in(folder.resolve("stack")));
        kafka = KafkaSettings.read(new ConfigReader(Settings.of(Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl()))));
        TopicProvisioner.provision(
                kafka, List.of(Topics.RAW, Topics.ENRICHED, Topics.STORIES), SHARES.length, (short) 1);
    }

    @Test
    void oneThreadAndThreeTellTheSameStoriesOfTheSameLog() throws Exception {
        writeLog();
        Told byOne = read(1, "one");
        assertThat(byOne.articles()).hasSize(ARTICLES);
        assertThat(byOne.articles().values().stream()
                        .filter(placed -> placed.copyOf().isPresent()))
                .hasSizeGreaterThan(ARTICLES / 10);
        assertThat(byOne.stories()).hasSizeBetween(EVENTS / 4, EVENTS * 2);

        for (String again : List.of("three", "three-again")) {
            Told byThree = read(3, again);
            assertThat(byThree.articles()).isEqualTo(byOne.articles());
            assertThat(byThree.stories()).isEqualTo(byOne.stories());
        }
    }

    @AfterEach
    void stop() throws Exception {
        stack.close();
    }

    /** An article a minute; some are exact copies of a recent one, in whatever partition. */
    private void writeLog() {
        List<RawArticle> recent = new ArrayList<>();
        Map<Integer, RawArticle> lastOf = new HashMap<>();
        try (KafkaProducer<String, RawArticle> producer = new KafkaProducer<>(kafka.producer(Map.of()))) {
            for (int i = 0; i < ARTICLES; i++) {
                int event = i * (EVENTS - OPEN_EVENTS) / ARTICLES + random.nextInt(OPEN_EVENTS);
                boolean copy = !recent.isEmpty() && random.nextInt(4) == 0;
                String text =
                        copy ? recent.get(random.nextInt(recent.size())).getBody() : MadeUpTexts.about(event, random);
                RawArticle article = Articles.receivedAt(
                        Articles.from(
                                Articles.article("article-" + i, "Report on " + text.substring(0, 40), text),
                                "Publisher " + i % 20),
                        start.plus(Duration.ofMinutes(i)));
                int partition = partition(random.nextInt(20));
                send(producer, partition, article, article.getReceived());
                lastOf.put(partition, article);
                recent.add(article);
                if (recent.size() > RECENT) {
                    recent.removeFirst();
                }
            }
            Instant end = start.plus(Duration.ofMinutes(ARTICLES));
            RawArticle duplicate = Objects.requireNonNull(lastOf.get(ENDS_WITH_DUPLICATES));
            for (int i = 0; i < DUPLICATES; i++) {
                send(producer, ENDS_WITH_DUPLICATES, duplicate, end.plusSeconds(i));
            }
            producer.flush();
        }
    }

    private static int partition(int ofTwenty) {
        int partition = 0;
        for (int share = SHARES[0]; ofTwenty >= share; share += SHARES[partition]) {
            partition++;
        }
        return partition;
    }

    private static void send(
            KafkaProducer<String, RawArticle> producer, int partition, RawArticle article, Instant when) {
        producer.send(
                new ProducerRecord<>(Topics.RAW.name(), partition, when.toEpochMilli(), article.getId(), article));
    }

    /** What an application without any state makes of the log. */
    private Told read(int threads, String state) throws Exception {
        reset();
        Map<TopicPartition, Long> enrichedBefore = ends(Topics.ENRICHED);
        Map<TopicPartition, Long> storiesBefore = ends(Topics.STORIES);
        Map<String, String> settings = Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "threads", Integer.toString(threads),
                "state.directory", folder.resolve(state).toString());
        Map<String, Placed> articles = new HashMap<>();
        Map<String, Story> stories = new HashMap<>();
        try (EnrichService service = EnrichService.start(EnrichConfig.read(Settings.of(settings)));
                KafkaConsumer<String, EnrichedArticle> enriched = after(enrichedBefore);
                KafkaConsumer<String, Story> told = after(storiesBefore)) {
            assertThat(service.uri()).isNotNull();
            await().atMost(SOON).until(() -> {
                enriched.poll(Duration.ofMillis(200)).forEach(record -> {
                    EnrichedArticle article = record.value();
                    if (article != null) {
                        articles.put(
                                record.key(),
                                new Placed(article.getStory(), article.getCopyOf(), article.getSimilarity()));
                    }
                });
                told.poll(Duration.ofMillis(200)).forEach(record -> stories.put(record.key(), record.value()));
                return articles.size() == ARTICLES
                        && stories.values().stream()
                                        .filter(story -> story.getAbsorbedBy().isEmpty())
                                        .mapToInt(Story::getReports)
                                        .sum()
                                == ARTICLES;
            });
        }
        stories.values()
                .forEach(story -> assertThat(story.getMembers())
                        .extracting(StoryMember::getArticleId)
                        .isSubsetOf(articles.keySet()));
        return new Told(articles, stories);
    }

    /** What kafka-streams-application-reset does, so that all of news.raw is read anew. */
    private void reset() throws Exception {
        try (Admin admin = Admin.create(kafka.admin())) {
            if (admin.listGroups().all().get().stream()
                    .anyMatch(group -> group.groupId().equals(Groups.ENRICH))) {
                admin.deleteStreamsGroups(List.of(Groups.ENRICH)).all().get();
            }
            List<String> internal = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(Groups.ENRICH + "-"))
                    .toList();
            admin.deleteTopics(internal).all().get();
            await().atMost(SOON)
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(internal::contains));
        }
    }

    private Map<TopicPartition, Long> ends(Topic<?> topic) {
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(kafka.consumer(Map.of()))) {
            return consumer.endOffsets(consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
        }
    }

    private <V> KafkaConsumer<String, V> after(Map<TopicPartition, Long> offsets) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(kafka.consumer(Map.of()));
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
        return consumer;
    }
}
