package dev.dateline.publish.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** ninjs 3.0 of the IPTC: a news item in JSON. */
final class Ninjs {

    static final String MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+json";

    private Ninjs() {}

    static String of(NewsItem item) {
        return Json.object(out -> {
            out.writeStringField("uri", item.urn());
            out.writeObjectFieldStart("standard");
            out.writeStringField("name", "ninjs");
            out.writeStringField("version", "3.0");
            out.writeStringField("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json");
            out.writeEndObject();
            out.writeStringField("type", "text");
            out.writeStringField("representationType", "full");
            out.writeStringField("version", Integer.toString(item.revision()));
            out.writeStringField("contentCreated", item.published().toString());
            out.writeStringField("versionCreated", item.updated().toString());
            out.writeStringField("pubStatus", "usable");
            if (item.language().isPresent()) {
                out.writeStringField("language", item.language().get());
            }
            if (!item.authors().isEmpty()) {
                out.writeStringField("by", String.join(", ", item.authors()));
            }
            if (!item.title().isEmpty()) {
                texts(out, "headlines", "main", item.title(), false);
            }
            if (item.summary().isPresent()) {
                texts(out, "descriptions", "summary", item.summary().get(), false);
            }
            if (!item.body().isBlank()) {
                texts(out, "bodies", "text", item.body(), true);
            }
            named(out, "people", item.tags("people"));
            named(out, "organisations", item.tags("organisations"));
            places(out, item);
            subjects(out, item);
            sources(out, item);
            altIds(out, item);
        });
    }

    private static void texts(JsonGenerator out, String field, String role, String text, boolean counted)
            throws IOException {
        out.writeArrayFieldStart(field);
        out.writeStartObject();
        out.writeStringField("role", role);
        out.writeStringField("contentType", "text/plain");
        if (counted) {
            out.writeNumberField("charCount", text.codePointCount(0, text.length()));
        }
        out.writeStringField("value", text);
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void named(JsonGenerator out, String field, List<NewsItem.Tag> tags) throws IOException {
        if (tags.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(field);
        for (NewsItem.Tag tag : tags) {
            Json.object(out, fields -> name(fields, tag));
        }
        out.writeEndArray();
    }

    private static void name(JsonGenerator out, NewsItem.Tag tag) throws IOException {
        out.writeStringField("name", tag.label());
        out.writeStringField("uri", Names.uri(tag));
        out.writeStringField("literal", tag.id());
    }

    private static void places(JsonGenerator out, NewsItem item) throws IOException {
        List<NewsItem.Tag> places = item.tags("places");
        List<NewsItem.Tag> countries = item.tags("countries");
        if (places.isEmpty() && countries.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("places");
        for (NewsItem.Tag tag : places) {
            Json.object(out, fields -> {
                name(fields, tag);
                if (tag.point() != null) {
                    fields.writeObjectFieldStart("geoJSON");
                    fields.writeStringField("type", "Point");
                    GeoJson.coordinates(fields, tag.point());
                    fields.writeEndObject();
                }
            });
        }
        for (NewsItem.Tag tag : countries) {
            Json.object(out, fields -> name(fields, tag));
        }
        out.writeEndArray();
    }

    /** Topics of the IPTC, and flashpoints, which have no place of their own. Relevance and confidence are percents. */
    private static void subjects(JsonGenerator out, NewsItem item) throws IOException {
        List<NewsItem.Tag> subjects = item.tags().stream()
                .filter(tag -> tag.kind().equals("topics") || tag.kind().equals("flashpoints"))
                .toList();
        if (subjects.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("subjects");
        for (NewsItem.Tag tag : subjects) {
            Json.object(out, fields -> {
                name(fields, tag);
                fields.writeStringField("creator", "machine");
                fields.writeNumberField("relevance", Math.round(tag.salience() * 100));
                fields.writeNumberField("confidence", Math.round(tag.confidence() * 100));
            });
        }
        out.writeEndArray();
    }

    private static void sources(JsonGenerator out, NewsItem item) throws IOException {
        if (item.publisher().isEmpty() && item.originPublisher().isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("infoSources");
        if (item.publisher().isPresent()) {
            Json.object(out, fields -> {
                fields.writeStringField("role", "publisher");
                fields.writeStringField("name", item.publisher().get());
            });
        }
        if (item.originPublisher().isPresent()) {
            Json.object(out, fields -> {
                fields.writeStringField("role", "source");
                fields.writeStringField("name", item.originPublisher().get());
            });
        }
        out.writeEndArray();
    }

    private static void altIds(JsonGenerator out, NewsItem item) throws IOException {
        out.writeArrayFieldStart("altIds");
        Json.object(out, fields -> {
            fields.writeStringField("role", "dateline");
            fields.writeStringField("value", item.id());
        });
        if (item.url().isPresent()) {
            Json.object(out, fields -> {
                fields.writeStringField("role", "canonical-url");
                fields.writeStringField("value", item.url().get());
            });
        }
        out.writeEndArray();
    }
}
