package dev.dateline.ingest.intake;

import dev.dateline.ingest.intake.Receipt.Outcome;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ItemParser.Origin;
import dev.dateline.ingest.parse.LineReader;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.schemas.Lane;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/articles?feed=NAME&lane=live|backfill}. Answers only after Kafka acknowledged every item, the refused ones
 * too; if it does not, with 503, and the client sends the whole request again, which is safe because ids are deterministic.
 * NDJSON is read line by line and never held whole; other bodies are held whole within a budget that all requests share.
 */
public final class ArticlesEndpoint {

    private static final String PATH = "/v1/articles";
    private static final String DEFAULT_FEED = "default";
    private static final Pattern FEED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Long enough for a broker to come back or another request to end, short enough not to hold up a live feed. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(1);

    private final NewsWriter writer;
    private final ItemParser parser;
    private final IntakeLimits limits;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final Semaphore room;

    /** An endpoint that hands on to the writer. */
    public ArticlesEndpoint(NewsWriter writer, IntakeLimits limits, IngestMetrics metrics, InstantSource clock) {
        this.writer = writer;
        this.parser = new ItemParser(limits.itemBytes());
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
        this.room = new Semaphore(limits.heldBytes());
    }

    /** Adds the route. */
    public void addTo(RoutesConfig routes) {
        routes.post(PATH, this::push);
    }

    private void push(Context context) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Origin origin = new Origin(feed(context), clock.instant(), lane(context));
        if (ItemParser.isLines(context.contentType())) {
            pushLines(context, origin);
        } else {
            pushWhole(context, origin);
        }
        metrics.acknowledged(Duration.ofNanos(System.nanoTime() - begin));
    }

    private void pushLines(Context context, Origin origin) throws IOException, InterruptedException {
        Batch batch = new Batch(context.contentType(), origin);
        InputStream body = new BoundedBody(
                context.req().getInputStream(),
                context.req().getContentLengthLong(),
                limits.requestBytes(),
                "send the lines in several requests");
        LineReader lines = new LineReader(body, limits.itemBytes());
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                batch.add(parser.parseLine(line, context.contentType(), origin));
            }
        }
        Receipt.answer(batch.outcomes(), context);
    }

    private void pushWhole(Context context, Origin origin) throws IOException, InterruptedException {
        long announced = context.req().getContentLengthLong();
        InputStream body = new BoundedBody(
                context.req().getInputStream(),
                announced,
                limits.wholeBytes(),
                "send many articles as application/x-ndjson, which is read line by line");
        int held = announced < 0 ? limits.wholeBytes() : (int) announced;
        if (!room.tryAcquire(held, WAIT_FOR_ROOM.toMillis(), TimeUnit.MILLISECONDS)) {
            throw unavailable("overloaded", "Too much is being pushed at once", "try again a little later", null);
        }
        Batch batch = new Batch(context.contentType(), origin);
        boolean many;
        try {
            byte[] bytes = body.readAllBytes();
            List<ParsedItem> items =
                    parser.parse(bytes, context.contentType(), origin.feed(), origin.received(), origin.lane());
            many = items.size() != 1 || ItemParser.isList(bytes, context.contentType());
            for (ParsedItem item : items) {
                batch.add(item);
            }
        } finally {
            room.release(held);
        }
        List<Outcome> outcomes = batch.outcomes();
        if (many) {
            Receipt.answer(outcomes, context);
        } else {
            Receipt.answer(outcomes.getFirst(), context);
        }
    }

    private static String feed(Context context) {
        String feed = context.queryParam("feed");
        if (feed == null) {
            return DEFAULT_FEED;
        }
        if (!FEED.matcher(feed).matches()) {
            throw new ProblemException(
                    new Problem(
                            400,
                            "bad-feed",
                            "The feed's name is not allowed",
                            "the parameter \"feed\" must be 1 to 64 characters of a-z, 0-9, '.', '_' and '-', the first a letter or a digit"));
        }
        return feed;
    }

    private static Lane lane(Context context) {
        return switch (context.queryParam("lane")) {
            case null -> Lane.LIVE;
            case "live" -> Lane.LIVE;
            case "backfill" -> Lane.BACKFILL;
            default ->
                throw new ProblemException(new Problem(
                        400,
                        "bad-lane",
                        "The lane is not known",
                        "the parameter \"lane\" must be \"live\" or \"backfill\", or be left out for live"));
        };
    }

    private ProblemException unavailable(String code, String title, String detail, @Nullable Throwable cause) {
        metrics.unavailable();
        return new ProblemException(
                new Problem(503, code, title, detail), Map.of("Retry-After", RETRY_AFTER_SECONDS), cause);
    }

    /** The items of one request on their way to Kafka. For one thread. */
    private final class Batch {

        private final NewsWriter.Delivery delivery;
        private final List<CompletableFuture<Outcome>> pending = new ArrayList<>();
        private int settled;

        Batch(@Nullable String contentType, Origin origin) {
            this.delivery = new NewsWriter.Delivery(
                    origin.feed(), origin.received(), contentType == null ? "application/octet-stream" : contentType);
        }

        void add(ParsedItem item) throws InterruptedException {
            if (pending.size() == limits.items()) {
                outcomes();
                throw new ProblemException(new Problem(
                        413,
                        "too-many-items",
                        "The request has too many items",
                        "the first " + limits.items() + " were dealt with; send the others in further requests"));
            }
            pending.add(writer.write(item, delivery).thenApply(Outcome::of));
            // Once Kafka fails an item the request fails: to read on would only fill memory.
            while (settled < pending.size() && pending.get(settled).isDone()) {
                await(pending.get(settled), 0);
                settled++;
            }
        }

        List<Outcome> outcomes() throws InterruptedException {
            if (pending.isEmpty()) {
                throw new ProblemException(new Problem(
                        400, "no-items", "The request has no items", "send at least one article in the body"));
            }
            long deadline = System.nanoTime() + limits.acknowledgement().toNanos();
            List<Outcome> outcomes = new ArrayList<>(pending.size());
            for (CompletableFuture<Outcome> item : pending) {
                outcomes.add(await(item, deadline - System.nanoTime()));
            }
            return outcomes;
        }

        private Outcome await(CompletableFuture<Outcome> item, long nanos) throws InterruptedException {
            try {
                return item.get(nanos, TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw notAcknowledged(e.getCause());
            } catch (TimeoutException e) {
                throw notAcknowledged(e);
            }
        }

        private ProblemException notAcknowledged(@Nullable Throwable cause) {
            return unavailable(
                    "kafka-unavailable",
                    "The articles could not be stored",
                    "not every item was acknowledged; send the whole request again, no item will be taken twice",
                    cause);
        }
    }
}
