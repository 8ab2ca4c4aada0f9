package dev.dateline.enrich.trend;

import dev.dateline.enrich.streams.RecordSerdes;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.PartialRanking;
import dev.dateline.schemas.RankingParts;
import dev.dateline.schemas.TagBucket;
import dev.dateline.schemas.TagObservation;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendRanking;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The way of a tag into a ranking.
 *
 * <pre>
 *   news.enriched -> observe -(by tag)-> count -(by kind and window)-> merge -> news.trends
 * </pre>
 */
public final class TrendsTopology {

    static final String BUCKETS_STORE = "tag-buckets";
    static final String RANKINGS_STORE = "rankings";

    private TrendsTopology() {}

    /** The topology; a pure function of its arguments. */
    public static Topology of(TopologyConfig config, RecordSerdes serdes, TrendMetrics metrics) {
        StreamsBuilder builder = new StreamsBuilder(config);
        builder.addStateStore(buckets(serdes));
        builder.addStateStore(rankings(serdes));
        builder.stream(
                        Topics.ENRICHED.name(),
                        Consumed.with(Serdes.String(), serdes.of(EnrichedArticle.class))
                                .withName(Topics.ENRICHED.name()))
                .process(() -> new ObserveProcessor(metrics), Named.as("observe"))
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(TagObservation.class))
                        .withName("tag-observations"))
                .process(CountProcessor::new, Named.as("count"), BUCKETS_STORE)
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(PartialRanking.class))
                        .withName("partial-rankings"))
                .process(MergeProcessor::new, Named.as("merge"), RANKINGS_STORE)
                .to(
                        Topics.TRENDS.name(),
                        Produced.with(Serdes.String(), serdes.of(TrendRanking.class))
                                .withName(Topics.TRENDS.name()));
        return builder.build();
    }

    private static StoreBuilder<WindowStore<String, TagBucket>> buckets(RecordSerdes serdes) {
        // One hop more than the longest window, for the hop that is under way.
        Duration retention = TrendWindow.LONGEST.plus(TrendWindow.HOP);
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(BUCKETS_STORE, retention, TrendWindow.HOP, false),
                        Serdes.String(),
                        serdes.of(TagBucket.class))
                .withCachingEnabled();
    }

    private static StoreBuilder<KeyValueStore<String, RankingParts>> rankings(RecordSerdes serdes) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(RANKINGS_STORE), Serdes.String(), serdes.of(RankingParts.class))
                .withCachingEnabled();
    }
}
