package dev.dateline.ingest.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.ingest.feeds.FeedCounts.Count;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.keys.Caller;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.FeedState;
import dev.dateline.schemas.HubSubscription;
import dev.dateline.schemas.PullCursor;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/feeds} and {@code GET /v1/feeds/{feed}}: what came of each feed since the process started, and where ingest
 * is in those that it fetches. A key sees the feeds of its scope, an operator's all of them. {@code POST
 * /v1/feeds/{feed}/pause} and {@code /resume}, for operators, hold over restarts.
 */
public final class FeedsEndpoint {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Shape FEED = Shape.object()
            .has("feed", Shape.text())
            .has("received", Shape.whole())
            .has("accepted", Shape.whole())
            .has("rejected", Shape.whole())
            .has("reasons", Shape.map(Shape.whole()).says("How often it was refused, by code."))
            .has("lastAccepted", Shape.instant().orNull())
            .has("lastRejected", Shape.instant().orNull())
            .has("pausedSince", Shape.instant().orNull())
            .mayHave(
                    "pull",
                    Shape.object()
                            .has("url", Shape.text())
                            .has("location", Shape.text().says("Where it is now, after lasting redirects."))
                            .has("lastAttempt", Shape.instant().orNull())
                            .has("lastSuccess", Shape.instant().orNull())
                            .has("notBefore", Shape.instant().orNull())
                            .mayHave(
                                    "nextFetch", Shape.instant().says("When it is asked for next; absent while it is."))
                            .has("failures", Shape.whole().says("Failures since the last success."))
                            .has("problem", Shape.text().orNull())
                            .has("gone", Shape.bool()))
            .mayHave(
                    "websub",
                    Shape.object()
                            .has("hub", Shape.text())
                            .has("topic", Shape.text())
                            .has("requested", Shape.instant())
                            .has("leaseEnds", Shape.instant().orNull())
                            .has("denied", Shape.text().orNull()))
            .named("Feed");

    private final FeedCounts counts;
    private final FeedStates states;
    private final FetchTimes fetchTimes;
    private final KeyRing keys;
    private final InstantSource clock;
    private final Instant since;

