package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.Articles;
import dev.dateline.enrich.PlainSerdes;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.runtime.events.NewlyCounted;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendRanking;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logic of the topology, without a broker. */
final class TrendsTopologyTest {

    private static final Instant NOW = Articles.RECEIVED.plusSeconds(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final PlainSerdes serdes = new PlainSerdes();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TrendMetrics metrics = new TrendMetrics(registry);

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, EnrichedArticle> enriched;
    private TestOutputTopic<String, TrendRanking> trends;
    private TestOutputTopic<String, TrendRanking> history;

    @BeforeEach
    void start() {
        start(Integer.MAX_VALUE);
    }

    private void start(int held) {
        StreamsSettings settings =
                StreamsSettings.of("test", state, 1, 1, "streams", Duration.ofMillis(100), values -> {
                    values.put("bootstrap.servers", "unused:1");
                    return values;
                });
        Properties properties = new Properties();
        properties.putAll(settings.values());
        var topology = TrendsTopology.of(settings.topologyConfig(), serdes, metrics, 1, held);
        driver = new TopologyTestDriver(topology, properties, NOW);
        enriched = driver.createInputTopic(
                Topics.ENRICHED.name(),
                new StringSerializer(),
                serdes.of(EnrichedArticle.class).serializer());
        trends = driver.createOutputTopic(
                Topics.TRENDS.name(),
                new StringDeserializer(),
                serdes.of(TrendRanking.class).deserializer());
        history = driver.createOutputTopic(
                Topics.TREND_HISTORY.name(),
                new StringDeserializer(),
                serdes.of(TrendRanking.class).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void countriesAreRankedByTheArticlesThatNameThemInEveryWindow() {
        push(Articles.article("a", "One", ""), "NO", "SE");
        push(Articles.article("b", "Two", ""), "NO");

        Published rankings = rankingsAfter(A_SECOND);

        for (String window : List.of("PT15M", "PT1H", "PT24H")) {
            assertThat(lines(rankings.get("countries/" + window)))
                    .containsExactly("1 NO 2 articles [a, b]", "2 SE 1 articles [a]");
        }
        assertThat(rankings.get("countries/PT1H").getWindowEnd()).isEqualTo(Instant.parse("2026-03-01T12:05:00Z"));
        assertThat(rankings.get("countries/PT1H").getWindowStart()).isEqualTo(Instant.parse("2026-03-01T11:05:00Z"));
    }

    @Test
    void publishersAreCountedOnce() {
        push(Articles.from(Articles.article("a", "One", ""), "Harbour Herald"), "NO");
        push(Articles.from(Articles.article("b", "Two", ""), "Harbour Herald"), "NO");
        push(Articles.from(Articles.article("c", "Three", ""), "Fjord Post"), "NO");

        assertThat(rankingsAfter(A_SECOND).get("countries/PT1H").getEntries())
                .extracting(TrendEntry::getPublishers)
                .containsExactly(2);
    }

    @Test
    void aBackfillMovesNoTrend() {
        push(Articles.backfilled(Articles.article("a", "One", "")), "NO");

        assertThat(rankingsAfter(A_SECOND).get("countries/PT24H").getEntries()).isEmpty();
    }

    @Test
    void aLaterRevisionCountsNoSecondTime() {
        push(Articles.article("a", "One", ""), "NO");
        enriched.pipeInput(
                "a",
                EnrichedArticle.newBuilder(News.about(Articles.article("a", "One", "More"), "NO"))
                        .setRevision(2)
                        .build());

        assertThat(lines(rankingsAfter(A_SECOND).get("countries/PT1H"))).containsExactly("1 NO 1 articles [a]");
    }

    @Test
    void anArticleThatComesLongAfterLaterOnesMovesNoTrend() {
        push(Articles.article("b", "Two", ""), "SE");
        push(Articles.receivedAt(Articles.article("a", "One", ""), NOW.minus(Duration.ofMinutes(25))), "NO");

        assertThat(lines(rankingsAfter(A_SECOND).get("countries/PT24H"))).containsExactly("1 SE 1 articles [b]");
    }

    @Test
    void anArticlePublishedLongAgoMovesNoTrend() {
        RawArticle article = Articles.article("a", "One", "");
        push(
                RawArticle.newBuilder(article)
                        .setPublished(Publication.newBuilder()
                                .setInstant(article.getReceived().minus(Duration.ofHours(25)))
                                .setConfidence(DateConfidence.STATED)
                                .build())
                        .build(),
                "NO");

        assertThat(rankingsAfter(A_SECOND).get("countries/PT24H").getEntries()).isEmpty();
    }

    @Test
    void anArticleFromTheFutureMovesNoTrendAndMakesNoOtherLate() {
        RawArticle article = Articles.article("a", "One", "");
        EnrichedArticle future = News.about(Articles.receivedAt(article, NOW.plus(Duration.ofDays(300))), "NO");
        enriched.pipeInput(
                "a",
                EnrichedArticle.newBuilder(future)
                        .setTimes(Times.newBuilder(future.getTimes())
                                .setEnriched(NOW)
                                .build())
                        .build());
        push(Articles.article("b", "Two", ""), "SE");

        assertThat(lines(rankingsAfter(A_SECOND).get("countries/PT24H"))).containsExactly("1 SE 1 articles [b]");
    }

    @Test
    void aReprintOfOneStoryByOneHouseCountsOnce() {
        for (String id : List.of("a", "b", "c")) {
            EnrichedArticle article = News.about(Articles.article(id, "Title " + id, ""), "NO");
            enriched.pipeInput(
                    id, EnrichedArticle.newBuilder(article).setStory("story").build());
        }

        TrendEntry norway =
                rankingsAfter(A_SECOND).get("countries/PT1H").getEntries().getFirst();

        assertThat(norway.getReceipt().orElseThrow().getUnits()).isEqualTo(1);
        assertThat(norway.getArticles()).isEqualTo(3);
    }

    @Test
    void whatIsClosedIsWhatABatchMakesOfTheLogWheneverTheClockTicks() {
        List<EnrichedArticle> log = News.days(5, 1, 9).getFirst();
        List<TrendRanking> batch = News.rankings(News.plain(List.of(log)));
        SplittableRandom random = new SplittableRandom(3);

        for (EnrichedArticle article : log) {
            enriched.pipeInput(article.getArticle().getId(), article);
            if (random.nextInt(50) == 0) {
                driver.advanceWallClockTime(Duration.ofSeconds(random.nextInt(4000)));
            }
        }

        List<TrendRanking> closed = history.readValuesToList();
        assertThat(closed).isEqualTo(batch);
        assertThat(closed)
                .filteredOn(ranking -> ranking.getKind() == TagKind.COUNTRIES)
                .flatExtracting(TrendRanking::getEntries)
                .filteredOn(entry -> entry.getReceipt().orElseThrow().getTrending())
                .extracting(TrendEntry::getId)
                .contains("NO");
    }

    @Test
    void whereMoreTagsAreSeenThanAreHeldTheStoresGiveWhatABatchGives() {
        int held = 12;
        driver.close();
        start(held);
        List<EnrichedArticle> log = News.days(5, 1, 2).getFirst();

        log.forEach(article -> enriched.pipeInput(article.getArticle().getId(), article));
        driver.advanceWallClockTime(A_SECOND);

        assertThat(history.readValuesToList())
                .isEqualTo(News.rankings(News.plain(List.of(log)), held))
                .anyMatch(ranking -> ranking.getOmitted().isPresent());
        assertThat(registry.get("dateline.trends.tags")
                        .tag("held", "memory")
                        .gauge()
                        .value())
                .isEqualTo(held);
        assertThat(registry.get("dateline.trends.tags")
                        .tag("held", "disk")
                        .gauge()
                        .value())
                .isGreaterThan(held);
    }

    @Test
    void aQuietTagLeavesTheWindowWithoutAnotherArticle() {
        push(Articles.article("a", "One", ""), "NO");
        assertThat(rankingsAfter(A_SECOND).get("countries/PT15M").getEntries()).hasSize(1);

        Published later = rankingsAfter(Duration.ofMinutes(20));

        assertThat(later.get("countries/PT15M").getEntries()).isEmpty();
        assertThat(lines(later.get("countries/PT1H"))).containsExactly("1 NO 1 articles [a]");
    }

    @Test
    void aRankingThatSaysNothingNewIsNotPublishedAgain() {
        push(Articles.article("a", "One", ""), "NO");
        rankingsAfter(A_SECOND);

        assertThat(rankingsAfter(A_SECOND).byKey()).isEmpty();
    }

    @Test
    void theFirstRankingsThatCountAnArticleTellOnceWhenItWasReceived() {
        Instant later = Articles.RECEIVED.plusMillis(7);
        push(Articles.article("a", "One", ""), "NO", "SE");
        push(Articles.receivedAt(Articles.article("b", "Two", ""), later), "NO");
        push(Articles.backfilled(Articles.article("c", "Three", "")), "NO");

        assertThat(toldAfter(A_SECOND)).containsExactlyInAnyOrder(Articles.RECEIVED, later);

        push(Articles.receivedAt(Articles.article("d", "Four", ""), later));

        assertThat(toldAfter(A_SECOND)).containsExactly(later);
        assertThat(toldAfter(Duration.ofMinutes(5))).isEmpty();
    }

    private List<Instant> toldAfter(Duration passing) {
        driver.advanceWallClockTime(passing);
        return trends.readRecordsToList().stream()
                .flatMap(record -> NewlyCounted.of(record.headers()).stream())
                .toList();
    }

    private void push(RawArticle article, String... countries) {
        enriched.pipeInput(article.getId(), News.about(article, countries));
    }

    private Published rankingsAfter(Duration passing) {
        driver.advanceWallClockTime(passing);
        return new Published(trends.readKeyValuesToMap());
    }

    private record Published(Map<String, TrendRanking> byKey) {

        TrendRanking get(String key) {
            assertThat(byKey).containsKey(key);
            return Objects.requireNonNull(byKey.get(key));
        }
    }

    private static List<String> lines(TrendRanking ranking) {
        return ranking.getEntries().stream()
                .map(entry -> entry.getRank() + " " + entry.getId() + " " + entry.getArticles() + " articles "
                        + entry.getEvidence())
                .toList();
    }
}
