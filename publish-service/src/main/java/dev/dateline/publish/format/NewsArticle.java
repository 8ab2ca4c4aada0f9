package dev.dateline.publish.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** NewsArticle of schema.org, in JSON-LD. */
final class NewsArticle {

    static final String MEDIA_TYPE = "application/ld+json";

    private NewsArticle() {}

    static String of(NewsItem item) {
        return Json.object(out -> {
            out.writeStringField("@context", "https://schema.org");
            out.writeStringField("@type", "NewsArticle");
            out.writeStringField("@id", item.urn());
            out.writeStringField("identifier", item.id());
            out.writeStringField("version", Integer.toString(item.revision()));
            if (item.url().isPresent()) {
                out.writeStringField("url", item.url().get());
                out.writeStringField("mainEntityOfPage", item.url().get());
            }
            out.writeStringField("headline", item.title());
            if (item.summary().isPresent()) {
                out.writeStringField("description", item.summary().get());
            }
            out.writeStringField("articleBody", item.body());
            out.writeStringField("datePublished", item.published().toString());
            out.writeStringField("dateModified", item.updated().toString());
            if (item.language().isPresent()) {
                out.writeStringField("inLanguage", item.language().get());
            }
            if (!item.authors().isEmpty()) {
                out.writeArrayFieldStart("author");
                for (String author : item.authors()) {
                    thing(out, "Person", author);
                }
                out.writeEndArray();
            }
            if (item.publisher().isPresent()) {
                out.writeFieldName("publisher");
                thing(out, "Organization", item.publisher().get());
            }
            if (item.originPublisher().isPresent()) {
                out.writeFieldName("sourceOrganization");
                thing(out, "Organization", item.originPublisher().get());
            }
            mentioned(out, item);
            about(out, item);
            Json.texts(
                    out,
                    "keywords",
                    item.tags().stream().map(NewsItem.Tag::label).distinct().toList());
        });
    }

    private static void thing(JsonGenerator out, String type, String name) throws IOException {
        Json.object(out, fields -> {
            fields.writeStringField("@type", type);
            fields.writeStringField("name", name);
        });
    }

    private static void mentioned(JsonGenerator out, NewsItem item) throws IOException {
        out.writeArrayFieldStart("mentions");
        for (NewsItem.Tag tag : item.tags("people")) {
            thing(out, "Person", tag);
        }
        for (NewsItem.Tag tag : item.tags("organisations")) {
            thing(out, "Organization", tag);
        }
        for (NewsItem.Tag tag : item.tags("places")) {
            thing(out, "Place", tag);
        }
        for (NewsItem.Tag tag : item.tags("countries")) {
            thing(out, "Country", tag);
        }
        out.writeEndArray();
    }

    private static void about(JsonGenerator out, NewsItem item) throws IOException {
        out.writeArrayFieldStart("about");
        for (String kind : List.of("topics", "flashpoints")) {
            for (NewsItem.Tag tag : item.tags(kind)) {
                if (tag.about()) {
                    thing(out, "Thing", tag);
                }
            }
        }
        out.writeEndArray();
    }

    private static void thing(JsonGenerator out, String type, NewsItem.Tag tag) throws IOException {
        Json.object(out, fields -> {
            fields.writeStringField("@type", type);
            fields.writeStringField("name", tag.label());
            fields.writeStringField("identifier", tag.id());
            String uri = Names.uri(tag);
            fields.writeStringField(uri.startsWith("urn:") ? "@id" : "sameAs", uri);
            if (tag.point() != null) {
                fields.writeObjectFieldStart("geo");
                fields.writeStringField("@type", "GeoCoordinates");
                fields.writeNumberField("latitude", tag.point().latitude());
                fields.writeNumberField("longitude", tag.point().longitude());
                fields.writeEndObject();
            }
        });
    }
}
