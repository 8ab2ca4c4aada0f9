package dev.dateline.enrich.story;

import dev.dateline.enrich.order.ReadingProgress;
import dev.dateline.enrich.streams.RecordSerdes;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.EndedStory;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.PlacedReport;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.StoryState;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.WaitingReport;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The stage that tells articles apart by story.
 *
 * <pre>
 *   articles -(all in one partition)-> in order -> tell -+-> articles with their story
 *                                                        +-> news.stories
 * </pre>
 */
public final class StoryStage {

    static final String REPORTS_STORE = "story-reports";
    static final String STATES_STORE = "story-states";
    static final String HORIZON_STORE = "story-horizon";
    static final String ENDED_STORE = "ended-stories";

    /** How long an ended story can still be mended by a kill. */
    private static final Duration ENDED_KEPT = Duration.ofDays(7);

    static final String WAITING_STORE = "waiting-reports";
    static final String TIMES_STORE = "waiting-times";

    private static final String REPORTS = "article-reports";

    private static final String TELL = "tell-stories";

    private StoryStage() {}

    /** The one partition that all reports pass, in the topology of the application. */
    public static TopicPartition reports(String applicationId) {
        return new TopicPartition(applicationId + "-" + REPORTS + "-repartition", 0);
    }

    /**
     * Adds the stage; the answer is the articles with their story, a null for each that was taken down, and under {@link
     * Topics#HORIZON_MARK} one for all partitions whenever the horizon enters another step.
     */
    public static KStream<String, EnrichedArticle> add(
            StreamsBuilder builder,
            KStream<String, ArticleReport> articles,
            RecordSerdes serdes,
            StoryRules rules,
            Duration step,
            ReadingProgress progress,
            StoryMetrics metrics) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(REPORTS_STORE), Serdes.Long(), serdes.of(PlacedReport.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STATES_STORE), Serdes.String(), serdes.of(StoryState.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(HORIZON_STORE), Serdes.String(), Serdes.Long())
                .withCachingEnabled());
        builder.addStateStore(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(ENDED_STORE, ENDED_KEPT, Duration.ofHours(1), false),
                        Serdes.String(),
                        serdes.of(EndedStory.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(WAITING_STORE), Serdes.Long(), serdes.of(WaitingReport.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(TIMES_STORE), Serdes.Integer(), Serdes.Long())
                .withCachingEnabled());
        KStream<String, Object> told = articles.repartition(
                        Repartitioned.with(Serdes.String(), serdes.of(ArticleReport.class))
                                .withName(REPORTS)
                                .withNumberOfPartitions(1))
                .process(
                        () -> new StoryProcessor(rules, step, progress, metrics),
                        Named.as(TELL),
                        REPORTS_STORE,
                        STATES_STORE,
                        HORIZON_STORE,
                        ENDED_STORE,
                        WAITING_STORE,
                        TIMES_STORE);
        told.filter((id, value) -> value instanceof StoryDesk.Told, Named.as("stories-alone"))
                .mapValues(value -> ((StoryDesk.Told) value).story().orElse(null), Named.as("story-or-its-end"))
                .to(
                        Topics.STORIES.name(),
                        Produced.with(Serdes.String(), serdes.of(Story.class)).withName(Topics.STORIES.name()));
        return told.filterNot((id, value) -> value instanceof StoryDesk.Told, Named.as("articles-alone"))
                .mapValues(EnrichedArticle.class::cast, Named.as("article-or-its-end"));
    }
}
