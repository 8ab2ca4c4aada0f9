package dev.dateline.ingest.pull;

import dev.dateline.runtime.config.ConfigReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is fetched, and how.
 *
 * @param file {@code ingest.feeds.file}: the list of feeds to fetch, see {@link FeedList}; read again when it changes
 * @param timeout {@code ingest.pull.timeout}: how long an answer may take; default 30 s
 * @param shortestInterval {@code ingest.pull.shortest.interval}: the shortest interval that the list may name; default 10 s
 * @param publicUrl {@code ingest.public.url}: where WebSub hubs reach this service from the outside; without it none is
 *     subscribed to
 */
public record PullConfig(Optional<Path> file, Duration timeout, Duration shortestInterval, Optional<URI> publicUrl) {

    /** Reads it. */
    public static PullConfig read(ConfigReader reader) {
        return new PullConfig(
                reader.optionalText("ingest.feeds.file").map(Path::of),
                reader.duration("ingest.pull.timeout", Duration.ofSeconds(30)),
                reader.duration("ingest.pull.shortest.interval", Duration.ofSeconds(10)),
                reader.webAddress("ingest.public.url"));
    }
}
