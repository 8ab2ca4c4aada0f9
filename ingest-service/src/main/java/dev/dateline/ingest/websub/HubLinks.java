package dev.dateline.ingest.websub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.runtime.outbound.Fetched;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Where a document says that its hub is, and what it calls itself there, as WebSub section 4 has it: Link headers first, else
 * Atom's link elements, else {@code hubs} and {@code feed_url} of a JSON Feed.
 *
 * @param hub the first hub named
 * @param topic the topic to subscribe to
 */
record HubLinks(URI hub, URI topic) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Links stand at the beginning of a feed; the rest need not be read. */
    private static final int HEAD_BYTES = 64 * 1024;

    private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^;,\"]+(?:\"[^\"]*\")?)*)");
    private static final Pattern REL =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

    /** The links of a document, if it names a hub. */
    static Optional<HubLinks> in(Fetched document) {
        Found found = new Found(document.uri());
        document.headers("Link").forEach(header -> header(header, found));
        if (found.hub == null) {
            String text = new String(
                    document.body(), 0, Math.min(document.body().length, HEAD_BYTES), StandardCharsets.UTF_8);
            if (text.stripLeading().startsWith("{")) {
                json(document.body(), found);
            } else {
                elements(text, found);
            }
        }
        return found.links();
    }

    private static void header(String header, Found found) {
        Matcher links = LINK.matcher(header);
        while (links.find()) {
            Matcher rel = REL.matcher(links.group(2));
            if (rel.find()) {
                found.add(rel.group(1) == null ? rel.group(2) : rel.group(1), links.group(1));
            }
        }
    }

    private static void elements(String text, Found found) {
        Document document = Jsoup.parse(text, "", Parser.xmlParser());
        List<Element> links = new ArrayList<>(document.getElementsByTag("link"));
        links.addAll(document.getElementsByTag("atom:link"));
        links.addAll(document.getElementsByTag("atom10:link"));
        for (Element link : links) {
            // An entry's links are its own.
            boolean ofAnEntry = link.parents().stream()
                    .anyMatch(parent -> parent.normalName().equals("entry")
                            || parent.normalName().equals("item"));
            if (!ofAnEntry && link.hasAttr("href")) {
                found.add(link.attr("rel"), link.attr("href"));
            }
        }
    }

    private static void json(byte[] body, Found found) {
        try {
            JsonNode feed = JSON.readTree(body);
            for (JsonNode hub : feed.path("hubs")) {
                if (hub.path("type").asText().equalsIgnoreCase("WebSub")) {
                    found.add("hub", hub.path("url").asText());
                }
            }
            found.add("self", feed.path("feed_url").asText());
        } catch (JsonProcessingException e) {
            found.hub = null; // No JSON, so nothing that names a hub.
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static final class Found {

        private final URI base;
        private @Nullable URI hub;
        private @Nullable URI self;

        Found(URI base) {
            this.base = base;
        }

        void add(String relations, String address) {
            if (address.isBlank()) {
                return;
            }
            try {
                URI uri = base.resolve(address.strip());
                for (String relation :
                        relations.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
                    if (relation.equals("hub") && hub == null) {
                        hub = uri;
                    } else if (relation.equals("self") && self == null) {
                        self = uri;
                    }
                }
            } catch (IllegalArgumentException e) {
                return; // What is no address names nothing.
            }
        }

        Optional<HubLinks> links() {
            return hub == null ? Optional.empty() : Optional.of(new HubLinks(hub, self == null ? base : self));
        }
    }
}
