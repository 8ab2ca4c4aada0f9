package dev.dateline.ingest.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the bytes of one request, one file or one poll.
 *
 * @param kind what kind of document it is
 * @param items in their order; empty for a feed that has none at the moment
 * @param many whether the document is of a form that holds many items, even if this one holds one or none
 * @param format the format in words, such as {@code RSS 2.0}
 * @param charset the character set that it was read in, in lower case
 * @param links where a feed is at home; null for what is no feed
 */
public record ParsedDocument(
        Kind kind,
        List<ParsedItem> items,
        boolean many,
        String format,
        String charset,
        @Nullable FeedLinks links) {

    /** What kind of document it is. */
    public enum Kind {
        /** A feed, or items of any format that is made for them. */
        ITEMS,
        /** A web page. */
        PAGE,
        /** Plain text. */
        TEXT
    }

    public ParsedDocument {
        items = List.copyOf(items);
    }

    /**
     * The addresses that a feed states of itself.
     *
     * @param self its own address, null where it states none
     * @param hubs of WebSub, in their order
     */
    public record FeedLinks(@Nullable String self, List<String> hubs) {

        public FeedLinks {
            hubs = List.copyOf(hubs);
        }
    }
}
