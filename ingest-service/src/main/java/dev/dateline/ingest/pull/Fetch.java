package dev.dateline.ingest.pull;

import dev.dateline.ingest.outbound.Fetched;
import dev.dateline.ingest.outbound.OutboundHttp;
import dev.dateline.schemas.PullCursor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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

    /** Longer waits that a server asks for are cut to this. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

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
            Fetched answer = http.get(uri, headers, feed.allowsPrivate(uri));
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

    /** Until when the server asks not to be asked again, if it does. */
    Optional<Instant> retryAfter(Instant now) {
        return answer.header("Retry-After").flatMap(value -> {
            Instant until;
            try {
                until = value.strip().matches("\\d{1,9}")
                        ? now.plusSeconds(Long.parseLong(value.strip()))
                        : ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant();
            } catch (DateTimeParseException e) {
                return Optional.empty(); // What cannot be read asks for nothing.
            }
            Instant latest = now.plus(LONGEST_WAIT);
            return Optional.of(until.isAfter(latest) ? latest : until);
        });
    }
}
