package dev.dateline.publish.door;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Where ingest is.
 *
 * @param url {@code publish.ingest.url}: its address; without it, nothing is replayed by ingest, and how feeds are fetched is not known
 * @param key {@code publish.ingest.key}, or the file that {@code publish.ingest.key.file} names: a key that may operate and push to
 *     every feed, where ingest asks for one
 */
public record DoorConfig(Optional<URI> url, Optional<Secret> key) {

    /** Reads it. */
    public static DoorConfig read(ConfigReader settings) {
        return new DoorConfig(settings.webAddress("publish.ingest.url"), settings.secret("publish.ingest.key"));
    }
}
