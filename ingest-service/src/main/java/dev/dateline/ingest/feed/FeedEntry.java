package dev.dateline.ingest.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a feed, in the feed's own words.
 *
 * @param id the feed's own id
 * @param link the address of the article, absolute where the feed lets us tell
 * @param title the headline
 * @param summary the short text
 * @param content the full text
 * @param published when it was first published
 * @param updated when it was last changed
 * @param authors those who wrote it
 * @param language the language of its text
 * @param publisher who publishes it, where the entry says so itself
 * @param source the feed that it was taken from
 * @param deleted whether the feed says that it is gone
 * @param place where it stands
 */
public record FeedEntry(
        @Nullable String id,
        @Nullable String link,
        FeedText title,
        FeedText summary,
        FeedText content,
        @Nullable String published,
        @Nullable String updated,
        List<Author> authors,
        @Nullable String language,
        @Nullable String publisher,
        @Nullable Source source,
        boolean deleted,
        Place place) {

    public FeedEntry {
        authors = List.copyOf(authors);
    }

    /**
     * A person or a desk.
     *
     * @param name as it is shown; null where only an address is known
     * @param email address, null where none is given
     * @param url page, null where none is given
     */
    public record Author(
            @Nullable String name,
            @Nullable String email,
            @Nullable String url) {}

    /**
     * Another feed.
     *
     * @param title its name
     * @param url its address, or that of its site
     */
    public record Source(@Nullable String title, @Nullable String url) {}

    /**
     * Where an entry stands in the text of its feed.
     *
     * @param line of its beginning, counted from 1
     * @param begin the index of its first character
     * @param end the index behind its last one
     * @param complete false where the document breaks off within it
     */
    public record Place(int line, int begin, int end, boolean complete) {}

    /** The text that says most: the content, else the summary. */
    public FeedText fullest() {
        return content.isEmpty() ? summary : content;
    }
}
