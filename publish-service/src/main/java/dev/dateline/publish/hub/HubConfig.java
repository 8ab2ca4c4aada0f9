package dev.dateline.publish.hub;

import dev.dateline.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * What the hub grants.
 *
 * @param lease {@code publish.hub.lease}: how long a subscription lasts where no other time is asked for, by default 10 d
 * @param longestLease {@code publish.hub.longest.lease}: how long it lasts at most, by default 30 d
 * @param subscriptionsPerHost {@code publish.hub.subscriptions.per.host}: subscriptions with callbacks on one host, by default 500
 * @param requestsPerHost {@code publish.hub.requests.per.host}: requests in a minute that name a callback on one host, by default
 *     60; each makes this service ask that host
 */
public record HubConfig(Duration lease, Duration longestLease, int subscriptionsPerHost, int requestsPerHost) {

    /** What is asked for a shorter time gets this. */
    static final Duration SHORTEST_LEASE = Duration.ofMinutes(5);

    /** Reads it. */
    public static HubConfig read(ConfigReader settings) {
        return new HubConfig(
                settings.duration("publish.hub.lease", Duration.ofDays(10)),
                settings.duration("publish.hub.longest.lease", Duration.ofDays(30)),
                settings.integer("publish.hub.subscriptions.per.host", 500, 1, 1_000_000),
                settings.integer("publish.hub.requests.per.host", 60, 1, 1_000_000));
    }

    /** The lease for who asks for so many seconds. */
    Duration granted(long seconds) {
        Duration asked = Duration.ofSeconds(seconds);
        Duration least = asked.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : asked;
        return least.compareTo(longestLease) > 0 ? longestLease : least;
    }
}
