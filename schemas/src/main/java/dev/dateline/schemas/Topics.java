package dev.dateline.schemas;

import dev.dateline.schemas.Topic.Partitioning;
import dev.dateline.schemas.Topic.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue: every topic of the pipeline. No other place names a topic. */
public final class Topics {

    /** Partitions of each topic unless configured otherwise. */
    public static final int DEFAULT_PARTITIONS = 6;

    /** What the feeds said. */
    public static final Topic<RawArticle> RAW = new Topic<>(
            "news.raw",
            "article id",
            RawArticle.class,
            new Retention.Delete(Duration.ofDays(30)),
            Partitioning.PIPELINE);

    /**
     * The newest revision of every article, with all its tags. Beside them, in every partition, a record without a value each
     * five minutes in which there are articles, under the key {@link #HORIZON_MARK}: it ends no article, and tells by its
     * {@link Headers#HORIZON} how far the others are.
     */
    public static final Topic<EnrichedArticle> ENRICHED = new Topic<>(
            "news.enriched", "article id", EnrichedArticle.class, new Retention.Compact(), Partitioning.PIPELINE);

    /** The key of what is no article on {@link #ENRICHED}; no article's id is so short. */
    public static final String HORIZON_MARK = "horizon";

    /** The reports of one event, told once. */
    public static final Topic<Story> STORIES =
            new Topic<>("news.stories", "story id", Story.class, new Retention.Compact(), Partitioning.PIPELINE);

    /** What is rising. */
    public static final Topic<TrendRanking> TRENDS = new Topic<>(
            "news.trends", "kind/window", TrendRanking.class, new Retention.Compact(), Partitioning.PIPELINE);

    /** What was rising, at each hop: the rankings that no more change. */
    public static final Topic<TrendRanking> TREND_HISTORY = new Topic<>(
            "news.trend-history",
            "kind/window/end",
            TrendRanking.class,
            new Retention.CompactAndDelete(Duration.ofDays(35)),
            Partitioning.PIPELINE);

    /**
     * The flashpoints that articles are tagged with. The end of one stays for good (100 years), so that a flashpoint that
     * ships with us and was retired is not taken for one that was never there.
     */
    public static final Topic<FlashpointDefinition> FLASHPOINTS = new Topic<>(
            "news.flashpoints",
            "flashpoint id",
            FlashpointDefinition.class,
            new Retention.Compact(Optional.of(Duration.ofDays(36_500))),
            Partitioning.SINGLE);

    /** What could not be processed: the original bytes, the cause in the headers. */
    public static final Topic<byte[]> REJECTED = new Topic<>(
            "news.rejected",
            "as it came",
            byte[].class,
            new Retention.Delete(Duration.ofDays(30)),
            Partitioning.PIPELINE);

    /** What became of the articles, counted. */
    public static final Topic<LedgerEntry> LEDGER = new Topic<>(
            "news.ledger", "feed/minute/partition", LedgerEntry.class, new Retention.Compact(), Partitioning.PIPELINE);

    /** What ingest must not forget of a feed: where it is in it, and whether it stands still. */
    public static final Topic<FeedState> FEEDS =
            new Topic<>("news.feeds", "feed", FeedState.class, new Retention.Compact(), Partitioning.SINGLE);

    /** How each flashpoint stood within each hour. */
    public static final Topic<FlashpointIndex> FLASHPOINT_INDEX = new Topic<>(
            "news.flashpoint-index",
            "flashpoint/hour",
            FlashpointIndex.class,
            new Retention.Compact(),
            Partitioning.PIPELINE);

    /** All of them but the {@linkplain #flashpoint topics of single flashpoints}, in the order in which an article passes them. */
    public static final List<Topic<?>> ALL = List.of(
            FEEDS, RAW, REJECTED, FLASHPOINTS, ENRICHED, LEDGER, STORIES, TRENDS, TREND_HISTORY, FLASHPOINT_INDEX);

    /** Those that others may read: not what ingest notes for itself, which has secrets of WebSub in it. */
    public static final List<Topic<?>> PUBLIC =
            ALL.stream().filter(topic -> !topic.equals(FEEDS)).toList();

    private static final Map<String, Topic<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Topic::name, Function.identity()));

    private static final String FLASHPOINT_FAMILY = "news.flashpoint.";

    private Topics() {}

    /** The topic of that name, also of a single flashpoint; empty for topics that are not the pipeline's. */
    public static Optional<Topic<?>> find(String name) {
        if (name.startsWith(FLASHPOINT_FAMILY)) {
            return Optional.of(flashpoint(name.substring(FLASHPOINT_FAMILY.length())));
        }
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether it is the topic of a single flashpoint. */
    public static boolean isOfFlashpoint(Topic<?> topic) {
        return topic.name().startsWith(FLASHPOINT_FAMILY);
    }

    /**
     * The topic of one flashpoint: the articles that are about it, for who wants that one subject, and what became of them: each
     * further revision, be it a kill or about it no more, and the end, a record without a value. One partition, since a
     * subject's articles are few and their order is worth more.
     *
     * @param id the flashpoint's id
     */
    public static Topic<EnrichedArticle> flashpoint(String id) {
        return new Topic<>(
                FLASHPOINT_FAMILY + id,
                "article id",
                EnrichedArticle.class,
                new Retention.Delete(Duration.ofDays(7)),
                Partitioning.SINGLE);
    }
}
