package dev.dateline.publish.operations;

import dev.dateline.publish.metrics.PublishMetrics.Reached;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A stage of the way from feeds to readers.
 *
 * @param id its name for programs
 * @param does what it does, in a few words
 * @param service which service does it
 * @param group the group by which it reads; empty for the ends of the way, which read no topic
 * @param counted the topics whose records are what it works through
 * @param exact whether their offsets count records alone, without ends of transactions
 * @param reads all topics that it reads
 * @param writes the topics that it writes, as the map shows them
 * @param after the stage before it; empty for the first
 * @param reached the time that tells how long an article took up to here
 */
record Stage(
        String id,
        String does,
        String service,
        Optional<String> group,
        Predicate<String> counted,
        boolean exact,
        Predicate<String> reads,
        List<String> writes,
        Optional<String> after,
        Reached reached) {

    static final String INGEST = "ingest";
    static final String READ = "read";
    static final String STORY = "story";
    static final String PUBLISH = "publish";
    static final String DELIVER = "deliver";
    static final String TRENDS = "trends";
    static final String INDEX = "index";

    private static final Predicate<String> NOTHING = topic -> false;

    /** In the order in which an article passes them; the last two lie beside its way. */
    static final List<Stage> ALL = List.of(
            new Stage(
                    INGEST,
                    "takes what feeds push and what it fetches",
                    "ingest-service",
                    Optional.empty(),
                    Topics.RAW.name()::equals,
                    true,
                    NOTHING,
                    List.of(Topics.RAW.name()),
                    Optional.empty(),
                    Reached.WRITTEN),
            new Stage(
                    READ,
                    "reads each article and tags it",
                    "enrich-service",
                    Optional.of(Groups.ENRICH),
                    Topics.RAW.name()::equals,
                    true,
                    topic -> !isBetweenStages(Groups.ENRICH, topic),
                    List.of(),
                    Optional.of(INGEST),
                    Reached.ENRICHED),
            new Stage(
                    STORY,
                    "puts each into its story",
                    "enrich-service",
                    Optional.of(Groups.ENRICH),
                    topic -> isBetweenStages(Groups.ENRICH, topic),
                    false,
                    topic -> isBetweenStages(Groups.ENRICH, topic),
                    List.of(Topics.ENRICHED.name(), Topics.STORIES.name()),
                    Optional.of(READ),
                    Reached.PLACED),
            new Stage(
                    PUBLISH,
                    "stores each for readers",
                    "publish-service",
                    Optional.of(Groups.PUBLISH),
                    Topics.ENRICHED.name()::equals,
                    true,
                    topic -> true,
                    List.of(),
                    Optional.of(STORY),
                    Reached.STORED),
            new Stage(
                    DELIVER,
                    "calls those who subscribed",
                    "publish-service",
                    Optional.empty(),
                    NOTHING,
                    true,
                    NOTHING,
                    List.of(),
                    Optional.of(PUBLISH),
                    Reached.DELIVERED),
            new Stage(
                    TRENDS,
                    "ranks what rises",
                    "enrich-service",
                    Optional.of(Groups.TRENDS),
                    Topics.ENRICHED.name()::equals,
                    false,
                    topic -> true,
                    List.of(Topics.TRENDS.name(), Topics.TREND_HISTORY.name()),
                    Optional.of(STORY),
                    Reached.RANKED),
            new Stage(
                    INDEX,
                    "counts the flashpoints by hour",
                    "enrich-service",
                    Optional.of(Groups.INDEX),
                    Topics.ENRICHED.name()::equals,
                    false,
                    topic -> true,
                    List.of(Topics.FLASHPOINT_INDEX.name()),
                    Optional.of(STORY),
                    Reached.INDEXED));

    /** A topic that Kafka Streams keeps between two stages of one application. */
    private static boolean isBetweenStages(String application, String topic) {
        return topic.startsWith(application + "-") && topic.endsWith("-repartition");
    }
}
