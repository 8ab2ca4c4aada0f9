package dev.dateline.publish.format;

import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Atom 1.0 (RFC 4287), with the pages of RFC 5005. */
final class AtomFeed {

    static final String MEDIA_TYPE = "application/atom+xml";

    private AtomFeed() {}

    /** Says what kind of tag a category is. */
    static String scheme(String kind) {
        return "urn:dateline:tag:" + kind;
    }

    static String of(FeedPage page) {
        return Xml.document(xml -> xml.element("feed", () -> {
            xml.attribute("xmlns", "http://www.w3.org/2005/Atom");
            xml.element("id", page.self());
            xml.element("title", page.title());
            xml.element("updated", page.updated().toString());
            xml.element("author", () -> xml.element("name", "Dateline"));
            pages(page, "link", MEDIA_TYPE, xml);
            xml.empty("link", "rel", "alternate", "href", page.home());
            deleted(page, xml);
            for (NewsItem item : page.items()) {
                xml.element("entry", () -> entry(page, item, xml));
            }
        }));
    }

    /** Links to the page itself, to its hub and to the page before it in time. */
    static void pages(FeedPage page, String link, String mediaType, Xml xml) throws XMLStreamException {
        xml.empty(link, "rel", "self", "type", mediaType, "href", page.self());
        if (page.hub().isPresent()) {
            xml.empty(link, "rel", "hub", "href", page.hub().get());
        }
        if (page.next().isPresent()) {
            xml.empty(
                    link, "rel", "next", "type", mediaType, "href", page.next().get());
        }
    }

    /** Entries that are no more, as RFC 6721 has them. */
    static void deleted(FeedPage page, Xml xml) throws XMLStreamException {
        for (FeedPage.Deletion deletion : page.deleted()) {
            xml.empty(
                    "at:deleted-entry",
                    "xmlns:at",
                    "http://purl.org/atompub/tombstones/1.0",
                    "ref",
                    deletion.item().urn(),
                    "when",
                    deletion.at().toString());
        }
    }

    private static void entry(FeedPage page, NewsItem item, Xml xml) throws XMLStreamException {
        if (item.language().isPresent()) {
            xml.attribute("xml:lang", item.language().get());
        }
        xml.element("id", item.urn());
        xml.element("title", item.title());
        xml.element("published", item.published().toString());
        xml.element("updated", item.updated().toString());
        xml.empty("link", "rel", "alternate", "href", page.link(item));
        List<String> authors =
                item.authors().isEmpty() ? List.of(item.publisher().orElse(item.feed())) : item.authors();
        for (String author : authors) {
            xml.element("author", () -> xml.element("name", author));
        }
        if (item.summary().isPresent()) {
            xml.element("summary", item.summary().get());
        }
        if (!item.body().isBlank()) {
            xml.element("content", () -> {
                xml.attribute("type", "html");
                xml.characters(Html.paragraphs(item.paragraphs()));
            });
        }
        for (NewsItem.Tag tag : item.tags()) {
            xml.empty("category", "term", tag.id(), "scheme", scheme(tag.kind()), "label", tag.label());
        }
    }
}
