package dev.dateline.publish.hub;

import dev.dateline.publish.subscription.SealedSecret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a callback is to be asked or told.
 *
 * @param number its number among all
 * @param mode what it is about
 * @param topic the feed
 * @param callback where the subscriber is
 * @param secret what is to sign what is sent; null for nothing
 * @param lease how long the subscription is to last
 * @param reason why it is denied
 * @param keyId the key that it was asked for with; null where none is asked for
 * @param attempt which attempt this is, from 1
 */
record HubRequest(
        long number,
        Mode mode,
        String topic,
        URI callback,
        @Nullable SealedSecret secret,
        Duration lease,
        @Nullable String reason,
        @Nullable String keyId,
        int attempt) {

    /** What it is about. */
    enum Mode {
        SUBSCRIBE,
        UNSUBSCRIBE,
        DENIED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, refused. */
    HubRequest denied(String why) {
        return new HubRequest(number, Mode.DENIED, topic, callback, null, lease, why, keyId, attempt);
    }

    /** What is asked for: the callback with the question in its query. */
    URI question(String challenge) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("hub.mode", mode.text());
        parameters.put("hub.topic", topic);
        switch (mode) {
            case SUBSCRIBE -> {
                parameters.put("hub.challenge", challenge);
                parameters.put("hub.lease_seconds", Long.toString(lease.toSeconds()));
            }
            case UNSUBSCRIBE -> parameters.put("hub.challenge", challenge);
            case DENIED -> parameters.put("hub.reason", reason == null ? "" : reason);
        }
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(callback + (callback.getRawQuery() == null ? "?" : "&") + query);
    }
}
