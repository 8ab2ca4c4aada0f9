package dev.dateline.enrich.article;

import dev.dateline.enrich.flashpoint.FlashpointTable;
import dev.dateline.enrich.flashpoint.FlashpointTopics;
import dev.dateline.enrich.streams.RecordSerdes;
import dev.dateline.schemas.ArticleVersion;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of an article through this service.
 *
 * <pre>
 *   news.raw -> enrich -+-> news.enriched
 *                       +-> by flashpoint -> news.flashpoint.ID
 *                       +-> ledger -> news.ledger
 *   news.flashpoints (global table) -> what enrich tags with
 *   undecodable, unreadable -> news.rejected (the dead-letter queue of Kafka Streams)
 * </pre>
 */
public final class EnrichTopology {

    static final String ENRICH = "enrich";
    static final String LEDGER = "ledger";
    static final String BY_FLASHPOINT = "by-flashpoint";
    private static final String FLASHPOINT_TOPICS = "flashpoint-topics";
    static final String VERSIONS_STORE = "article-versions";
    static final String LEDGER_STORE = "ledger-entries";

    private EnrichTopology() {}

    /** The topology; a pure function of its arguments. */
    public static Topology of(
            TopologyConfig config,
            RecordSerdes serdes,
            ArticleEnricher enricher,
            FlashpointTable flashpoints,
            FlashpointTopics flashpointTopics,
            EnrichMetrics metrics) {
        Topology topology = new Topology(config);
        flashpoints.addTo(topology);
        topology.addSource(
                Topics.RAW.name(),
                new StringDeserializer(),
                serdes.of(RawArticle.class).deserializer(),
                Topics.RAW.name());
        topology.addProcessor(ENRICH, () -> new EnrichProcessor(enricher, metrics), Topics.RAW.name());
        topology.addProcessor(LEDGER, LedgerProcessor::new, ENRICH);
        topology.addSink(
                Topics.ENRICHED.name(),
                Topics.ENRICHED.name(),
                new StringSerializer(),
                serdes.of(EnrichedArticle.class).serializer(),
                ENRICH);
        topology.addProcessor(BY_FLASHPOINT, () -> new ByFlashpointProcessor(flashpointTopics), ENRICH);
        topology.addSink(
                FLASHPOINT_TOPICS,
                ByFlashpointProcessor::topic,
                new StringSerializer(),
                serdes.of(EnrichedArticle.class).serializer(),
                BY_FLASHPOINT);
        topology.addSink(
                Topics.LEDGER.name(),
                Topics.LEDGER.name(),
                new StringSerializer(),
                serdes.of(LedgerEntry.class).serializer(),
                LEDGER);
        topology.addStateStore(versions(serdes), ENRICH);
        topology.addStateStore(ledger(serdes), LEDGER);
        return topology;
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