    /** An endpoint that shows the counts, which begin now. */
    public FeedsEndpoint(
            FeedCounts counts, FeedStates states, FetchTimes fetchTimes, KeyRing keys, InstantSource clock) {
        this.fetchTimes = fetchTimes;
        this.counts = counts;
        this.states = states;
        this.keys = keys;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Adds the routes. */
    public void addTo(Routes routes) {
        Parameter feed = Parameter.path("feed", "The feed's name");
        routes.add(
                Operation.get("/v1/feeds", "What came of each feed")
                        .access(Access.CALLER)
                        .answers(Shape.object().has("since", Shape.instant()).has("feeds", Shape.list(FEED))),
                this::list);
        routes.add(
                Operation.get("/v1/feeds/{feed}", "What came of one feed")
                        .access(Access.CALLER)
                        .takes(feed)
                        .answers(FEED)
                        .problem(404, "unknown-feed", "Nothing came of it"),
                this::show);
        routes.add(
                pausing("/v1/feeds/{feed}/pause", "Make a feed stand still").takes(feed),
                context -> pause(context, true));
        routes.add(
                pausing("/v1/feeds/{feed}/resume", "Let a feed go on").takes(feed), context -> pause(context, false));
    }

    private static Operation pausing(String path, String summary) {
        return Operation.post(path, summary)
                .access(Access.OPERATOR)
                .answers(FEED)
                .problem(404, "unknown-feed", "Nothing came of it")
                .problem(503, "kafka-unavailable", "It could not be stored");
    }

    private void list(Context context) throws IOException {
        Caller caller = keys.byAuthorization(context.header("Authorization"));
        SortedMap<String, Count> all = counts.all();
        SortedMap<String, FeedState> known = states.all();
        known.keySet().forEach(feed -> all.computeIfAbsent(feed, Count::none));
        all.keySet().removeIf(feed -> !caller.operator() && !caller.covers(feed));
        answer(context, out -> {
            out.writeStartObject();
            out.writeStringField("since", since.toString());
            out.writeArrayFieldStart("feeds");
            for (Count count : all.values()) {
                write(count, known.get(count.feed()), out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void show(Context context) throws IOException {
        Caller caller = keys.byAuthorization(context.header("Authorization"));
        String feed = FeedName.check(context.pathParam("feed"));
        if (!caller.operator()) {
            KeyRing.requireFeed(caller, feed);
        }
        show(context, feed);
    }

    private void show(Context context, String feed) throws IOException {
        FeedState state = states.all().get(feed);
        Optional<Count> count = counts.of(feed);
        if (state == null && count.isEmpty()) {
            throw new ProblemException(new Problem(
                    404, "unknown-feed", "The feed is not known", "nothing came of \"" + feed + "\" since " + since));
        }
        answer(context, out -> write(count.orElseGet(() -> Count.none(feed)), state, out));
    }

    private void pause(Context context, boolean pause) throws IOException, InterruptedException {
        String feed = FeedName.check(context.pathParam("feed"));
        if (states.isPaused(feed) != pause) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            try {
                states.update(feed, state -> state.setPausedSince(pause ? now : null));
            } catch (IOException e) {
                throw new ProblemException(
                        new Problem(503, "kafka-unavailable", "The feed's state could not be stored", "try again"),
                        Map.of("Retry-After", "5"),
                        e);
            }
        }
        show(context, feed);
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static void answer(Context context, Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            writing.to(out);
        }
        context.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(bytes.toByteArray());
    }

    private void write(Count count, @Nullable FeedState state, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("feed", count.feed());
        out.writeNumberField("received", count.received());
        out.writeNumberField("accepted", count.accepted());
        out.writeNumberField("rejected", count.rejected());
        out.writeObjectFieldStart("reasons");
        for (var reason : count.reasons().entrySet()) {
            out.writeNumberField(reason.getKey(), reason.getValue());
        }
        out.writeEndObject();
        write("lastAccepted", count.lastAccepted(), out);
        write("lastRejected", count.lastRejected(), out);
        write("pausedSince", state == null ? null : state.getPausedSince().orElse(null), out);
        if (state != null && state.getPull().isPresent()) {
            write(count.feed(), state.getPull().get(), out);
        }
        if (state != null && state.getSubscription().isPresent()) {
            write(state.getSubscription().get(), out);
        }
        out.writeEndObject();
    }

    private void write(String feed, PullCursor pull, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("pull");
        out.writeStringField("url", pull.getUrl());
        out.writeStringField("location", pull.getLocation());
        write("lastAttempt", pull.getLastAttempt().orElse(null), out);
        write("lastSuccess", pull.getLastSuccess().orElse(null), out);
        Optional<Instant> notBefore = pull.getNotBefore();
        write("notBefore", notBefore.orElse(null), out);
        Optional<Instant> next = fetchTimes.next(feed);
        if (next.isPresent()) {
            write("nextFetch", notBefore.filter(next.get()::isBefore).orElse(next.get()), out);
        }
        out.writeNumberField("failures", pull.getFailures());
        out.writeStringField("problem", pull.getProblem().orElse(null));
        out.writeBooleanField("gone", pull.getGone());
        out.writeEndObject();
    }

    /** Without the token and the secret. */
    private static void write(HubSubscription subscription, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("websub");
        out.writeStringField("hub", subscription.getHub());
        out.writeStringField("topic", subscription.getTopic());
        write("requested", subscription.getRequested(), out);
        write("leaseEnds", subscription.getLeaseEnds().orElse(null), out);
        out.writeStringField("denied", subscription.getDenied().orElse(null));
        out.writeEndObject();
    }

    private static void write(String field, @Nullable Instant instant, JsonGenerator out) throws IOException {
        if (instant == null) {
            out.writeNullField(field);
        } else {
            out.writeStringField(field, instant.toString());
        }
    }
}
