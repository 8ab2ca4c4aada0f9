package dev.dateline.ingest.websub;

import dev.dateline.ingest.feeds.FeedName;
import dev.dateline.ingest.feeds.FeedStates;
import dev.dateline.ingest.limits.BoundedBody;
import dev.dateline.ingest.limits.ClientBody;
import dev.dateline.ingest.limits.IntakeLimits;
import dev.dateline.ingest.limits.Room;
import dev.dateline.ingest.pull.PulledFeed;
import dev.dateline.ingest.pull.PulledItems;
import dev.dateline.ingest.pull.Puller;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.outbound.Fetched;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.runtime.signature.HubSignature;
import dev.dateline.runtime.watched.WatchedFile;
import dev.dateline.schemas.HubSubscription;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriber's side of WebSub (W3C Recommendation, 2018). A feed that names a hub is subscribed to, with a secret and a
 * callback that nobody can guess; the hub's question whether that was meant is answered; what it sends is taken only with its
 * signature, and through the same memory as what is fetched; the lease is renewed before it ends. The feed is still fetched:
 * a hub promises nothing.
 */
public final class HubSubscriptions implements Puller.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(HubSubscriptions.class);

    private static final String PATH = "/v1/websub/{feed}/{token}";
    private static final Duration LEASE = Duration.ofDays(10);

    /** A lease is renewed when this much of it is left, or half where it is shorter. */
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(1);

    /** A hub that does not answer is asked again after this time. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofHours(1);

    private static final int TOKEN_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<URI> publicUrl;
    private final OutboundHttp http;
    private final FeedStates states;
    private final WatchedFile<List<PulledFeed>> list;
    private final PulledItems items;
    private final IntakeLimits limits;
    private final InstantSource clock;
    private final Room room;

    /** Subscriptions of the feeds of the list; none is made without a public address. */
    public HubSubscriptions(
            Optional<URI> publicUrl,
            OutboundHttp http,
            FeedStates states,
            WatchedFile<List<PulledFeed>> list,
            PulledItems items,
            IntakeLimits limits,
            InstantSource clock) {
        this.publicUrl = publicUrl;
        this.http = http;
        this.states = states;
        this.list = list;
        this.items = items;
        this.limits = limits;
        this.clock = clock;
        this.room = new Room(limits.heldBytes());
    }

    /** Adds the callback. */
    public void addTo(Routes routes) {
        routes.add(
                callback(Operation.get(PATH, "A hub asks whether a subscription was meant"))
                        .answers(200, "text/plain", Shape.text(), "It was: the challenge")
                        .answers(204, "Its denial is noted"),
                context -> stored(() -> verify(context)));
        routes.add(
                callback(Operation.post(PATH, "A hub sends a feed"))
                        .body("*/*", Shape.text())
                        .answers(204, "It was taken")
                        .problem(401, "bad-signature", "The signature is not valid")
                        .problem(408, "too-slow", "The body came too slowly")
                        .problem(413, "too-large", "It is too large"),
                context -> stored(() -> deliver(context)));
    }

    /** The token in the path is what lets a hub in; parameters of its own must not keep it out. */
    private static Operation callback(Operation operation) {
        return operation
                .access(Access.ANYONE)
                .takes(
                        Parameter.path("feed", "The feed's name"),
                        Parameter.path("token", "What the hub was told, and nobody else"))
                .tolerant()
                .problem(400, "bad-feed", "The feed's name is not allowed")
                .problem(404, "unknown-subscription", "It was not asked for here")
                .problem(503, "not-taken", "It could not be dealt with now; send it again");
    }

    @FunctionalInterface
    private interface Handling {
        void run() throws IOException, InterruptedException;
    }

    private static void stored(Handling handling) throws InterruptedException {
        try {
            handling.run();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(503, "not-taken", "The request could not be dealt with now", "send it again"),
                    Map.of("Retry-After", "5"),
                    e);
        }
    }

    @Override
    public void read(PulledFeed feed, Fetched document) {
        if (publicUrl.isEmpty() || !feed.websub()) {
            return;
        }
        HubLinks.in(document).ifPresent(links -> {
            boolean same = states.of(feed.feed())
                    .getSubscription()
                    .filter(known -> known.getHub().equals(links.hub().toString())
                            && known.getTopic().equals(links.topic().toString()))
                    .isPresent();
            if (!same) {
                subscribe(feed, links, null);
            }
        });
    }

    @Override
    public void tick(PulledFeed feed) {
        if (publicUrl.isPresent() && feed.websub()) {
            states.of(feed.feed())
                    .getSubscription()
                    .filter(known -> clock.instant().isAfter(renewal(known)))
                    .ifPresent(known -> subscribe(
                            feed, new HubLinks(URI.create(known.getHub()), URI.create(known.getTopic())), known));
        }
    }

    /** When to ask the hub again: in good time before its lease ends, or after a while where it has granted none. */
    static Instant renewal(HubSubscription known) {
        Instant end = known.getLeaseEnds().orElse(null);
        if (end == null || end.isBefore(known.getRequested())) {
            return known.getRequested().plus(ASK_AGAIN_AFTER);
        }
        Duration half = Duration.between(known.getRequested(), end).dividedBy(2);
        return end.minus(half.compareTo(RENEW_BEFORE_END) < 0 ? half : RENEW_BEFORE_END);
    }

    private void subscribe(PulledFeed feed, HubLinks links, @Nullable HubSubscription renewed) {
        HubSubscription subscription = HubSubscription.newBuilder()
                .setHub(links.hub().toString())
                .setTopic(links.topic().toString())
                .setToken(renewed == null ? random() : renewed.getToken())
                .setSecret(renewed == null ? random() : renewed.getSecret())
                .setLeaseEnds(null)
                .setRequested(now())
                .build();
        URI callback = publicUrl.orElseThrow().resolve("v1/websub/" + feed.feed() + "/" + subscription.getToken());
        try {
            // Written before the hub is asked: its question may come before its answer.
            change(feed.feed(), subscription);
            Fetched answer = http.post(
                    links.hub(),
                    "application/x-www-form-urlencoded",
                    form(Map.of(
                                    "hub.callback", callback.toString(),
                                    "hub.mode", "subscribe",
                                    "hub.topic", subscription.getTopic(),
                                    "hub.secret", subscription.getSecret(),
                                    "hub.lease_seconds", Long.toString(LEASE.toSeconds())))
                            .getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    feed.reach(links.hub()));
            if (answer.status() / 100 != 2) {
                LOG.atWarn()
                        .addKeyValue("feed", feed.feed())
                        .log("The hub {} answers {} to a subscription", links.hub(), answer.status());
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("feed", feed.feed())
                    .log("The hub {} cannot be asked: {}", links.hub(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String form(Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    private static String random() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The hub asks whether the subscription was meant, or says that it denies it. */
    private void verify(Context context) throws IOException, InterruptedException {
        String feed = FeedName.check(context.pathParam("feed"));
        HubSubscription subscription = subscription(context, feed);
        String mode = String.valueOf(context.queryParam("hub.mode"));
        if (!subscription.getTopic().equals(context.queryParam("hub.topic"))) {
            throw unknown();
        }
        switch (mode) {
            case "subscribe" -> {
                String challenge = context.queryParam("hub.challenge");
                if (challenge == null) {
                    throw unknown();
                }
                Instant end = now().plus(lease(context.queryParam("hub.lease_seconds")));
                change(
                        feed,
                        HubSubscription.newBuilder(subscription)
                                .setLeaseEnds(end)
                                .setDenied(null)
                                .build());
                LOG.atInfo().addKeyValue("feed", feed).log("The hub {} sends until {}", subscription.getHub(), end);
                context.contentType("text/plain").result(challenge);
            }
            case "denied" -> {
                String reason = String.valueOf(context.queryParam("hub.reason"));
                change(
                        feed,
                        HubSubscription.newBuilder(subscription)
                                .setLeaseEnds(null)
                                .setDenied(reason)
                                .build());
                LOG.atWarn().addKeyValue("feed", feed).log("The hub {} denies the subscription", subscription.getHub());
                context.status(204);
            }
            // We never end a subscription, so nobody else may.
            default -> throw unknown();
        }
    }

    private static Duration lease(@Nullable String seconds) {
        return seconds != null && seconds.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : LEASE;
    }

    private void deliver(Context context) throws IOException, InterruptedException {
        String name = FeedName.check(context.pathParam("feed"));
        HubSubscription subscription = subscription(context, name);
        PulledFeed feed = list.content().stream()
                .filter(listed -> listed.feed().equals(name))
                .findFirst()
                .orElseThrow(HubSubscriptions::unknown);
        states.requireRunning(name);
        try (Room.Held held = room.hold()) {
            long announced = context.req().getContentLengthLong();
            String advice = "the feed is still fetched";
            BoundedBody.check(announced, limits.wholeBytes(), "of the body", advice);
            ClientBody body = new ClientBody(context.req().getInputStream(), limits, false);
            byte[] bytes = held.readAll(new BoundedBody(body, limits.wholeBytes(), "of the body", advice), announced);
            if (!HubSignature.isOf(bytes, subscription.getSecret(), context.header(HubSignature.HEADER))) {
                throw new ProblemException(new Problem(
                        401,
                        "bad-signature",
                        "The signature is not valid",
                        "X-Hub-Signature must be an HMAC (sha1, sha256, sha384 or sha512) over the raw body"
                                + " with hub.secret"));
            }
            int taken = items.take(feed, feed.url(), bytes, context.contentType(), cursor -> {});
            LOG.atDebug().addKeyValue("feed", name).addKeyValue("items", taken).log("A hub has sent");
            context.status(204);
        }
    }

    private HubSubscription subscription(Context context, String feed) {
        byte[] token = context.pathParam("token").getBytes(StandardCharsets.UTF_8);
        return states.of(feed)
                .getSubscription()
                .filter(known -> MessageDigest.isEqual(known.getToken().getBytes(StandardCharsets.UTF_8), token))
                .orElseThrow(HubSubscriptions::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(
                new Problem(404, "unknown-subscription", "There is no such subscription", "it was not asked for here"));
    }

    private void change(String feed, HubSubscription subscription) throws IOException, InterruptedException {
        states.update(feed, state -> state.setSubscription(subscription));
    }
}
