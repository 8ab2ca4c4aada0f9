package dev.dateline.publish.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The places of articles by GeoJSON (RFC 7946): a point for each whose whereabouts are told, with the articles that name it. */
final class GeoJson {

    static final String MEDIA_TYPE = "application/geo+json";

    private GeoJson() {}

    /** A place, and who names it. */
    private record Named(NewsItem.Tag place, Set<String> articles) {}

    static String of(List<NewsItem> items) {
        Map<String, Named> places = new LinkedHashMap<>();
        for (NewsItem item : items) {
            for (NewsItem.Tag place : item.tags("places")) {
                if (place.point() != null) {
                    places.computeIfAbsent(place.id(), id -> new Named(place, new LinkedHashSet<>()))
                            .articles()
                            .add(item.id());
                }
            }
        }
        return Json.object(out -> {
            out.writeStringField("type", "FeatureCollection");
            out.writeArrayFieldStart("features");
            for (Named named : places.values()) {
                Json.object(out, fields -> feature(named, fields));
            }
            out.writeEndArray();
        });
    }

    private static void feature(Named named, JsonGenerator out) throws IOException {
        NewsItem.Tag place = named.place();
        out.writeStringField("type", "Feature");
        out.writeStringField("id", place.id());
        out.writeObjectFieldStart("geometry");
        out.writeStringField("type", "Point");
        if (place.point() != null) {
            coordinates(out, place.point());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("properties");
        out.writeStringField("name", place.label());
        out.writeStringField("uri", Names.uri(place));
        out.writeNumberField("mentionedBy", named.articles().size());
        Json.texts(out, "articles", named.articles());
        out.writeEndObject();
    }

    /** Longitude comes first. */
    static void coordinates(JsonGenerator out, NewsItem.Point point) throws IOException {
        out.writeArrayFieldStart("coordinates");
        out.writeNumber(point.longitude());
        out.writeNumber(point.latitude());
        out.writeEndArray();
    }
}
