package dev.dateline.ingest.pull;

import dev.dateline.runtime.outbound.Fetched;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.schemas.PullCursor;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one conditional GET and of the redirects after it.
 *
 * @param answer the last answer
 * @param location where the feed is said to be from now on: beyond every redirect that was permanent, up to the first that
 *     was not
 */
record Fetch(Fetched answer, String location) {

    private static final int MOST_REDIRECTS = 5;

    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";

    /**
     * Asks for the feed.
     *
     * @throws IOException if there is no answer, or too many redirects
     */
    static Fetch of(PulledFeed feed, PullCursor cursor, OutboundHttp http) throws IOException, InterruptedException {
        URI uri = URI.create(cursor.getLocation());
        URI lasting = uri;
        boolean onlyPermanent = true;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Map<String, String> headers = new HashMap<>(Map.of("Accept", ACCEPT));
            cursor.getEtag().ifPresent(etag -> headers.put("If-None-Match", etag));
            cursor.getLastModified().ifPresent(time -> headers.put("If-Modified-Since", time));
            Fetched answer = http.get(uri, headers, feed.reach(uri));
            Optional<URI> next = redirect(answer);
            if (next.isEmpty()) {
                return new Fetch(answer, lasting.toString());
            }
            onlyPermanent &= answer.status() == 301 || answer.status() == 308;
            uri = next.get();
            if (onlyPermanent) {
                lasting = uri;
            }
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }

    private static Optional<URI> redirect(Fetched answer) throws IOException {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> {
                try {
                    yield answer.header("Location").map(location -> answer.uri().resolve(location));
                } catch (IllegalArgumentException e) {
                    throw new IOException("a redirect leads to what is no address", e);
                }
            }
            default -> Optional.empty();
        };
    }
}
