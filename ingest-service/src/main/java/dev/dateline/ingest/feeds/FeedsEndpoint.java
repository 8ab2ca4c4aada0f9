package dev.dateline.ingest.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.ingest.feeds.FeedCounts.Count;
import dev.dateline.ingest.keys.Caller;
import dev.dateline.ingest.keys.KeyRing;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/feeds} and {@code GET /v1/feeds/{feed}}: what came of each feed since the process started. A key sees the
 * feeds of its scope, an operator's all of them.
 */
public final class FeedsEndpoint {

    private static final JsonFactory JSON = new JsonFactory();

    private final FeedCounts counts;
    private final KeyRing keys;
    private final Instant since;

    /** An endpoint that shows the counts, which began at the given time. */
    public FeedsEndpoint(FeedCounts counts, KeyRing keys, Instant since) {
        this.counts = counts;
        this.keys = keys;
        this.since = since;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/feeds", this::list);
        routes.get("/v1/feeds/{feed}", this::show);
    }

    private void list(Context context) throws IOException {
        Caller caller = keys.byBearer(context.header("Authorization"));
        SortedMap<String, Count> all = counts.all();
        all.keySet().removeIf(feed -> !caller.operator() && !caller.covers(feed));
        answer(context, out -> {
            out.writeStartObject();
            out.writeStringField("since", since.toString());
            out.writeArrayFieldStart("feeds");
            for (Count count : all.values()) {
                write(count, out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void show(Context context) throws IOException {
        Caller caller = keys.byBearer(context.header("Authorization"));
        String feed = FeedName.check(context.pathParam("feed"));
        if (!caller.operator()) {
            KeyRing.requireFeed(caller, feed);
        }
        Count count = counts.of(feed)
                .orElseThrow(() -> new ProblemException(new Problem(
                        404,
                        "unknown-feed",
                        "The feed is not known",
                        "nothing came of \"" + feed + "\" since " + since)));
        answer(context, out -> write(count, out));
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

    private static void write(Count count, JsonGenerator out) throws IOException {
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
