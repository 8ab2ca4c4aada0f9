package dev.dateline.publish.format;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of a feed, the newest articles that a query finds.
 *
 * @param title what it holds, in words
 * @param self its own address
 * @param home where people look
 * @param hub who sends it by itself; empty where nobody does
 * @param next the address of the page before it in time; empty on the last
 * @param items the newest first
 * @param deleted what was in it and is no more; only where that can be told
 */
public record FeedPage(
        String title,
        String self,
        String home,
        Optional<String> hub,
        Optional<String> next,
        List<NewsItem> items,
        List<Deletion> deleted) {

    /**
     * That an article is no longer in the feed.
     *
     * @param item the article
     * @param at since when
     */
    public record Deletion(NewsItem item, Instant at) {}

    /** Keeps its own copy. */
    public FeedPage {
        items = List.copyOf(items);
        deleted = List.copyOf(deleted);
    }

    /** What a feed of articles that a query finds is called. */
    public static String title(Map<String, List<String>> query) {
        String conditions = query.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("limit") && !entry.getKey().equals("cursor"))
                .map(entry -> entry.getKey() + " " + String.join(" and ", entry.getValue()))
                .collect(Collectors.joining(", "));
        return conditions.isEmpty() ? "Dateline" : "Dateline: " + conditions;
    }

    /** When the newest of it was made; the beginning of time for an empty page, so that it is the same whenever it is asked for. */
    public Instant updated() {
        return Stream.concat(
                        items.stream().map(NewsItem::updated), deleted.stream().map(Deletion::at))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Where an article is shown: on the web, or else by our API. */
    String link(NewsItem item) {
        return item.url().orElseGet(() -> home + "v1/articles/" + Percent.encode(item.id()));
    }
}
