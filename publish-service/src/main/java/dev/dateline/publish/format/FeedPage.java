package dev.dateline.publish.format;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A page of a feed, the newest articles that a query finds.
 *
 * @param title what it holds, in words
 * @param self its own address
 * @param home where people look
 * @param next the address of the page before it in time; empty on the last
 * @param items the newest first
 */
public record FeedPage(String title, String self, String home, Optional<String> next, List<NewsItem> items) {

    /** Keeps its own copy. */
    public FeedPage {
        items = List.copyOf(items);
    }

    /** When the newest of it was made; the beginning of time for an empty page, so that it is the same whenever it is asked for. */
    public Instant updated() {
        return items.stream()
                .map(NewsItem::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Where an article is shown: on the web, or else by our API. */
    String link(NewsItem item) {
        return item.url().orElseGet(() -> home + "v1/articles/" + Percent.encode(item.id()));
    }
}
