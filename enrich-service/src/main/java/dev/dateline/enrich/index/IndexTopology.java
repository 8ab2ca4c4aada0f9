package dev.dateline.enrich.index;

import dev.dateline.enrich.streams.RecordSerdes;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointHour;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.FlashpointObservation;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of an article into the index of its flashpoints.
 *
 * <pre>
 *   news.enriched -> observe -(by flashpoint)-> count hours -> news.flashpoint-index
 * </pre>
 */
public final class IndexTopology {

    static final String HOURS_STORE = "flashpoint-hours";
    static final String OBSERVED_STORE = "observed";
    static final String FIRSTS_STORE = "flashpoint-firsts";

    /** How far back hours are kept: the days that are compared with, and one for what comes late. */
    static final Duration KEPT = Duration.ofDays(IndexNumbers.DAYS + 2L);

    private IndexTopology() {}

    /** The topology; a pure function of its arguments. */
    public static Topology of(TopologyConfig config, RecordSerdes serdes, IndexMetrics metrics) {
        StreamsBuilder builder = new StreamsBuilder(config);
        builder.addStateStore(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(HOURS_STORE, KEPT, Duration.ofHours(1), false),
                        Serdes.String(),
                        serdes.of(FlashpointHour.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(OBSERVED_STORE, KEPT, Duration.ofHours(1), false),
                        Serdes.String(),
                        serdes.of(FlashpointObservation.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(FIRSTS_STORE), Serdes.String(), Serdes.Long()));
        builder.stream(
                        Topics.ENRICHED.name(),
                        Consumed.with(Serdes.String(), serdes.of(EnrichedArticle.class))
                                .withName(Topics.ENRICHED.name()))
                .process(() -> new ObserveFlashpoints(metrics), Named.as("observe"), OBSERVED_STORE)
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(FlashpointObservation.class))
                        .withName("flashpoint-observations"))
                .process(CountHours::new, Named.as("count"), HOURS_STORE, FIRSTS_STORE)
                .to(
                        Topics.FLASHPOINT_INDEX.name(),
                        Produced.with(Serdes.String(), serdes.of(FlashpointIndex.class))
                                .withName(Topics.FLASHPOINT_INDEX.name()));
        return builder.build();
    }
}
