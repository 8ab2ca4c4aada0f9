package dev.dateline.ingest.xml;

import java.util.Locale;
import java.util.Map;

/**
 * The namespaces that news comes in. Feeds write their addresses with other cases, without the slash at the end, or with the
 * address of an older version; what they mean is the same, so one constant stands for all spellings.
 */
public enum Vocabulary {
    /** No namespace, or one of those that versions of RSS have been given. */
    RSS,
    /** Atom 1.0 (RFC 4287). */
    ATOM,
    /** Atom 0.3. */
    ATOM_03,
    /** The elements that say what was deleted (RFC 6721). */
    ATOM_DELETED,
    /** RDF, the frame of RSS 0.9 and 1.0. */
    RDF,
    /** RSS module content. */
    CONTENT,
    /** Dublin Core elements. */
    DC,
    /** Dublin Core terms. */
    DCTERMS,
    /** Media RSS. */
    MEDIA,
    /** Podcasts. */
    ITUNES,
    /** XHTML. */
    XHTML,
    /** The attributes that every XML document may use. */
    XML,
    /** What FeedBurner adds. */
    FEEDBURNER,
    /** News Architecture: NewsML-G2. */
    NAR,
    /** NITF where it stands inside NewsML-G2. */
    NITF,
    /** Any other. */
    OTHER;

    private static final Map<String, Vocabulary> BY_URI = Map.ofEntries(
            Map.entry("", RSS),
            Map.entry("http://purl.org/rss/1.0", RSS),
            Map.entry("http://my.netscape.com/rdf/simple/0.9", RSS),
            Map.entry("http://channel.netscape.com/rdf/simple/0.9", RSS),
            Map.entry("http://my.netscape.com/publish/formats/rss-0.91.dtd", RSS),
            Map.entry("http://backend.userland.com/rss", RSS),
            Map.entry("http://backend.userland.com/rss091", RSS),
            Map.entry("http://backend.userland.com/rss2", RSS),
            Map.entry("http://backend.userland.com/rss20", RSS),
            Map.entry("http://backend.userland.com/rss2.0", RSS),
            Map.entry("http://blogs.law.harvard.edu/tech/rss", RSS),
            Map.entry("http://cyber.law.harvard.edu/rss", RSS),
            Map.entry("http://www.rssboard.org/rss-specification", RSS),
            Map.entry("http://purl.org/net/rss1.1", RSS),
            Map.entry("http://www.w3.org/2005/atom", ATOM),
            Map.entry("http://purl.org/atom", ATOM_03),
            Map.entry("http://purl.org/atom/ns", ATOM_03),
            Map.entry("http://example.com/newformat", ATOM_03),
            Map.entry("http://example.com/necho", ATOM_03),
            Map.entry("http://purl.org/echo", ATOM_03),
            Map.entry("uri/of/echo/namespace", ATOM_03),
            Map.entry("http://purl.org/pie", ATOM_03),
            Map.entry("http://purl.org/atompub/tombstones/1.0", ATOM_DELETED),
            Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns", RDF),
            Map.entry("http://purl.org/rss/1.0/modules/content", CONTENT),
            Map.entry("http://purl.org/dc/elements/1.0", DC),
            Map.entry("http://purl.org/dc/elements/1.1", DC),
            Map.entry("http://purl.org/dc/terms", DCTERMS),
            Map.entry("http://search.yahoo.com/mrss", MEDIA),
            Map.entry("http://tools.search.yahoo.com/mrss", MEDIA),
            Map.entry("http://video.search.yahoo.com/mrss", MEDIA),
            Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", ITUNES),
            Map.entry("http://example.com/dtds/podcast-1.0.dtd", ITUNES),
            Map.entry("http://www.w3.org/1999/xhtml", XHTML),
            Map.entry("http://www.w3.org/xml/1998/namespace", XML),
            Map.entry("http://rssnamespace.org/feedburner/ext/1.0", FEEDBURNER),
            Map.entry("http://iptc.org/std/nar/2006-10-01", NAR),
            Map.entry("http://iptc.org/std/nitf/2006-10-18", NITF));

    /** What a prefix means where a feed uses it without saying. */
    private static final Map<String, Vocabulary> BY_PREFIX = Map.ofEntries(
            Map.entry("rss", RSS),
            Map.entry("atom", ATOM),
            Map.entry("at", ATOM_DELETED),
            Map.entry("rdf", RDF),
            Map.entry("content", CONTENT),
            Map.entry("dc", DC),
            Map.entry("dcterms", DCTERMS),
            Map.entry("media", MEDIA),
            Map.entry("itunes", ITUNES),
            Map.entry("xhtml", XHTML),
            Map.entry("xml", XML),
            Map.entry("feedburner", FEEDBURNER),
            Map.entry("nar", NAR),
            Map.entry("nitf", NITF));

    /** The vocabulary of a namespace address. */
    static Vocabulary ofUri(String uri) {
        String key = uri.strip().toLowerCase(Locale.ROOT);
        if (key.startsWith("https:")) {
            key = "http:" + key.substring("https:".length());
        }
        while (key.endsWith("/") || key.endsWith("#")) {
            key = key.substring(0, key.length() - 1);
        }
        return BY_URI.getOrDefault(key, OTHER);
    }

    /** The vocabulary of a prefix that was never declared. */
    static Vocabulary ofPrefix(String prefix) {
        return BY_PREFIX.getOrDefault(prefix.toLowerCase(Locale.ROOT), OTHER);
    }

    /** Either version of Atom. */
    public boolean isAtom() {
        return this == ATOM || this == ATOM_03;
    }
}
