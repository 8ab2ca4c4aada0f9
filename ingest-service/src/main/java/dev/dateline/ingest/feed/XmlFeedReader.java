package dev.dateline.ingest.feed;

import dev.dateline.ingest.feed.FeedEntry.Author;
import dev.dateline.ingest.feed.FeedEntry.Place;
import dev.dateline.ingest.feed.FeedEntry.Source;
import dev.dateline.ingest.xml.Vocabulary;
import dev.dateline.ingest.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS, RDF, Atom and CDF. Elements are known by name and namespace, in whatever version of the format and whatever mixture they
 * stand; one in a foreign namespace never passes for a feed's own.
 */
public final class XmlFeedReader {

    private final @Nullable String address;

    private XmlFeedReader(@Nullable String address) {
        this.address = address;
    }

    /** Whether an element is the outermost one of a feed, or one entry taken out of a feed. */
    public static boolean recognises(XmlElement root) {
        return root.is("rss")
                || root.is("rdf")
                || root.is("channel")
                || root.is("item")
                || (root.is("feed") && root.vocabulary() != Vocabulary.NAR)
                || root.is("entry")
                || root.is(Vocabulary.ATOM_DELETED, "deleted-entry");
    }

    /**
     * The feed.
     *
     * @param root for which {@link #recognises} holds
     * @param address where the document comes from, for relative addresses in it; null where that is not known
     */
    public static Feed read(XmlElement root, @Nullable String address) {
        XmlFeedReader reader = new XmlFeedReader(address);
        if (root.is("feed") || root.is("entry") || root.is("deleted-entry")) {
            return reader.atom(root);
        }
        return reader.rss(root);
    }

