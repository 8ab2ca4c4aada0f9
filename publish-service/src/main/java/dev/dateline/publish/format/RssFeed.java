package dev.dateline.publish.format;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;

/** RSS 2.0 with content:encoded, Dublin Core and Atom's links, as the RSS Advisory Board's profile has it. */
final class RssFeed {

    static final String MEDIA_TYPE = "application/rss+xml";

    private RssFeed() {}

    static String of(FeedPage page) {
        return Xml.document(xml -> xml.element("rss", () -> {
            xml.attribute("version", "2.0");
            xml.attribute("xmlns:atom", "http://www.w3.org/2005/Atom");
            xml.attribute("xmlns:content", "http://purl.org/rss/1.0/modules/content/");
            xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/");
            xml.element("channel", () -> {
                xml.element("title", page.title());
                xml.element("link", page.home());
                xml.element("description", page.title());
                xml.element("lastBuildDate", date(page.updated()));
                AtomFeed.pages(page, "atom:link", MEDIA_TYPE, xml);
                AtomFeed.deleted(page, xml);
                for (NewsItem item : page.items()) {
                    xml.element("item", () -> item(page, item, xml));
                }
            });
        }));
    }

    private static void item(FeedPage page, NewsItem item, Xml xml) throws XMLStreamException {
        if (!item.title().isEmpty()) {
            xml.element("title", item.title());
        }
        xml.element("link", page.link(item));
        xml.element("guid", () -> {
            xml.attribute("isPermaLink", "false");
            xml.characters(item.urn());
        });
        xml.element("pubDate", date(item.published()));
        xml.element("atom:updated", item.updated().toString());
        // What RSS says of an item is HTML; of an article it is plain text.
        String summary = item.summary()
                .orElseGet(() -> item.paragraphs().stream().findFirst().orElse(""));
        if (!summary.isEmpty() || item.title().isEmpty()) {
            xml.element("description", Html.escape(summary));
        }
        if (!item.body().isBlank()) {
            xml.element("content:encoded", Html.paragraphs(item.paragraphs()));
        }
        for (String author : item.authors()) {
            xml.element("dc:creator", author);
        }
        if (item.publisher().isPresent()) {
            xml.element("dc:publisher", item.publisher().get());
        }
        if (item.language().isPresent()) {
            xml.element("dc:language", item.language().get());
        }
        for (NewsItem.Tag tag : item.tags()) {
            xml.element("category", () -> {
                xml.attribute("domain", AtomFeed.scheme(tag.kind()));
                xml.characters(tag.label());
            });
        }
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
