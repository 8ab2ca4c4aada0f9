package dev.dateline.enrich.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dateline.enrich.Articles;
import dev.dateline.enrich.PlainSerdes;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.runtime.events.NewlyCounted;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topology counts, without a broker. */
final class IndexTopologyTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final PlainSerdes serdes = new PlainSerdes();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, EnrichedArticle> enriched;
    private TestOutputTopic<String, FlashpointIndex> indexes;
    private Instant now = START;
    private int number;

    @BeforeEach
    void start() {
        StreamsSettings settings =
                StreamsSettings.of("index", state, 1, 1, "streams", Duration.ofMillis(100), values -> {
                    values.put("bootstrap.servers", "unused:1");
                    return values;
                });
        Properties properties = new Properties();
        properties.putAll(settings.values());
        driver = new TopologyTestDriver(
                IndexTopology.of(settings.topologyConfig(), serdes, new IndexMetrics(meters)), properties, now);
        enriched = driver.createInputTopic(
                Topics.ENRICHED.name(),
                new StringSerializer(),
                serdes.of(EnrichedArticle.class).serializer());
        indexes = driver.createOutputTopic(
                Topics.FLASHPOINT_INDEX.name(),
                new StringDeserializer(),
                serdes.of(FlashpointIndex.class).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void theNewestIndexOfEveryHourEqualsABatchRecomputationFromTheLog() {
        SplittableRandom random = new SplittableRandom(7);
        List<EnrichedArticle> log = new ArrayList<>();
        Map<String, FlashpointIndex> newest = new HashMap<>();
        int hours = 24 * 12;
        for (int hour = 0; hour < hours; hour++) {
            Instant start = START.plus(HOUR.multipliedBy(hour));
            for (int i = random.nextInt(4); i > 0; i--) {
                // Some come late by up to twenty hours; the counts of their own hours must be mended.
                Instant received = start.minus(Duration.ofMinutes(random.nextInt(5) == 0 ? random.nextInt(1_200) : 0))
                        .plusSeconds(random.nextInt(3_000));
                if (received.isBefore(START)) {
                    continue;
                }
                log.add(article(
                        random.nextBoolean() ? "alpha" : "beta",
                        "house " + random.nextInt(5),
                        received,
                        start.plusSeconds(3_001),
                        random.nextInt(3) == 0 ? "talks" : "shelling",
                        random.nextInt(6) == 0));
                push(log.getLast());
            }
            advance(HOUR);
            indexes.readKeyValuesToList().forEach(entry -> newest.put(entry.key, entry.value));
        }
        advance(HOUR);
        indexes.readKeyValuesToList().forEach(entry -> newest.put(entry.key, entry.value));

        Instant end = START.plus(HOUR.multipliedBy(hours));
        int compared = 0;
        for (String flashpoint : List.of("alpha", "beta")) {
            Map<Instant, Batch> batch = batch(log, flashpoint);
            Instant first = batch.keySet().iterator().next();
            for (Instant hour = first; hour.isBefore(end); hour = hour.plus(HOUR)) {
                FlashpointIndex index = newest.get(flashpoint + "/" + hour);
                Batch expected = batch.getOrDefault(hour, new Batch());
                assertThat(index).as(flashpoint + "/" + hour).isNotNull();
                assertThat(index.getArticles()).isEqualTo(expected.articles);
                assertThat(index.getCopies()).isEqualTo(expected.copies);
                assertThat(index.getSources()).isEqualTo(expected.families.size());
                assertThat(index.getTalks()).isEqualTo(expected.talks);
                assertThat(index.getConflict()).isEqualTo(expected.articles - expected.talks);
                assertThat(index.getElapsed()).isEqualTo(1);
                List<Long> before = new ArrayList<>();
                for (Instant day = hour.minus(24, ChronoUnit.HOURS);
                        !day.isBefore(first);
                        day = day.minus(24, ChronoUnit.HOURS)) {
                    before.add(batch.getOrDefault(day, new Batch()).articles);
                }
                assertThat(index.getBaselineDays()).isEqualTo(before.size());
                if (before.size() >= 7) {
                    double mean =
                            before.stream().mapToLong(count -> count).average().orElseThrow();
                    assertThat(index.getExpected().orElseThrow()).isCloseTo(mean, within(1e-9));
                    assertThat(index.getChange().orElseThrow())
                            .isCloseTo((expected.articles + 0.5) / (mean + 0.5), within(1e-9));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void aFlashpointThatNobodyWritesAboutHasAnIndexAtTheEndOfEachHour() {
        push(article("alpha", "a", now, now, "shelling", false));
        advance(HOUR);
        indexes.readValuesToList();
        advance(HOUR);

        assertThat(indexes.readKeyValuesToList()).anySatisfy(entry -> {
            assertThat(entry.key).isEqualTo("alpha/2026-03-01T01:00:00Z");
            assertThat(entry.value.getArticles()).isZero();
            assertThat(entry.value.getElapsed()).isEqualTo(1);
        });
    }

    @Test
    void theFirstIndexThatCountsAnArticleTellsOnceWhenItWasReceived() {
        EnrichedArticle first = article("alpha", "a", now, now, "shelling", false);
        push(first);
        push(article("beta", "a", now.plusMillis(7), now, "talks", true));
        advance(Duration.ofSeconds(1));

        assertThat(told()).containsExactlyInAnyOrder(START, START.plusMillis(7));

        push(EnrichedArticle.newBuilder(first)
                .setArticle(Articles.signalled(first.getArticle(), Signal.KILL))
                .setRevision(2)
                .build());
        advance(Duration.ofSeconds(1));

        assertThat(indexes.getQueueSize()).as("the index without it").isPositive();
        assertThat(told()).isEmpty();
    }

    @Test
    void anArticleAboutTwoFlashpointsIsToldOfOnce() {
        EnrichedArticle one = article("alpha", "a", now, now, "shelling", false);
        Tag alpha = one.getFlashpoints().getFirst();
        Tag beta = Tag.newBuilder(alpha).setId("beta").setLabel("beta").build();
        push(EnrichedArticle.newBuilder(one)
                .setFlashpoints(List.of(alpha, beta))
                .build());
        advance(Duration.ofSeconds(1));

        List<TestRecord<String, FlashpointIndex>> sent = indexes.readRecordsToList();
        assertThat(sent)
                .filteredOn(record -> record.value().getArticles() == 1)
                .extracting(record -> record.value().getFlashpoint())
                .containsExactlyInAnyOrder("alpha", "beta");
        assertThat(sent.stream().flatMap(record -> NewlyCounted.of(record.headers()).stream()))
                .containsExactly(START);
    }

    private List<Instant> told() {
        return indexes.readRecordsToList().stream()
                .flatMap(record -> NewlyCounted.of(record.headers()).stream())
                .toList();
    }

    @Test
    void aKilledArticleCountsNoMore() {
        EnrichedArticle first = article("alpha", "a", now, now, "shelling", false);
        EnrichedArticle second = article("alpha", "a", now, now, "talks", false);
        EnrichedArticle third = article("alpha", "b", now, now, "talks", false);
        EnrichedArticle copy = article("alpha", "c", now, now, "talks", true);
        List.of(first, second, third, copy).forEach(this::push);
        kill(first);
        kill(third);
        kill(copy);
        // Once is enough, and its end is no second kill.
        kill(third);
        enriched.pipeInput(third.getArticle().getId(), null);
        advance(Duration.ofSeconds(1));

        FlashpointIndex index = indexes.readValuesToList().getLast();
        assertThat(index.getArticles()).isEqualTo(1);
        assertThat(index.getCopies()).isZero();
        assertThat(index.getConflict()).isZero();
        assertThat(index.getTalks()).isEqualTo(1);
        assertThat(index.getSources()).isEqualTo(1);
        assertThat(index.getEvidence()).containsExactly(second.getArticle().getId());
    }

    private void kill(EnrichedArticle article) {
        push(EnrichedArticle.newBuilder(article)
                .setArticle(Articles.signalled(article.getArticle(), Signal.KILL))
                .setFlashpoints(List.of())
                .setRevision(2)
                .build());
    }

    @Test
    void aBackfillALaterRevisionAndAnArticleOutOfItsTimeAreLeftOutAndCounted() {
        EnrichedArticle article = article("alpha", "a", now, now, "shelling", false);
        push(EnrichedArticle.newBuilder(article)
                .setArticle(RawArticle.newBuilder(article.getArticle())
                        .setLane(Lane.BACKFILL)
                        .build())
                .build());
        push(EnrichedArticle.newBuilder(article).setRevision(2).build());
        push(article("alpha", "a", now.minus(Duration.ofHours(25)), now, "shelling", false));
        enriched.pipeInput("gone", null);
        advance(Duration.ofSeconds(1));

        assertThat(indexes.isEmpty()).isTrue();
        for (String reason : List.of("backfill", "revision", "late", "taken_down")) {
            assertThat(meters.get("dateline.index.left.out")
                            .tag("reason", reason)
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    private static final class Batch {
        private long articles;
        private long copies;
        private long talks;
        private final Set<String> families = new HashSet<>();
    }

    private static Map<Instant, Batch> batch(List<EnrichedArticle> log, String flashpoint) {
        Map<Instant, Batch> hours = new TreeMap<>();
        for (EnrichedArticle article : log) {
            Tag tag = article.getFlashpoints().getFirst();
            if (!tag.getId().equals(flashpoint)) {
                continue;
            }
            Batch hour = hours.computeIfAbsent(
                    article.getArticle().getReceived().truncatedTo(ChronoUnit.HOURS), start -> new Batch());
            if (article.getCopyOf().isPresent()) {
                hour.copies++;
            } else {
                hour.articles++;
                hour.talks += tag.getMentions().getFirst().getText().equals("talks") ? 1 : 0;
                hour.families.add(article.getArticle().getPublisher().orElseThrow());
            }
        }
        return hours;
    }

    private void push(EnrichedArticle article) {
        enriched.pipeInput(article.getArticle().getId(), article);
    }

    private void advance(Duration time) {
        driver.advanceWallClockTime(time);
        now = now.plus(time);
    }

    private EnrichedArticle article(
            String flashpoint, String publisher, Instant received, Instant read, String word, boolean copy) {
        String id = "article-" + number++;
        RawArticle raw = Articles.from(Articles.receivedAt(Articles.article(id, "Title", word), received), publisher);
        return EnrichedArticle.newBuilder()
                .setArticle(raw)
                .setRevision(1)
                .setCopyOf(copy ? "another" : null)
                .setAnalyzer("test")
                .setFlashpoints(List.of(Tag.newBuilder()
                        .setId(flashpoint)
                        .setLabel(flashpoint)
                        .setConfidence(1)
                        .setSalience(1)
                        .setRule("test")
                        .setRuleVersion("1")
                        .setAbout(true)
                        .setMentions(List.of(new Mention(Field.BODY, 0, word.length(), word)))
                        .build()))
                .setTimes(Times.newBuilder()
                        .setReceived(received)
                        .setEnriched(read)
                        .build())
                .build();
    }
}
