package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.Articles;
import dev.dateline.enrich.PlainSerdes;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
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
import java.util.stream.Stream;
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

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, EnrichedArticle> enriched;
    private TestOutputTopic<String, TrendRanking> trends;

    @BeforeEach
    void start() {
        StreamsSettings settings = StreamsSettings.of("test", state, 1, 1, "streams", values -> {
            values.put("bootstrap.servers", "unused:1");
            return values;
        });
        Properties properties = new Properties();
        properties.putAll(settings.values());
        var topology =
                TrendsTopology.of(settings.topologyConfig(), serdes, new TrendMetrics(new SimpleMeterRegistry()));
        driver = new TopologyTestDriver(topology, properties, NOW);
        enriched = driver.createInputTopic(
                Topics.ENRICHED.name(),
                new StringSerializer(),
                serdes.of(EnrichedArticle.class).serializer());
        trends = driver.createOutputTopic(
                Topics.TRENDS.name(),
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
                    .containsExactly("1 NO 2 articles [b, a]", "2 SE 1 articles [a]");
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
                EnrichedArticle.newBuilder(enriched(Articles.article("a", "One", "More"), "NO"))
                        .setRevision(2)
                        .build());

        assertThat(lines(rankingsAfter(A_SECOND).get("countries/PT1H"))).containsExactly("1 NO 1 articles [a]");
    }

    @Test
    void anArticleReceivedLongAgoMovesNoTrend() {
        RawArticle article = Articles.article("a", "One", "");
        push(Articles.receivedAt(article, NOW.minus(Duration.ofHours(25))), "NO");

        assertThat(rankingsAfter(A_SECOND).get("countries/PT24H").getEntries()).isEmpty();
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

    private void push(RawArticle article, String... countries) {
        enriched.pipeInput(article.getId(), enriched(article, countries));
    }

    private static EnrichedArticle enriched(RawArticle article, String... countries) {
        return EnrichedArticle.newBuilder()
                .setArticle(article)
                .setRevision(1)
                .setAnalyzer("test")
                .setCountries(Stream.of(countries)
                        .map(code -> Tag.newBuilder()
                                .setId(code)
                                .setLabel(code)
                                .setConfidence(1)
                                .setSalience(1)
                                .setRule("test")
                                .setRuleVersion("1")
                                .build())
                        .toList())
                .setTimes(Times.newBuilder()
                        .setReceived(article.getReceived())
                        .setEnriched(article.getReceived())
                        .build())
                .build();
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
