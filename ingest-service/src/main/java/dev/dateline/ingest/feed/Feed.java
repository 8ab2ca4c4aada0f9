package dev.dateline.ingest.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed.
 *
 * @param format which it is written in
 * @param version as the feed states it; empty where it does not
 * @param title its name
 * @param link the address of the site that it belongs to
 * @param self its own address
 * @param hubs the WebSub hubs that announce its changes
 * @param id its own id
 * @param updated when it was last changed, in its own words
 * @param language of its texts
 * @param publisher who is responsible for it, where it says so
 * @param authors those who write it
 * @param entries in their order
 * @param broken what stands where an entry should, and cannot be read as one
 */
public record Feed(
        Format format,
        String version,
        FeedText title,
        @Nullable String link,
        @Nullable String self,
        List<String> hubs,
        @Nullable String id,
        @Nullable String updated,
        @Nullable String language,
        @Nullable String publisher,
        List<FeedEntry.Author> authors,
        List<FeedEntry> entries,
        List<Broken> broken) {

    public Feed {
        hubs = List.copyOf(hubs);
        authors = List.copyOf(authors);
        entries = List.copyOf(entries);
        broken = List.copyOf(broken);
    }

    /**
     * Something that is no entry.
     *
     * @param place where it stands
     * @param message what is wrong and how to mend it
     */
    public record Broken(FeedEntry.Place place, String message) {}

    /** The families of feed formats. */
    public enum Format {
        /** RSS 0.9x and 2.0, and what calls itself so. */
        RSS("application/rss+xml"),
        /** RSS 0.9 and 1.0 in RDF. */
        RDF("application/rdf+xml"),
        /** Atom 0.3 and 1.0. */
        ATOM("application/atom+xml"),
        /** Channel Definition Format. */
        CDF("application/xml"),
        /** JSON Feed 1.0 and 1.1. */
        JSON_FEED("application/feed+json");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        /** The media type of an entry. */
        public String mediaType() {
            return mediaType;
        }
    }
}