    private Feed rss(XmlElement root) {
        boolean cdf = root.is("channel") && root.attribute("href") != null;
        XmlElement channel = root.is("channel") || root.is("item")
                ? root
                : root.child("channel").orElse(root);
        List<XmlElement> items = root.is("item")
                ? List.of(root)
                : root.descendants("item")
                        .filter(item -> item.vocabulary() == root.vocabulary()
                                || item.vocabulary() == channel.vocabulary()
                                || item.vocabulary() == Vocabulary.RSS)
                        .toList();
        Feed.Format format = root.is("rdf") ? Feed.Format.RDF : cdf ? Feed.Format.CDF : Feed.Format.RSS;
        String language = first(text(channel, "language"), value(channel, Vocabulary.DC, "language"));
        List<FeedEntry> entries = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            entries.add(rssEntry(items.get(i), i + 1 < items.size() ? items.get(i + 1) : null, language));
        }
        return new Feed(
                format,
                orElse(root.attribute("version"), root.is("rdf") ? "1.0" : ""),
                texts(channel, "title").findFirst().orElse(FeedText.NONE),
                first(rssLink(channel), cdf ? resolved(channel, channel.attribute("href")) : null),
                rel(channel, "self"),
                rels(channel, "hub"),
                first(text(channel, "id"), channel.attribute("about")),
                first(
                        text(channel, "pubDate"),
                        text(channel, "lastBuildDate"),
                        value(channel, Vocabulary.DC, "date"),
                        value(channel, Vocabulary.DCTERMS, "modified")),
                first(language, channel.language()),
                value(channel, Vocabulary.DC, "publisher"),
                authors(channel),
                entries,
                List.of());
    }

    private FeedEntry rssEntry(XmlElement item, @Nullable XmlElement next, @Nullable String channelLanguage) {
        List<FeedText> summaries = Stream.concat(
                        texts(item, "description", "summary", "abstract"),
                        Stream.of(
                                        value(item, Vocabulary.DC, "description"),
                                        value(item, Vocabulary.DCTERMS, "abstract"),
                                        value(item, Vocabulary.ITUNES, "summary"),
                                        media(item, "description"))
                                .filter(Objects::nonNull)
                                .map(text -> new FeedText(text, FeedText.Kind.UNSTATED)))
                .toList();
        FeedText content = rssContent(item);
        // Two short texts of different names: feeds that do so put the full text into the second.
        List<FeedText> own = texts(item, "description", "summary").toList();
        if (content.isEmpty()
                && own.size() > 1
                && !own.get(1).value().equals(own.get(0).value())) {
            content = own.get(1);
        }
        String guid = text(item, "guid");
        boolean permanent = item.child("guid")
                .map(element -> !"false".equalsIgnoreCase(element.attribute("isPermaLink")))
                .orElse(false);
        String link = first(
                rssLink(item),
                permanent && guid != null && isWebAddress(guid) ? guid : null,
                resolved(item, item.attribute("href")),
                webAddress(item.attribute("about")));
        return new FeedEntry(
                first(guid, atomText(item, "id"), item.attribute("about"), value(item, Vocabulary.DC, "identifier")),
                link,
                rssTitle(item),
                summaries.isEmpty() ? FeedText.NONE : summaries.getFirst(),
                content,
                first(
                        text(item, "pubDate"),
                        text(item, "published"),
                        text(item, "issued"),
                        atomText(item, "published"),
                        atomText(item, "issued"),
                        value(item, Vocabulary.DCTERMS, "issued"),
                        value(item, Vocabulary.DCTERMS, "created"),
                        atomText(item, "created")),
                first(
                        value(item, Vocabulary.DCTERMS, "modified"),
                        text(item, "updated"),
                        text(item, "modified"),
                        atomText(item, "updated"),
                        atomText(item, "modified"),
                        value(item, Vocabulary.DC, "date"),
                        item.attribute("lastmod")),
                authors(item),
                first(value(item, Vocabulary.DC, "language"), text(item, "language"), item.language(), channelLanguage),
                value(item, Vocabulary.DC, "publisher"),
                rssSource(item),
                false,
                place(item, next));
    }

    private static FeedText rssContent(XmlElement item) {
        return Stream.of(
                        item.child(Vocabulary.CONTENT, "encoded").map(element -> html(element)),
                        item.child(Vocabulary.XHTML, "body").map(element -> html(element)),
                        item.child(Vocabulary.XHTML, "div").map(element -> html(element)),
                        own(item, "body").findFirst().map(element -> html(element)),
                        own(item, "fullitem").findFirst().map(element -> html(element)),
                        atom(item, "content").findFirst().map(TextConstruct::ofAtom),
                        own(item, "content").findFirst().map(TextConstruct::ofRss))
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(FeedText.NONE);
    }

    private static FeedText html(XmlElement element) {
        return new FeedText(element.hasChildren() ? element.markup() : element.text(), FeedText.Kind.HTML);
    }

    private static FeedText rssTitle(XmlElement item) {
        return Stream.of(
                        texts(item, "title"),
                        atom(item, "title").map(TextConstruct::ofAtom),
                        unstated(value(item, Vocabulary.DC, "title")),
                        unstated(media(item, "title")))
                .flatMap(candidates -> candidates)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(FeedText.NONE);
    }

    private static Stream<FeedText> unstated(@Nullable String text) {
        return Stream.ofNullable(text).map(value -> new FeedText(value, FeedText.Kind.UNSTATED));
    }

    private static @Nullable String media(XmlElement item, String name) {
        return Stream.of(
                        Optional.of(item),
                        item.child(Vocabulary.MEDIA, "content"),
                        item.child(Vocabulary.MEDIA, "group"))
                .flatMap(Optional::stream)
                .map(parent -> value(parent, Vocabulary.MEDIA, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String rssLink(XmlElement item) {
        // Of several links of RSS feed readers take the last; one of Atom is there for those that know Atom.
        List<String> own = targets(own(item, "link"));
        List<String> atom = targets(atom(item, "link"));
        return own.isEmpty() ? atom.stream().findFirst().orElse(null) : own.getLast();
    }

    private List<String> targets(Stream<XmlElement> links) {
        return links.filter(XmlFeedReader::isAlternate)
                .map(this::target)
                .filter(target -> !target.isEmpty())
                .toList();
    }

    private @Nullable Source rssSource(XmlElement item) {
        XmlElement source = own(item, "source").findFirst().orElse(null);
        if (source == null || source.hasChildren()) {
            return atomSource(item);
        }
        String url = resolved(source, source.attribute("url"));
        String title = source.text();
        return title.isEmpty() && url == null ? null : new Source(title.isEmpty() ? null : title, url);
    }

    private Feed atom(XmlElement root) {
        List<FeedEntry> entries = new ArrayList<>();
        List<XmlElement> found = root.is("feed")
                ? Stream.concat(root.descendants("entry"), root.descendants("deleted-entry"))
                        .filter(entry -> entry.is("deleted-entry")
                                || entry.vocabulary() == root.vocabulary()
                                || entry.vocabulary().isAtom())
                        .sorted((a, b) -> Integer.compare(a.begin(), b.begin()))
                        .toList()
                : List.of(root);
        List<Author> feedAuthors = root.is("feed") ? authors(root) : List.of();
        for (int i = 0; i < found.size(); i++) {
            XmlElement next = i + 1 < found.size() ? found.get(i + 1) : null;
            entries.add(
                    found.get(i).is("deleted-entry")
                            ? deleted(found.get(i), next)
                            : atomEntry(found.get(i), next, feedAuthors));
        }
        return new Feed(
                Feed.Format.ATOM,
                root.vocabulary() == Vocabulary.ATOM_03 ? orElse(root.attribute("version"), "0.3") : "1.0",
                atomTexts(root, "title").findFirst().orElse(FeedText.NONE),
                root.is("feed") ? atomLink(root) : null,
                root.is("feed") ? rel(root, "self") : null,
                rels(root, "hub"),
                root.is("feed") ? atomId(root) : null,
                root.is("feed") ? first(atomText(root, "updated"), atomText(root, "modified")) : null,
                first(root.language(), root.is("feed") ? value(root, Vocabulary.DC, "language") : null),
                value(root, Vocabulary.DC, "publisher"),
                feedAuthors,
                entries,
                List.of());
    }

    private FeedEntry atomEntry(XmlElement entry, @Nullable XmlElement next, List<Author> feedAuthors) {
        List<Author> authors = authors(entry);
        FeedText title = Stream.concat(atomTexts(entry, "title"), unstated(media(entry, "title")))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(FeedText.NONE);
        FeedText summary = Stream.concat(atomTexts(entry, "summary"), unstated(media(entry, "description")))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(FeedText.NONE);
        XmlElement content = atom(entry, "content").findFirst().orElse(null);
        return new FeedEntry(
                first(atomId(entry), value(entry, Vocabulary.DC, "identifier")),
                first(atomLink(entry), content == null ? null : resolved(content, content.attribute("src"))),
                title,
                summary,
                content == null ? FeedText.NONE : TextConstruct.ofAtom(content),
                first(
                        atomText(entry, "published"),
                        atomText(entry, "issued"),
                        value(entry, Vocabulary.DCTERMS, "issued"),
                        atomText(entry, "created"),
                        value(entry, Vocabulary.DCTERMS, "created"),
                        text(entry, "pubDate")),
                first(
                        lastAtomText(entry, "updated"),
                        lastAtomText(entry, "modified"),
                        value(entry, Vocabulary.DCTERMS, "modified"),
                        value(entry, Vocabulary.DC, "date")),
                authors.isEmpty() ? feedAuthors : authors,
                first(
                        content == null ? null : content.language(),
                        entry.language(),
                        value(entry, Vocabulary.DC, "language")),
                value(entry, Vocabulary.DC, "publisher"),
                atomSource(entry),
                false,
                place(entry, next));
    }

    /** RFC 6721: the feed says which entry is gone, and when. */
    private FeedEntry deleted(XmlElement entry, @Nullable XmlElement next) {
        return new FeedEntry(
                entry.attribute("ref"),
                atomLink(entry),
                FeedText.NONE,
                FeedText.NONE,
                FeedText.NONE,
                entry.attribute("when"),
                null,
                List.of(),
                null,
                null,
                null,
                true,
                place(entry, next));
    }

    private @Nullable Source atomSource(XmlElement entry) {
        XmlElement source = Stream.concat(atom(entry, "source"), own(entry, "source"))
                .filter(XmlElement::hasChildren)
                .findFirst()
                .orElse(null);
        if (source == null) {
            return null;
        }
        String title = source.child("title")
                .map(TextConstruct::ofAtom)
                .map(FeedText::value)
                .orElse("");
        String url = first(atomLink(source), rel(source, "self"), atomText(source, "id"));
        return title.isEmpty() && url == null ? null : new Source(title.isEmpty() ? null : title, url);
    }

    /** The alternate that is a web page, else the first alternate. */
    private @Nullable String atomLink(XmlElement parent) {
        List<XmlElement> links = Stream.concat(atom(parent, "link"), own(parent, "link"))
                .filter(XmlFeedReader::isAlternate)
                .filter(link -> !target(link).isEmpty())
                .toList();
        return links.stream()
                .filter(link -> isPage(link.attribute("type")))
                .findFirst()
                .or(() -> links.stream().findFirst())
                .map(this::target)
                .orElse(null);
    }

    private static boolean isPage(@Nullable String type) {
        return type == null || type.isBlank() || type.toLowerCase(Locale.ROOT).contains("html");
    }

    private static boolean isAlternate(XmlElement link) {
        String rel = link.attribute("rel");
        return rel == null || rel.isBlank() || rel.equalsIgnoreCase("alternate") || rel.endsWith("/alternate");
    }

    private String target(XmlElement link) {
        String href = link.attribute("href");
        String stated = href == null || href.isBlank() ? first(link.text(), link.attribute("resource")) : href;
        return stated == null || stated.isBlank() ? "" : link.resolve(stated.strip(), address);
    }

    private @Nullable String rel(XmlElement parent, String rel) {
        return rels(parent, rel).stream().findFirst().orElse(null);
    }

    private List<String> rels(XmlElement parent, String rel) {
        return parent.children("link")
                .filter(link -> rel.equalsIgnoreCase(link.attribute("rel")))
                .map(this::target)
                .filter(target -> !target.isEmpty())
                .toList();
    }

    private List<Author> authors(XmlElement parent) {
        List<Author> authors = new ArrayList<>();
        parent.children()
                .filter(child -> child.is("author")
                        || child.is("creator") && child.vocabulary() == Vocabulary.DC
                        || child.is("managingEditor"))
                .filter(child -> child.vocabulary() != Vocabulary.OTHER || child.vocabulary() == parent.vocabulary())
                .filter(child -> child.vocabulary() != Vocabulary.ITUNES)
                .forEach(child -> author(child)
                        .filter(author -> !isKnown(author, authors))
                        .ifPresent(authors::add));
        if (authors.isEmpty()) {
            Optional.ofNullable(value(parent, Vocabulary.ITUNES, "author"))
                    .flatMap(AuthorLine::read)
                    .ifPresent(authors::add);
        }
        return authors;
    }

    private static boolean isKnown(Author author, List<Author> authors) {
        return authors.stream()
                .anyMatch(other -> Objects.equals(author.name(), other.name())
                        && (author.email() == null || Objects.equals(author.email(), other.email())));
    }

    private Optional<Author> author(XmlElement element) {
        if (!element.hasChildren()) {
            return AuthorLine.read(element.text());
        }
        String name = element.child("name").map(XmlElement::text).orElse("");
        String email = element.child("email").map(XmlElement::text).orElse("");
        String url = Stream.of("uri", "url", "homepage")
                .flatMap(element::children)
                .map(child -> child.resolve(child.text(), address))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
        if (name.isEmpty() && email.isEmpty() && url == null) {
            return AuthorLine.read(element.text());
        }
        Author inName = AuthorLine.read(name).orElse(new Author(null, null, null));
        return Optional.of(new Author(inName.name(), email.isEmpty() ? inName.email() : email, url));
    }

    private static Place place(XmlElement element, @Nullable XmlElement next) {
        int end = next != null && next.begin() < element.end() ? next.begin() : element.end();
        return new Place(element.line(), element.begin(), end, element.isClosed() || next != null || isEnded(element));
    }

    /** Whether an element around it is closed, so that the document goes on behind it. */
    private static boolean isEnded(XmlElement element) {
        for (XmlElement at = element.parent(); at != null; at = at.parent()) {
            if (at.isClosed()) {
                return true;
            }
        }
        return false;
    }

    /** The elements of that name that belong to the feed's own vocabulary. */
    private static Stream<XmlElement> own(XmlElement parent, String name) {
        return parent.children(name)
                .filter(child -> child.vocabulary() == Vocabulary.RSS
                        || (child.vocabulary() == parent.vocabulary()
                                && child.qualifiedName().contains(":")
                                        == parent.qualifiedName().contains(":")));
    }

    private static Stream<XmlElement> atom(XmlElement parent, String name) {
        return parent.children(name)
                .filter(child -> child.vocabulary().isAtom()
                        || (parent.vocabulary() != Vocabulary.RSS && child.vocabulary() == parent.vocabulary())
                        || (child.vocabulary() == Vocabulary.RSS && (parent.is("entry") || parent.is("feed"))));
    }

    private static Stream<FeedText> texts(XmlElement parent, String... names) {
        return parent.children()
                .filter(child -> Stream.of(names).anyMatch(child::is))
                .filter(child -> own(parent, child.name()).anyMatch(other -> other == child))
                .map(TextConstruct::ofRss)
                .filter(text -> !text.isEmpty());
    }

    private static Stream<FeedText> atomTexts(XmlElement parent, String name) {
        return atom(parent, name).map(TextConstruct::ofAtom);
    }

    private static @Nullable String text(XmlElement parent, String name) {
        return own(parent, name)
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String atomText(XmlElement parent, String name) {
        return atom(parent, name)
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Of several, feed readers take the last. */
    private static @Nullable String lastAtomText(XmlElement parent, String name) {
        return atom(parent, name)
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** RFC 4287 asks for an absolute IRI; a relative one is read as the standard has it for every other address. */
    private @Nullable String atomId(XmlElement parent) {
        return atom(parent, "id")
                .filter(id -> !id.text().isEmpty())
                .map(id -> id.resolve(id.text(), address))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String value(XmlElement parent, Vocabulary vocabulary, String name) {
        return parent.children(name)
                .filter(child -> child.vocabulary() == vocabulary)
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private @Nullable String resolved(XmlElement element, @Nullable String target) {
        return target == null || target.isBlank() ? null : element.resolve(target, address);
    }

    private static @Nullable String webAddress(@Nullable String text) {
        return text != null && isWebAddress(text) ? text : null;
    }

    private static boolean isWebAddress(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    private static String orElse(@Nullable String preferred, String otherwise) {
        return preferred == null || preferred.isEmpty() ? otherwise : preferred;
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return null;
    }
}
