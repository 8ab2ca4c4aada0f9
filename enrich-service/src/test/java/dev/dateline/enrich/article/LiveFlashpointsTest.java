package dev.dateline.enrich.article;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.Articles;
import dev.dateline.enrich.PlainSerdes;
import dev.dateline.enrich.flashpoint.FlashpointTable;
import dev.dateline.enrich.flashpoint.FlashpointsInForce;
import dev.dateline.enrich.order.AllRead;
import dev.dateline.enrich.story.StoryMetrics;
import dev.dateline.enrich.story.StoryRules;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.runtime.kafka.PatientDecoder;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions that change between two articles, without a broker; FlashpointsLiveIT does the same with one. */
final class LiveFlashpointsTest {

    private final PlainSerdes serdes = new PlainSerdes();

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, FlashpointDefinition> definitions;
    private TestInputTopic<String, RawArticle> raw;
    private TestOutputTopic<String, EnrichedArticle> enriched;

    @BeforeEach
    void start() {
        StreamsSettings settings =
                StreamsSettings.of("test", state, 1, 1, "streams", Duration.ofMillis(100), values -> {
                    values.put("bootstrap.servers", "unused:1");
                    return values;
                });
        Properties properties = new Properties();
        properties.putAll(settings.values());
        FlashpointsInForce inForce = new FlashpointsInForce();
        KnownTopics topics = new KnownTopics("no-topic-yet");
        driver = new TopologyTestDriver(
                EnrichTopology.of(
                        settings.topologyConfig(),
                        serdes,
                        new ArticleEnricher(inForce::analyzer),
                        new FlashpointTable(
                                new PatientDecoder<>(
                                        serdes.of(FlashpointDefinition.class).deserializer()),
                                inForce,
                                topics),
                        topics,
                        new EnrichTopology.Rules(Duration.ofHours(24), StoryRules.standard()),
                        new AllRead(),
                        new EnrichMetrics(new SimpleMeterRegistry()),
                        new StoryMetrics(new SimpleMeterRegistry())),
                properties,
                Articles.RECEIVED);
        definitions = driver.createInputTopic(
                Topics.FLASHPOINTS.name(),
                new StringSerializer(),
                serdes.of(FlashpointDefinition.class).serializer());
        raw = driver.createInputTopic(
                Topics.RAW.name(),
                new StringSerializer(),
                serdes.of(RawArticle.class).serializer());
        enriched = output(Topics.ENRICHED.name());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anArticleIsTaggedByTheDefinitionInForceAndSaysItsVersion() {
        assertThat(flashpoints("a")).isEmpty();
        definitions.pipeInput("cod-war", definition("cod-war", 1, "Hareskov Bank"));
        assertThat(flashpoints("b")).isEmpty();
        definitions.pipeInput("cod-war", definition("cod-war", 2, "Grimsey Bank"));
        assertThat(flashpoints("c")).containsExactly("cod-war/2");
        definitions.pipeInput("cod-war", (FlashpointDefinition) null);
        assertThat(flashpoints("d")).isEmpty();
    }

    @Test
    void anArticleIsOnTheTopicOfEachFlashpointThatItIsAboutAndOnNoOther() {
        definitions.pipeInput("cod-war", definition("cod-war", 1, "Grimsey Bank"));
        definitions.pipeInput("herring-war", definition("herring-war", 1, "Hareskov Bank"));
        flashpoints("a");

        var record = output("news.flashpoint.cod-war").readRecord();
        assertThat(record.key()).isEqualTo("a");
        assertThat(record.headers().lastHeader(Headers.FLASHPOINT).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("cod-war");
        assertThat(driver.producedTopicNames()).doesNotContain("news.flashpoint.herring-war");
    }

    @Test
    void theTopicOfAFlashpointHearsWhatBecameOfItsArticles() {
        definitions.pipeInput("cod-war", definition("cod-war", 1, "Grimsey Bank"));
        flashpoints("a");
        flashpoints("b");
        RawArticle corrected = Articles.article("a", "Talks in Oslo", "Envoys met in Oslo on Monday.");
        raw.pipeInput("a", Articles.signalled(corrected, Signal.CORRECTION));
        raw.pipeInput("a", Articles.signalled(corrected, Signal.KILL));
        driver.advanceWallClockTime(Duration.ofHours(24));

        List<KeyValue<String, EnrichedArticle>> told =
                output("news.flashpoint.cod-war").readKeyValuesToList();

        assertThat(told)
                .extracting(record -> record.key
                        + (record.value == null
                                ? " ended"
                                : " " + record.value.getArticle().getSignal() + " about "
                                        + AboutFlashpoints.now(record.value)))
                .containsExactly(
                        "a NEW about [cod-war]",
                        "b NEW about [cod-war]",
                        "a CORRECTION about []",
                        "a KILL about []",
                        "a ended");
    }

    @Test
    void aTopicThatIsNotThereYetHoldsNothingUp() {
        definitions.pipeInput("no-topic-yet", definition("no-topic-yet", 1, "Grimsey Bank"));

        assertThat(flashpoints("a")).containsExactly("no-topic-yet/1");
        assertThat(driver.producedTopicNames()).doesNotContain("news.flashpoint.no-topic-yet");
    }

    @Test
    void aRecordThatIsNoValidDefinitionLeavesTheOneBeforeInForce() {
        definitions.pipeInput("cod-war", definition("cod-war", 1, "Grimsey Bank"));
        driver.createInputTopic(Topics.FLASHPOINTS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("cod-war", new byte[] {1, 2, 3});
        definitions.pipeInput("cod-war", definition("another-id", 2, "Grimsey Bank"));
        definitions.pipeInput(
                "cod-war",
                FlashpointDefinition.newBuilder(definition("cod-war", 3, "Grimsey Bank"))
                        .setAboutThreshold(Double.NaN)
                        .build());

        assertThat(flashpoints("a")).containsExactly("cod-war/1");
    }

    private List<String> flashpoints(String id) {
        raw.pipeInput(
                id,
                Articles.article(
                        id,
                        "Gunboats face trawlers off Grimsey Bank",
                        "A warship of the navy rammed a trawler off Grimsey Bank, case " + id + ". Shots were fired."));
        EnrichedArticle article = enriched.readKeyValuesToList().stream()
                .filter(record -> record.key.equals(id))
                .map(record -> record.value)
                .findFirst()
                .orElseThrow();
        return article.getFlashpoints().stream()
                .filter(tag -> tag.getAbout().orElse(false))
                .map(tag -> tag.getId() + "/" + tag.getRuleVersion())
                .toList();
    }

    private TestOutputTopic<String, EnrichedArticle> output(String topic) {
        return driver.createOutputTopic(
                topic,
                new StringDeserializer(),
                serdes.of(EnrichedArticle.class).deserializer());
    }

    private static FlashpointDefinition definition(String id, int version, String place) {
        return FlashpointDefinition.newBuilder()
                .setId(id)
                .setName(id)
                .setVersion(version)
                .setPlaces(List.of(new FlashpointTerm(place, 3.0)))
                .setAboutThreshold(3)
                .setMentionThreshold(2)
                .setLatitude(66)
                .setLongitude(-18)
                .build();
    }
}
