package dev.dateline.enrich.trend;

import dev.dateline.enrich.streams.RecordSerdes;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.EvictedTag;
import dev.dateline.schemas.RankingMemory;
import dev.dateline.schemas.ReadingState;
import dev.dateline.schemas.TagHour;
import dev.dateline.schemas.TagSighting;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import dev.dateline.schemas.TrendSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of a tag into a ranking.
 *
 * <pre>
 *   news.enriched -> observe -(by tag; ends to all)-> count -(one partition)-> merge -> news.trends
 *                                                                                   -> news.trend-history
 * </pre>
 */
public final class TrendsTopology {

    static final String READING_STORE = "reading";
    static final String UNITS_STORE = "units";
    static final String HOURS_STORE = "hours";
    static final String EVICTED_STORE = "evicted";
    static final String FEEDS_STORE = "feeds";
    static final String CLOSED_STORE = "closed";
    static final String PROGRESS_STORE = "progress";
    static final String PARTS_STORE = "parts";
    static final String RANKINGS_STORE = "rankings";
    static final String MERGED_STORE = "merged";

    private TrendsTopology() {}

    /**
     * The topology; a pure function of its arguments.
     *
     * @param partitions of the articles' topic
     * @param held how many tags each of as many partitions holds in memory, 1 at least
     */
    public static Topology of(
            TopologyConfig config, RecordSerdes serdes, TrendMetrics metrics, int partitions, int held) {
        StreamsBuilder builder = new StreamsBuilder(config);
        builder.addStateStore(store(READING_STORE, Serdes.String(), serdes.of(ReadingState.class)));
        builder.addStateStore(store(UNITS_STORE, Serdes.String(), serdes.of(TagSighting.class)));
        builder.addStateStore(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(HOURS_STORE, StoreMemory.KEPT, Duration.ofHours(1), false),
                        Serdes.String(),
                        serdes.of(TagHour.class))
                .withCachingEnabled());
        builder.addStateStore(store(EVICTED_STORE, Serdes.String(), serdes.of(EvictedTag.class)));
        builder.addStateStore(store(FEEDS_STORE, Serdes.String(), Serdes.Long()));
        builder.addStateStore(store(CLOSED_STORE, Serdes.String(), Serdes.Long()));
        builder.addStateStore(store(PROGRESS_STORE, Serdes.Integer(), Serdes.Long()));
        builder.addStateStore(store(PARTS_STORE, Serdes.String(), serdes.of(TrendPart.class)));
        builder.addStateStore(store(RANKINGS_STORE, Serdes.String(), serdes.of(RankingMemory.class)));
        builder.addStateStore(store(MERGED_STORE, Serdes.String(), Serdes.Long()));
        KStream<String, TrendRanking> rankings = builder.stream(
                        Topics.ENRICHED.name(),
                        Consumed.with(Serdes.String(), serdes.of(EnrichedArticle.class))
                                .withName(Topics.ENRICHED.name()))
                .process(() -> new ObserveProcessor(metrics), Named.as("observe"), READING_STORE)
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(TrendSignal.class))
                        .withName("tag-sightings")
                        .withNumberOfPartitions(partitions)
                        .withStreamPartitioner(endsToAll()))
                .process(
                        () -> new CountProcessor(partitions, held, metrics),
                        Named.as("count"),
                        UNITS_STORE,
                        HOURS_STORE,
                        EVICTED_STORE,
                        FEEDS_STORE,
                        CLOSED_STORE,
                        PROGRESS_STORE)
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(TrendPart.class))
                        .withName("trend-parts")
                        .withNumberOfPartitions(1))
                .process(
                        () -> new MergeProcessor(partitions),
                        Named.as("merge"),
                        PARTS_STORE,
                        RANKINGS_STORE,
                        MERGED_STORE);
        rankings.filter((key, ranking) -> ranking.getClosed(), Named.as("closed"))
                .to(Topics.TREND_HISTORY.name(), produced(serdes, Topics.TREND_HISTORY.name()));
        rankings.filterNot((key, ranking) -> ranking.getClosed(), Named.as("live"))
                .to(Topics.TRENDS.name(), produced(serdes, Topics.TRENDS.name()));
        return builder.build();
    }

    private static Produced<String, TrendRanking> produced(RecordSerdes serdes, String topic) {
        return Produced.with(Serdes.String(), serdes.of(TrendRanking.class)).withName(topic);
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value)
                .withCachingEnabled();
    }

    /** A sighting goes where its tag is counted; that five minutes have ended all must hear. */
    private static StreamPartitioner<String, TrendSignal> endsToAll() {
        return (topic, key, signal, partitions) ->
                Optional.of(signal.getEnded().isEmpty() ? Set.of(counting(key, partitions)) : allOf(partitions));
    }

    /** Which of so many partitions counts the tag with this key: the one that a producer chooses by itself. */
    static int counting(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }

    private static Set<Integer> allOf(int partitions) {
        return IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
