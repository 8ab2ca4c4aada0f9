package dev.dateline.publish.api;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;

/**
 * Where the service is reached from outside, ending in a slash, for addresses in what it publishes.
 *
 * @param set {@code publish.public.url}; without it, what the request was sent to
 */
public record ServiceAddress(Optional<URI> set) {

    /** The address for who sends this request. */
    public String of(Context context) {
        return set.map(URI::toString).orElseGet(() -> context.scheme() + "://" + context.host() + "/");
    }
}
