package dev.dateline.publish.format;

import java.util.function.Function;

/** The formats that feed readers know. */
public enum FeedFormat {
    /** RSS 2.0. */
    RSS("rss", RssFeed.MEDIA_TYPE, RssFeed::of),
    /** Atom 1.0. */
    ATOM("atom", AtomFeed.MEDIA_TYPE, AtomFeed::of),
    /** JSON Feed 1.1. */
    JSON_FEED("json-feed", JsonFeed.MEDIA_TYPE, JsonFeed::of);

    private final String suffix;
    private final String mediaType;
    private final Function<FeedPage, String> writer;

    FeedFormat(String suffix, String mediaType, Function<FeedPage, String> writer) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.writer = writer;
    }

    /** What an address of this format ends in, behind a dot. */
    public String suffix() {
        return suffix;
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    /** A page in this format. */
    public String write(FeedPage page) {
        return writer.apply(page);
    }
}
