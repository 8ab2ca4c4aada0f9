package dev.dateline.ingest.pull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The feed that a web page names in its head, as browsers find it: {@code <link rel="alternate" type="application/rss+xml">}. */
final class FeedLink {

    private static final Set<String> TYPES =
            Set.of("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml");

    /** Links stand at the beginning of a page; the rest need not be read. */
    private static final int HEAD_BYTES = 128 * 1024;

    private FeedLink() {}

    /** The first feed that the page names; null where it names none. */
    static @Nullable String in(byte[] page, URI address) {
        Document head;
        try (ByteArrayInputStream in = new ByteArrayInputStream(page, 0, Math.min(page.length, HEAD_BYTES))) {
            head = Jsoup.parse(in, null, address.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
        for (Element link : head.select("link[rel~=(?i)\\balternate\\b][href]")) {
            if (TYPES.contains(link.attr("type").strip().toLowerCase(Locale.ROOT))) {
                String found = link.absUrl("href");
                return found.isEmpty() ? null : found;
            }
        }
        return null;
    }
}
