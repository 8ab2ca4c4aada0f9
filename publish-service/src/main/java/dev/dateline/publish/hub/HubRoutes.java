package dev.dateline.publish.hub;

import dev.dateline.publish.api.ServiceAddress;
import dev.dateline.publish.subscription.FeedTopic;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.keys.Caller;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/hub}: where who reads an outgoing feed asks to be sent it instead, by WebSub. */
public final class HubRoutes {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LONGEST_ADDRESS = 2_000;

    /** WebSub: a secret is shorter than 200 bytes. */
    private static final int LONGEST_SECRET = 199;

    private final Hub hub;
    private final KeyRing keys;
    private final ServiceAddress address;

    /** The way to a hub. */
    public HubRoutes(Hub hub, KeyRing keys, ServiceAddress address) {
        this.hub = hub;
        this.keys = keys;
        this.address = address;
    }

    /** Adds it. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.post("/v1/hub", "Subscribe to an outgoing feed, renew that, or end it (WebSub)")
                        .body(
                                FORM,
                                Shape.object()
                                        .has("hub.mode", Shape.oneOf("subscribe", "unsubscribe"))
                                        .has("hub.topic", Shape.text("uri"))
                                        .has("hub.callback", Shape.text("uri"))
                                        .mayHave("hub.lease_seconds", Shape.whole(1, Integer.MAX_VALUE))
                                        .mayHave("hub.secret", Shape.text().with("maxLength", LONGEST_SECRET)))
                        .answers(202, "The callback is asked whether it was meant")
                        .problem(400, "bad-field", "A field is not as it must be")
                        .problem(400, "bad-topic", "The topic is none of this service's feeds")
                        .problem(415, "form-needed", "The body is no form")
                        .problem(429, "too-many-requests", "The callback's host is asked too often"),
                this::request);
    }

    private void request(Context context) {
        String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
        if (!type.startsWith(FORM)) {
            throw new ProblemException(new Problem(
                    415, "form-needed", "A form is needed", "Send the header 'Content-Type: " + FORM + "'."));
        }
        String mode = field(context, "hub.mode").orElse("");
        URI callback = callback(context);
        String topic = field(context, "hub.topic").orElseThrow(() -> missing("hub.topic"));
        if (topic.length() > LONGEST_ADDRESS) {
            throw refusal("hub.topic", "has at most " + LONGEST_ADDRESS + " characters");
        }
        boolean taken = switch (mode) {
            case "subscribe" ->
                hub.subscribe(
                        FeedTopic.parse(topic, address.of(context)),
                        callback,
                        secret(context),
                        leaseSeconds(context),
                        keyId(context));
            case "unsubscribe" -> hub.unsubscribe(topic, callback);
            default -> throw refusal("hub.mode", "must be subscribe or unsubscribe");
        };
        if (!taken) {
            throw new ProblemException(
                    new Problem(
                            429,
                            "too-many-requests",
                            "Too many requests",
                            "The host of the callback is asked too often; wait a minute."),
                    Map.of("Retry-After", "60"),
                    null);
        }
        context.status(202);
    }

    /** The key that is shown: what it may not read any more is not sent any more. */
    private @Nullable String keyId(Context context) {
        Caller caller = keys.byAuthorization(context.header("Authorization"));
        return caller.isAnyone() ? null : caller.id();
    }

    private static URI callback(Context context) {
        String text = field(context, "hub.callback").orElseThrow(() -> missing("hub.callback"));
        String rule = "must be an address of http or https, without a user's name and a fragment, of at most "
                + LONGEST_ADDRESS + " characters";
        try {
            URI callback = new URI(text);
            if (text.length() <= LONGEST_ADDRESS
                    && OutboundHttp.isWebAddress(callback)
                    && callback.getRawFragment() == null) {
                return callback;
            }
        } catch (URISyntaxException e) {
            throw new ProblemException(
                    new Problem(400, "bad-field", "Bad field", "'hub.callback' " + rule + "."), Map.of(), e);
        }
        throw refusal("hub.callback", rule);
    }

    private static @Nullable Secret secret(Context context) {
        Optional<String> secret = field(context, "hub.secret");
        if (secret.map(text -> text.getBytes(StandardCharsets.UTF_8).length).orElse(0) > LONGEST_SECRET) {
            throw refusal("hub.secret", "must be shorter than 200 bytes");
        }
        return secret.map(Secret::new).orElse(null);
    }

    private static Optional<Long> leaseSeconds(Context context) {
        return field(context, "hub.lease_seconds").map(text -> {
            if (!text.matches("[1-9]\\d{0,9}")) {
                throw refusal("hub.lease_seconds", "must be a whole number of seconds");
            }
            return Long.parseLong(text);
        });
    }

    private static Optional<String> field(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
    }

    private static ProblemException missing(String name) {
        return refusal(name, "is missing");
    }

    private static ProblemException refusal(String name, String rule) {
        return new ProblemException(new Problem(400, "bad-field", "Bad field", "'" + name + "' " + rule + "."));
    }
}
