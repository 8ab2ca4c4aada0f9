package dev.dateline.schemas;

/** The names of the record headers that the pipeline sets; their values are UTF-8 text unless said otherwise. */
public final class Headers {

    /** On news.raw: the feed, so that a record that no one can decode can still be counted for its feed. */
    public static final String FEED = "dateline-feed";

    /** On news.raw: when ingest took the article, milliseconds since 1970 as decimal text. */
    public static final String RECEIVED = "dateline-received";

    /** On news.raw: the item as it arrived, its own bytes. */
    public static final String ORIGINAL = "dateline-original";

    /** On news.rejected, by ingest: the lane that the item came in, {@code live} or {@code backfill}. */
    public static final String LANE = "dateline-lane";

    /** On news.raw and news.rejected: how often what was refused had been replayed when this was written, as decimal text. */
    public static final String REPLAYED = "dateline-replayed";

    /** On news.raw and news.rejected: the replay that wrote it last, and the line in it: {@code REPLAY/LINE}. */
    public static final String REPLAY = "dateline-replay";

    /** On news.rejected: the stage that refused the record, {@code ingest} or {@code enrich}. */
    public static final String STAGE = "dateline-stage";

    /** On news.rejected: the stable code of the reason, such as {@code not-json}. */
    public static final String REASON = "dateline-reason";

    /** On news.rejected: the reason in words. */
    public static final String DETAIL = "dateline-detail";

    /** On news.rejected: the media type of the bytes. */
    public static final String CONTENT_TYPE = "dateline-content-type";

    /** Between the stages of the enrich topology: the partition of news.raw that the record was read from, as decimal text. */
    public static final String RAW_PARTITION = "dateline-raw-partition";

    /**
     * On news.enriched: the newest receipt of all articles up to this one, in the order in which they were written to whatever
     * partition, milliseconds since 1970 as decimal text.
     */
    public static final String HORIZON = "dateline-horizon";

    /**
     * On news.enriched, with a revision or the end of an article: the flashpoints that earlier revisions were about, separated by
     * commas.
     */
    public static final String FORMER_FLASHPOINTS = "dateline-former-flashpoints";

    /**
     * On news.trends and news.flashpoint-index: when ingest took the articles that this record, or another sent with it, is the first to
     * count, milliseconds since 1970 as decimal text, separated by commas.
     */
    public static final String COUNTED = "dateline-counted";

    /** On news.flashpoint.ID: the flashpoint that the article, or an earlier revision of it, is about. */
    public static final String FLASHPOINT = "dateline-flashpoint";

    /** On news.flashpoints: {@code bundled} for a definition that shipped with the service, {@code operator} for any other. */
    public static final String ORIGIN = "dateline-origin";

    /** On news.flashpoints, where a flashpoint ends: the version that ended, as decimal text; a later one has a higher version. */
    public static final String VERSION = "dateline-version";

    private Headers() {}
}
