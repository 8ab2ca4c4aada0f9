package dev.dateline.ingest.feed;

/**
 * A text as a feed gives it.
 *
 * @param value without surrounding white space
 * @param kind how it is to be read
 */
public record FeedText(String value, Kind kind) {

    /** Nothing. */
    public static final FeedText NONE = new FeedText("", Kind.PLAIN);

    /** How a text is to be read. */
    public enum Kind {
        /** As it stands. */
        PLAIN,
        /** As HTML. */
        HTML,
        /** The feed does not say: RSS holds plain text and HTML in the same element. */
        UNSTATED
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return value.isEmpty();
    }
}
