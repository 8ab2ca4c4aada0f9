package dev.dateline.enrich.article;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.Analyzer;
import dev.dateline.enrich.Articles;
import dev.dateline.enrich.PlainSerdes;
import dev.dateline.enrich.flashpoint.FlashpointTable;
import dev.dateline.enrich.flashpoint.FlashpointsInForce;
import dev.dateline.enrich.order.AllRead;
import dev.dateline.enrich.order.ReadingProgress;
import dev.dateline.enrich.story.StoryMetrics;
import dev.dateline.enrich.story.StoryRules;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.runtime.kafka.PatientDecoder;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logic of the topology, without a broker; that it is exact over crashes is shown with one. */
final class EnrichTopologyTest {

    private static final Instant NOW = Articles.RECEIVED.plusMillis(40);

    private static final Duration KILLED_KEPT = Duration.ofHours(24);

    private final PlainSerdes serdes = new PlainSerdes();

    private ReadingProgress progress = new AllRead();

    private @Nullable Error failure;

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, RawArticle> raw;
    private TestOutputTopic<String, EnrichedArticle> enriched;
    private TestOutputTopic<String, LedgerEntry> ledger;
    private TestOutputTopic<byte[], byte[]> rejected;

    @BeforeEach
    void start() {
        StreamsSettings settings =
                StreamsSettings.of("test", state, 1, 1, "streams", Duration.ofMillis(100), values -> {
                    values.put("bootstrap.servers", "unused:1");
                    return values;
                });
        Properties properties = new Properties();
        properties.putAll(settings.values());
        KnownTopics topics = new KnownTopics();
        var topology = EnrichTopology.of(
                settings.topologyConfig(),
                serdes,
                new ArticleEnricher(this::analyzer),
                new FlashpointTable(
                        new PatientDecoder<>(
                                serdes.of(FlashpointDefinition.class).deserializer()),
                        new FlashpointsInForce(),
                        topics),
                topics,
                new EnrichTopology.Rules(KILLED_KEPT, StoryRules.standard()),
                () -> progress.latest(),
                new EnrichMetrics(new SimpleMeterRegistry()),
                new StoryMetrics(new SimpleMeterRegistry()));
        driver = new TopologyTestDriver(topology, properties, NOW);
        raw = driver.createInputTopic(
                Topics.RAW.name(),
                new StringSerializer(),
                serdes.of(RawArticle.class).serializer());
        enriched = driver.createOutputTopic(
                Topics.ENRICHED.name(),
                new StringDeserializer(),
                serdes.of(EnrichedArticle.class).deserializer());
        ledger = driver.createOutputTopic(
                Topics.LEDGER.name(),
                new StringDeserializer(),
                serdes.of(LedgerEntry.class).deserializer());
        rejected = driver.createOutputTopic(
                Topics.REJECTED.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Analyzer analyzer() {
        if (failure != null) {
            throw failure;
        }
        return Analyzer.standard();
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anArticleBecomesItsFirstRevisionWithTheTimesOfItsWay() {
        push(Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday."));

        var record = enriched.readRecord();
        assertThat(record.key()).isEqualTo("a");
        assertThat(record.value().getRevision()).isEqualTo(1);
        assertThat(record.value().getTimes().getReceived()).isEqualTo(Articles.RECEIVED);
        assertThat(record.value().getTimes().getEnriched()).isEqualTo(NOW);
        assertThat(record.value().getTimes().getPlaced()).contains(NOW);
        assertThat(record.value().getAnalyzer()).isEqualTo(Analyzer.standard().version());
    }

    @Test
    void theSameContentUnderTheSameIdIsADuplicateAndNotPublishedAgain() {
        RawArticle article = Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday.");
        push(article);
        push(article);

        assertThat(revisions()).hasSize(1);
        assertThat(ledgerAfterTheNextSending()).containsExactly(entry(1, 1));
    }

    @Test
    void aLateArticleWaitsUntilItIsKnownHowFarOthersAreRead() {
        progress = Optional::empty;
        push(Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday."));
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(enriched.isEmpty()).isTrue();

        progress = new AllRead();
        driver.advanceWallClockTime(Duration.ofMillis(50));
        assertThat(revisions()).extracting(EnrichedArticle::getRevision).containsExactly(1);
    }

    @Test
    void newContentUnderTheSameIdIsTheNextRevision() {
        push(Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday."));
        push(Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Tuesday."));

        assertThat(revisions()).extracting(EnrichedArticle::getRevision).containsExactly(1, 2);
    }

    @Test
    void aRevisionSaysWhatChanged() {
        RawArticle first = Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday.");
        push(first);
        push(Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Tuesday."));
        push(Articles.signalled(
                Articles.article("a", "Talks end in Oslo", "Envoys met in Oslo on Friday."), Signal.CORRECTION));

        assertThat(revisions())
                .extracting(EnrichedArticle::getChanged)
                .containsExactly(List.of(), List.of("body"), List.of("title", "body", "signal"));
    }

    @Test
    void theFeedsWordAloneIsARevisionWhereItCorrectsAndNotWhereItRepeats() {
        RawArticle article = Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday.");
        push(article);
        push(Articles.signalled(article, Signal.UPDATE));
        push(Articles.signalled(article, Signal.CORRECTION));
        push(Articles.signalled(article, Signal.CORRECTION));
        push(article);

        assertThat(revisions()).extracting(EnrichedArticle::getChanged).containsExactly(List.of(), List.of("signal"));
        assertThat(ledgerAfterTheNextSending()).containsExactly(entry(2, 3));
    }

    @Test
    void aKilledArticleGetsALastRevisionWithoutItsTextAndStaysKilled() {
        RawArticle article = Articles.article("a", "Talks in Oslo", "Envoys met in Norway on Monday.");
        push(article);
        push(Articles.signalled(article, Signal.KILL));
        push(Articles.signalled(article, Signal.KILL));
        push(article);
        push(Articles.article("a", "Talks in Oslo", "Envoys met in Oslo, again."));

        List<EnrichedArticle> revisions = revisions();
        assertThat(revisions).hasSize(2);
        EnrichedArticle killed = revisions.getLast();
        assertThat(killed.getRevision()).isEqualTo(2);
        assertThat(killed.getChanged()).containsExactly("signal");
        assertThat(killed.getArticle().getSignal()).isEqualTo(Signal.KILL);
        assertThat(RecordJson.of(killed)).doesNotContain("Oslo").doesNotContain("Norway");
        assertThat(ledgerAfterTheNextSending()).containsExactly(entry(2, 3));
    }

    @Test
    void aKillThatComesBeforeItsArticleHoldsToo() {
        RawArticle article = Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday.");
        push(Articles.signalled(article, Signal.KILL));
        push(article);

        assertThat(revisions())
                .extracting(revision -> revision.getArticle().getSignal())
                .containsExactly(Signal.KILL);
    }

    @Test
    void aKilledArticleLeavesTheTopicAfterItsTimeAndOnlyOnce() {
        RawArticle article = Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday.");
        push(article);
        push(Articles.signalled(article, Signal.KILL));
        assertThat(published()).hasSize(2);

        driver.advanceWallClockTime(KILLED_KEPT.minusMinutes(1));
        assertThat(enriched.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(published()).containsExactly(new KeyValue<>("a", null));
        driver.advanceWallClockTime(KILLED_KEPT);
        assertThat(enriched.isEmpty()).isTrue();
        push(article);
        assertThat(enriched.isEmpty()).as("stays killed").isTrue();
    }

    @Test
    void theOriginalBytesStayOnTheRawTopicAndTheOtherHeadersTravelOn() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.FEED, "harbour-herald".getBytes(StandardCharsets.UTF_8));
        headers.add(Headers.ORIGINAL, "{}".getBytes(StandardCharsets.UTF_8));
        RawArticle article = Articles.article("a", "Talks in Oslo", "");
        raw.pipeInput(new TestRecord<>("a", article, headers, Articles.RECEIVED));

        assertThat(enriched.readRecord().headers().toArray())
                .extracting(Header::key)
                .containsExactly(Headers.FEED, Headers.HORIZON);
    }

    @Test
    void eachRecordBearsTheNewestReceiptAndAMarkTellsAllPartitionsOfEachNewFiveMinutes() {
        Instant first = Articles.RECEIVED;
        Instant next = first.plus(Duration.ofMinutes(5));
        push(Articles.article("a", "One", ""));
        push(Articles.receivedAt(Articles.article("b", "Two", ""), next));
        push(Articles.receivedAt(Articles.article("c", "Three", ""), first));
        // By a wrong clock.
        push(Articles.receivedAt(Articles.article("d", "Four", ""), next.plus(Duration.ofDays(1))));

        assertThat(enriched.readRecordsToList())
                .extracting(record -> record.key()
                        + (record.value() == null ? " mark " : " ")
                        + new String(
                                record.headers().lastHeader(Headers.HORIZON).value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "a " + first.toEpochMilli(),
                        "horizon mark " + first.toEpochMilli(),
                        "b " + next.toEpochMilli(),
                        "horizon mark " + next.toEpochMilli(),
                        "c " + next.toEpochMilli(),
                        "d " + next.toEpochMilli());
    }

    /** The test driver shows no dead letters of undecodable records; LocalPipelineIT checks them on a real broker. */
    @Test
    void aRecordThatDoesNotDecodeIsPassedOver() {
        driver.createInputTopic(Topics.RAW.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("bad", new byte[] {1, 2, 3});
        push(Articles.article("a", "Talks in Oslo", ""));

        assertThat(published()).hasSize(1);
    }

    @Test
    void anArticleUnderAKeyThatIsNotItsIdIsSetAside() {
        raw.pipeInput("other", Articles.article("a", "Talks in Oslo", ""));

        assertThat(header(rejected.readRecord(), "__streams.errors.message")).contains("other", "keyed by article id");
        assertThat(enriched.isEmpty()).isTrue();
    }

    @Test
    void anArticleThatExhaustsTheStackIsSetAsideAndTheNextOnePasses() {
        failure = new StackOverflowError();
        push(Articles.article("deep", "Talks in Oslo", ""));
        failure = null;
        push(Articles.article("a", "Talks in Oslo", ""));

        assertThat(header(rejected.readRecord(), "__streams.errors.message")).contains("the analysis failed");
        assertThat(published()).extracting(record -> record.key).containsExactly("a");
    }

    @Test
    void aRecordWithoutAValueIsSetAside() {
        raw.pipeInput("a", null);

        assertThat(header(rejected.readRecord(), "__streams.errors.message")).contains("no value");
    }

    @Test
    void theLedgerCountsByFeedAndMinuteOfReceipt() {
        push(Articles.article("a", "One", ""));
        push(Articles.article("b", "Two", ""));
        RawArticle later = Articles.article("c", "Three", "");
        push(Articles.receivedAt(later, Articles.RECEIVED.plus(Duration.ofMinutes(1))));

        assertThat(ledgerAfterTheNextSending())
                .extracting(RecordJson::of)
                .containsExactlyInAnyOrder(
                        RecordJson.of(entry(2, 0)),
                        RecordJson.of(LedgerEntry.newBuilder(entry(1, 0))
                                .setMinute(Instant.parse("2026-03-01T12:03:00Z"))
                                .build()));
    }

    @Test
    void aMinuteIsSentAgainOnlyWhenItsCountChanged() {
        push(Articles.article("a", "One", ""));
        assertThat(ledgerAfterTheNextSending()).hasSize(1);
        assertThat(ledgerAfterTheNextSending()).isEmpty();
    }

    private void push(RawArticle article) {
        raw.pipeInput(article.getId(), article);
    }

    /** What is on the topic since the last look, but for the marks of time. */
    private List<KeyValue<String, EnrichedArticle>> published() {
        return enriched.readKeyValuesToList().stream()
                .filter(record -> !record.key.equals(Topics.HORIZON_MARK))
                .toList();
    }

    private List<EnrichedArticle> revisions() {
        return published().stream().map(record -> record.value).toList();
    }

    private List<LedgerEntry> ledgerAfterTheNextSending() {
        driver.advanceWallClockTime(Duration.ofMillis(500));
        return ledger.readValuesToList();
    }

    private static LedgerEntry entry(long published, long duplicates) {
        return new LedgerEntry("harbour-herald", Instant.parse("2026-03-01T12:02:00Z"), 0, published, duplicates);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
