package dev.dateline.enrich.article;

import dev.dateline.enrich.flashpoint.FlashpointTable;
import dev.dateline.enrich.flashpoint.FlashpointTopics;
import dev.dateline.enrich.order.ReadingProgress;
import dev.dateline.enrich.story.StoryMetrics;
import dev.dateline.enrich.story.StoryRules;
import dev.dateline.enrich.story.StoryStage;
import dev.dateline.enrich.streams.RecordSerdes;
import dev.dateline.enrich.trend.TrendWindow;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.ArticleVersion;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of an article through this service.
 *
 * <pre>
 *   news.raw -> enrich -+-> in order -> tell stories -+-> news.enriched
 *                       |                             +-> by flashpoint -> news.flashpoint.ID
 *                       |                             +-> news.stories
 *                       +-> ledger -> news.ledger
 *   news.flashpoints (global table) -> what enrich tags with
 *   undecodable, unreadable -> news.rejected (the dead-letter queue of Kafka Streams)
 * </pre>
 */
public final class EnrichTopology {

    static final String VERSIONS_STORE = "article-versions";
    static final String KILLED_STORE = "killed-articles";
    static final String LEDGER_STORE = "ledger-entries";

    private EnrichTopology() {}

    /**
     * What a topology goes by.
     *
     * @param killedKept how long a killed article stays on news.enriched, as a revision that says so
     * @param stories what makes reports one story
     */
    public record Rules(Duration killedKept, StoryRules stories) {}

    /** The topology; a pure function of its arguments. */
    public static Topology of(
            TopologyConfig config,
            RecordSerdes serdes,
            ArticleEnricher enricher,
            FlashpointTable flashpoints,
            FlashpointTopics flashpointTopics,
            Rules rules,
            ReadingProgress progress,
            EnrichMetrics metrics,
            StoryMetrics storyMetrics) {
        StreamsBuilder builder = new StreamsBuilder(config);
        builder.addStateStore(versions(serdes));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(KILLED_STORE), Serdes.String(), Serdes.String()));
        builder.addStateStore(ledger(serdes));
        KStream<String, Object> read = builder.stream(
                        Topics.RAW.name(),
                        Consumed.with(Serdes.String(), serdes.of(RawArticle.class))
                                .withName(Topics.RAW.name()))
                .process(
                        () -> new EnrichProcessor(enricher, rules.killedKept(), metrics),
                        Named.as("enrich"),
                        VERSIONS_STORE,
                        KILLED_STORE);
        read.filter((id, value) -> value instanceof Outcome, Named.as("outcomes-alone"))
                .mapValues(Outcome.class::cast, Named.as("outcome"))
                .process(LedgerProcessor::new, Named.as("ledger"), LEDGER_STORE)
                .to(
                        Topics.LEDGER.name(),
                        Produced.with(Serdes.String(), serdes.of(LedgerEntry.class))
                                .withName(Topics.LEDGER.name()));
        KStream<String, ArticleReport> reports = read.filterNot(
                        (id, value) -> value instanceof Outcome, Named.as("reports-alone"))
                .mapValues(ArticleReport.class::cast, Named.as("report-or-its-end"));
        KStream<String, EnrichedArticle> articles =
                StoryStage.add(builder, reports, serdes, rules.stories(), TrendWindow.HOP, progress, storyMetrics);
        articles.to(
                Topics.ENRICHED.name(),
                Produced.with(Serdes.String(), serdes.of(EnrichedArticle.class))
                        .withStreamPartitioner(marksToAll())
                        .withName(Topics.ENRICHED.name()));
        articles.filterNot((id, article) -> id.equals(Topics.HORIZON_MARK), Named.as("without-marks"))
                .process(() -> new ByFlashpointProcessor(flashpointTopics), Named.as("by-flashpoint"))
                .to(
                        ByFlashpointProcessor::topic,
                        Produced.with(Serdes.String(), serdes.of(EnrichedArticle.class))
                                .withName("flashpoint-topics"));
        Topology topology = builder.build();
        flashpoints.addTo(topology);
        return topology;
    }

    /** An article goes where its id says; how far all of them are, all partitions must hear. */
    private static StreamPartitioner<String, EnrichedArticle> marksToAll() {
        return (topic, key, article, partitions) -> key.equals(Topics.HORIZON_MARK)
                ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }

    private static StoreBuilder<KeyValueStore<String, ArticleVersion>> versions(RecordSerdes serdes) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(VERSIONS_STORE), Serdes.String(), serdes.of(ArticleVersion.class));
    }

    /** Cached, so that the changes of one commit interval are written as one. */
    private static StoreBuilder<KeyValueStore<String, LedgerEntry>> ledger(RecordSerdes serdes) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(LEDGER_STORE), Serdes.String(), serdes.of(LedgerEntry.class))
                .withCachingEnabled();
    }
}
