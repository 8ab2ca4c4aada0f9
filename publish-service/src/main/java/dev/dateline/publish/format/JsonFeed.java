package dev.dateline.publish.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** JSON Feed 1.1. */
final class JsonFeed {

    static final String MEDIA_TYPE = "application/feed+json";

    private JsonFeed() {}

    static String of(FeedPage page) {
        return Json.object(out -> {
            out.writeStringField("version", "https://jsonfeed.org/version/1.1");
            out.writeStringField("title", page.title());
            out.writeStringField("home_page_url", page.home());
            out.writeStringField("feed_url", page.self());
            if (page.next().isPresent()) {
                out.writeStringField("next_url", page.next().get());
            }
            if (page.hub().isPresent()) {
                out.writeArrayFieldStart("hubs");
                Json.object(out, hub -> {
                    hub.writeStringField("type", "WebSub");
                    hub.writeStringField("url", page.hub().get());
                });
                out.writeEndArray();
            }
            if (!page.deleted().isEmpty()) {
                deleted(page, out);
            }
            out.writeArrayFieldStart("items");
            for (NewsItem item : page.items()) {
                Json.object(out, fields -> item(page, item, fields));
            }
            out.writeEndArray();
        });
    }

    /** The format has no word for what is no more; a name with an underscore is an extension. */
    private static void deleted(FeedPage page, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("_dateline");
        out.writeArrayFieldStart("deleted");
        for (FeedPage.Deletion deletion : page.deleted()) {
            Json.object(out, fields -> {
                fields.writeStringField("id", deletion.item().urn());
                fields.writeStringField("date_deleted", deletion.at().toString());
            });
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void item(FeedPage page, NewsItem item, JsonGenerator out) throws IOException {
        out.writeStringField("id", item.urn());
        out.writeStringField("url", page.link(item));
        if (!item.title().isEmpty()) {
            out.writeStringField("title", item.title());
        }
        out.writeStringField("content_text", item.body());
        if (item.summary().isPresent()) {
            out.writeStringField("summary", item.summary().get());
        }
        out.writeStringField("date_published", item.published().toString());
        out.writeStringField("date_modified", item.updated().toString());
        List<String> authors = item.authors();
        if (!authors.isEmpty()) {
            out.writeArrayFieldStart("authors");
            for (String author : authors) {
                Json.object(out, fields -> fields.writeStringField("name", author));
            }
            out.writeEndArray();
        }
        Json.texts(
                out,
                "tags",
                item.tags().stream().map(NewsItem.Tag::label).distinct().toList());
        if (item.language().isPresent()) {
            out.writeStringField("language", item.language().get());
        }
        // A name with an underscore is an extension; it holds what the format has no place for.
        out.writeObjectFieldStart("_dateline");
        out.writeStringField("id", item.id());
        out.writeNumberField("revision", item.revision());
        out.writeStringField("feed", item.feed());
        if (item.publisher().isPresent()) {
            out.writeStringField("publisher", item.publisher().get());
        }
        if (item.story().isPresent()) {
            out.writeStringField("story", item.story().get());
        }
        if (item.copyOf().isPresent()) {
            out.writeStringField("copyOf", item.copyOf().get());
        }
        out.writeEndObject();
    }
}
