package dev.dateline.publish.format;

import java.util.List;
import java.util.function.Function;

/** The formats that one article may be had in, beside our own. */
public enum ArticleFormat {
    /** ninjs 3.0. */
    NINJS("ninjs", Ninjs.MEDIA_TYPE, Ninjs::of),
    /** NewsArticle of schema.org. */
    JSON_LD("jsonld", NewsArticle.MEDIA_TYPE, NewsArticle::of),
    /** Its places by GeoJSON. */
    GEO_JSON("geojson", GeoJson.MEDIA_TYPE, item -> GeoJson.of(List.of(item)));

    private final String suffix;
    private final String mediaType;
    private final Function<NewsItem, String> writer;

    ArticleFormat(String suffix, String mediaType, Function<NewsItem, String> writer) {
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

    /** The article in this format. */
    public String write(NewsItem item) {
        return writer.apply(item);
    }

    /** The places of many articles. */
    public static String places(List<NewsItem> items) {
        return GeoJson.of(items);
    }
}
