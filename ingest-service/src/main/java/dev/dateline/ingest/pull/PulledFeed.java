package dev.dateline.ingest.pull;

import dev.dateline.runtime.outbound.Reach;
import dev.dateline.schemas.Lane;
import java.net.URI;
import java.time.Duration;

/**
 * A feed that is fetched.
 *
 * @param feed its name
 * @param url where it is
 * @param interval how often it is asked for, if nothing else speaks against it
 * @param lane how its items travel
 * @param allowPrivate whether its address may be a private one; not where it redirects to another host
 * @param websub whether a hub that it names is subscribed to
 */
public record PulledFeed(String feed, URI url, Duration interval, Lane lane, boolean allowPrivate, boolean websub) {

    /** How far a request to the address may go: that a private one is meant for the feed's own host says nothing of any other. */
    public Reach reach(URI address) {
        return allowPrivate && url.getHost().equalsIgnoreCase(address.getHost()) ? Reach.ANYWHERE : Reach.PUBLIC;
    }
}
