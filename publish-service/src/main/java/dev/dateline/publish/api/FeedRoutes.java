package dev.dateline.publish.api;

import dev.dateline.publish.format.ArticleFormat;
import dev.dateline.publish.format.FeedFormat;
import dev.dateline.publish.format.FeedPage;
import dev.dateline.publish.format.NewsItem;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/articles.rss}, {@code .atom}, {@code .json-feed}: any query as a feed; and {@code .geojson}: the places that it
 * names.
 */
public final class FeedRoutes {

    private final ArticleReader articles;
    private final ServiceAddress address;

    /** Routes that ask this reader. */
    public FeedRoutes(ArticleReader articles, ServiceAddress address) {
        this.articles = articles;
        this.address = address;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        for (FeedFormat format : FeedFormat.values()) {
            Shape shape = format == FeedFormat.JSON_FEED ? Shape.map(Shape.any()) : Shape.text();
            routes.add(
                    query("/" + FeedAddress.path(format), "Articles, newest first, as a feed")
                            .answers(200, format.mediaType(), shape, "The feed"),
                    context -> feed(context, format));
        }
        routes.add(
                query("/v1/articles.geojson", "The places that the newest articles name")
                        .answers(200, ArticleFormat.GEO_JSON.mediaType(), ArticleFormats.GEO_JSON, "Points"),
                this::places);
    }

    private static Operation query(String path, String summary) {
        return Operation.get(path, summary)
                .conditional()
                .takes(QueryParameters.FILTER)
                .takes(FeedAddress.LIMIT)
                .takes(QueryParameters.CURSOR);
    }

    private record Page(List<NewsItem> items, Optional<String> next) {}

    private Page page(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        ArticleFilter filter = articles.withAbsorbedStories(parameters.filter());
        int limit = parameters.whole(FeedAddress.LIMIT);
        long before = Cursor.read(parameters);
        // One more than asked for tells whether there is a next page.
        List<ArticleItem> found = articles.before(filter, before, limit + 1);
        List<ArticleItem> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(item -> NewsItem.of(item.record())).toList(),
                found.size() > limit ? Optional.of(Cursor.encode(shown.getLast().seq())) : Optional.empty());
    }

    private void feed(Context context, FeedFormat format) {
        Page page = page(context);
        String home = address.of(context);
        String path = FeedAddress.of(home, format);
        String query = context.queryString();
        String self = query == null ? path : path + "?" + query;
        Optional<String> hub =
                FeedAddress.isTopic(context.queryParamMap()) ? Optional.of(FeedAddress.hub(home)) : Optional.empty();
        FeedPage feed = new FeedPage(
                FeedPage.title(context.queryParamMap()),
                self,
                home,
                hub,
                page.next().map(cursor -> path + "?" + withCursor(query, cursor)),
                page.items(),
                List.of());
        context.header(
                "Link",
                "<" + self + ">; rel=\"self\""
                        + hub.map(known -> ", <" + known + ">; rel=\"hub\"").orElse(""));
        // A date could not tell that an article was taken back, so that the ETag alone decides what is unchanged.
        context.header(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(feed.updated().atOffset(ZoneOffset.UTC)));
        JsonAnswer.text(context, format.mediaType() + "; charset=utf-8", format.write(feed));
    }

    private void places(Context context) {
        JsonAnswer.text(
                context,
                ArticleFormat.GEO_JSON.mediaType(),
                ArticleFormat.places(page(context).items()));
    }

    private static String withCursor(@Nullable String query, String cursor) {
        String others = query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.startsWith("cursor="))
                        .collect(Collectors.joining("&"));
        return (others.isEmpty() ? "" : others + "&") + "cursor=" + cursor;
    }
}
