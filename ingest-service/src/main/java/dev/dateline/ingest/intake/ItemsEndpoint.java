package dev.dateline.ingest.intake;

import dev.dateline.ingest.feeds.FeedName;
import dev.dateline.ingest.feeds.FeedStates;
import dev.dateline.ingest.limits.BoundedBody;
import dev.dateline.ingest.limits.ClientBody;
import dev.dateline.ingest.limits.ContentEncoding;
import dev.dateline.ingest.limits.IntakeLimits;
import dev.dateline.ingest.limits.RequestRates;
import dev.dateline.ingest.limits.RequestSlots;
import dev.dateline.ingest.limits.Room;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ItemParser.Origin;
import dev.dateline.ingest.parse.LineReader;
import dev.dateline.ingest.parse.ParsedDocument;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.ingest.parse.Reason;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.keys.Caller;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.runtime.signature.Signature;
import dev.dateline.schemas.Lane;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/feeds/{feed}/items?lane=live|backfill}, and the short form {@code POST /v1/articles?feed=NAME}. Answers only
 * after Kafka acknowledged every item, the refused ones too; if it does not, with 503, and the client sends the whole request
 * again, which is safe because ids are deterministic. NDJSON is read line by line and never held whole; other bodies, and
 * signed ones, are held whole within a budget that all requests share.
 */
public final class ItemsEndpoint {

    private static final String DEFAULT_FEED = "default";

    /** How often what is sent was replayed after it was refused; if it is refused again, that goes along with it. */
    private static final String REPLAYED = "Dateline-Replayed";

    private static final int LONGEST_IDEMPOTENCY_KEY = 255;
    private static final long ANSWERS_BYTES = 16L * 1024 * 1024;

    /** Of a body that is refused unread this much is read, so that it can be shown. */
    private static final int SHOWN_BYTES = 64 * 1024;

    private static final String DECODED = "after decompression";
    private static final String ENCODED = "of the body";
    private static final String SEND_LINES = "send many articles as application/x-ndjson, which is read line by line";
    private static final String SEND_LESS = "send the items in several requests";

    private final NewsWriter writer;
    private final ItemParser parser;
    private final FeedStates states;
    private final KeyRing keys;
    private final RequestRates rates;
    private final IntakeLimits limits;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final RequestSlots slots;
    private final Room room;
    private final Answers answers = new Answers(ANSWERS_BYTES, System::nanoTime);

    /** An endpoint that hands on to the writer what the keys let in. */
    public ItemsEndpoint(
            NewsWriter writer,
            ItemParser parser,
            FeedStates states,
            KeyRing keys,
            IntakeLimits limits,
            IngestMetrics metrics,
            InstantSource clock) {
        this.writer = writer;
        this.parser = parser;
        this.states = states;
        this.keys = keys;
        this.rates = new RequestRates(limits.requestsPerSecond());
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
        this.slots = new RequestSlots(limits.requests());
        this.room = new Room(limits.heldBytes());
    }

    /** Adds the routes. */
    public void addTo(Routes routes) {
        routes.add(
                pushing("/v1/feeds/{feed}/items", "Push items to a feed")
                        .takes(Parameter.path("feed", "The feed's name")),
                context -> push(context, context.pathParam("feed")));
        routes.add(
                pushing("/v1/articles", "Push items to a feed, by default to the feed default")
                        .takes(Parameter.query("feed", Shape.text(), "The feed's name.")),
                context -> push(context, context.queryParam("feed")));
    }

    private static Operation pushing(String path, String summary) {
        return Operation.post(path, summary)
                .access(Access.CALLER)
                .takes(
                        Parameter.query("lane", Shape.oneOf("live", "backfill"), "Live, or loaded afterwards."),
                        Parameter.header(
                                "Content-Encoding", Shape.oneOf("gzip", "zstd"), "How the body is compressed."),
                        Parameter.header(
                                "Idempotency-Key",
                                Shape.text().with("maxLength", LONGEST_IDEMPOTENCY_KEY),
                                "The same request with the same key is answered the same, for a day."),
                        Parameter.header(
                                REPLAYED,
                                Shape.whole(1, 9_999),
                                "With a replay of what was refused: how often that was replayed."),
                        Parameter.header(
                                Signature.ID, Shape.text(), "With a signature by Standard Webhooks: the message."),
                        Parameter.header(Signature.TIMESTAMP, Shape.text(), "When it was signed, seconds since 1970."),
                        Parameter.header(Signature.SIGNATURE, Shape.text(), "The signature: v1,BASE64."))
                .body(Shape.any())
                .body("application/x-ndjson", Shape.text())
                .body("*/*", Shape.text().says("Any of the formats that the README lists."))
                .answers(202, "application/json", Receipt.SHAPE, "Kafka has all of it")
                .answers(207, "application/json", Receipt.SHAPE, "Kafka has some of it; the others say why not")
                .problem(400, "not-json", "The body cannot be read")
                .problem(408, "too-slow", "The body came too slowly")
                .problem(409, "idempotency-key-in-use", "The same request is being dealt with, or another had that key")
                .problem(413, "too-large", "It is too large, or nested too deep")
                .problem(415, "unsupported-format", "It is in no format that is known")
                .answers(422, "application/json", Receipt.SHAPE, "None of the items was taken")
                .problem(422, "not-an-article", "The item is no article")
                .problem(429, "too-many-requests", "The key's rate is used up")
                .problem(
                        503,
                        "kafka-unavailable",
                        "Kafka does not answer, or the feed is paused; send the whole request again");
    }

    private void push(Context context, @Nullable String feed) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (RequestSlots.Slot ignored = slots.take();
                Room.Held held = room.hold()) {
            new Push(context, FeedName.check(feed == null ? DEFAULT_FEED : feed), held)
                    .take()
                    .answer(context);
        } catch (ProblemException e) {
            metrics.refused(e.problem().status(), e.problem().code());
            throw e;
        }
        metrics.acknowledged(Duration.ofNanos(System.nanoTime() - begin));
    }

    private static int replayed(Context context) {
        String times = context.header(REPLAYED);
        if (times == null) {
            return 0;
        }
        if (!times.matches("[1-9]\\d{0,3}")) {
            throw new ProblemException(new Problem(
                    400,
                    "bad-replayed",
                    "The number of replays is not allowed",
                    "the header \"" + REPLAYED + "\" must be a whole number from 1 to 9999, or be left out"));
        }
        return Integer.parseInt(times);
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

    /** One request, for the thread that serves it. */
    private final class Push {

        private final Context context;
        private final String feed;
        private final Room.Held held;
        private final Origin origin;
        private final @Nullable String contentType;
        private final @Nullable Signature signature;
        private final ClientBody body;
        private final Batch batch;

        Push(Context context, String feed, Room.Held held) throws IOException {
            this.context = context;
            this.feed = feed;
            this.held = held;
            this.origin = new Origin(feed, clock.instant(), lane(context));
            this.contentType = context.contentType();
            this.signature = keys.letsEveryoneIn() ? null : Signature.in(context::header);
            // A signed request has an idempotency key in any case.
            boolean idempotent = signature != null || context.header("Idempotency-Key") != null;
            this.body = new ClientBody(context.req().getInputStream(), limits, idempotent);
            this.batch = new Batch(writer, limits, origin, contentType, replayed(context));
        }

        Receipt take() throws IOException, InterruptedException {
            Signature signed = signature;
            if (signed == null) {
                Caller caller = keys.byAuthorization(context.header("Authorization"));
                admit(caller);
                return refusable(() -> {
                    ContentEncoding encoding = ContentEncoding.of(context.header("Content-Encoding"));
                    check(
                            encoding,
                            encoding == ContentEncoding.IDENTITY && !isLines()
                                    ? limits.wholeBytes()
                                    : limits.requestBytes());
                    return idempotent(caller, context.header("Idempotency-Key"), encoding, body);
                });
            }
            keys.checkTime(signed);
            check(ContentEncoding.IDENTITY, limits.wholeBytes());
            byte[] raw = held.readAll(
                    new BoundedBody(body, limits.wholeBytes(), ENCODED, SEND_LESS),
                    context.req().getContentLengthLong());
            Caller caller = keys.bySignature(signed, feed, raw);
            admit(caller);
            String idempotencyKey = Objects.requireNonNullElse(context.header("Idempotency-Key"), signed.id());
            return refusable(() -> idempotent(
                    caller,
                    idempotencyKey,
                    ContentEncoding.of(context.header("Content-Encoding")),
                    new ByteArrayInputStream(raw)));
        }

        private void admit(Caller caller) {
            KeyRing.requireFeed(caller, feed);
            rates.take(caller);
            states.requireRunning(feed);
        }

        private boolean isLines() {
            return ItemParser.isLines(contentType);
        }

        private void check(ContentEncoding encoding, int limit) {
            BoundedBody.check(
                    context.req().getContentLengthLong(),
                    limit,
                    ENCODED,
                    encoding == ContentEncoding.IDENTITY && !isLines() ? SEND_LINES : SEND_LESS);
        }

        private Receipt idempotent(Caller caller, @Nullable String key, ContentEncoding encoding, InputStream raw)
                throws IOException, InterruptedException {
            if (key == null) {
                return process(encoding, raw);
            }
            if (key.isBlank() || key.length() > LONGEST_IDEMPOTENCY_KEY) {
                throw new ProblemException(new Problem(
                        400,
                        "bad-idempotency-key",
                        "The Idempotency-Key is not allowed",
                        "give it 1 to " + LONGEST_IDEMPOTENCY_KEY + " characters"));
            }
            Answers.Name name = new Answers.Name(caller.id(), feed, key);
            if (answers.begin(name)) {
                Optional<Receipt> known = answers.find(name, body.digest());
                return known.orElseThrow(() -> new ProblemException(new Problem(
                        409,
                        "idempotency-key-in-use",
                        "The answer has just been forgotten",
                        "send the request again")));
            }
            try {
                Receipt receipt = process(encoding, raw);
                answers.keep(name, body.digest(), receipt);
                return receipt;
            } finally {
                answers.end(name);
            }
        }

        private Receipt process(ContentEncoding encoding, InputStream raw) throws IOException, InterruptedException {
            InputStream decoded = encoding.decode(
                    raw instanceof ClientBody ? new BoundedBody(raw, limits.requestBytes(), ENCODED, SEND_LESS) : raw);
            return isLines() ? lines(decoded) : whole(decoded, encoding);
        }

        private Receipt lines(InputStream decoded) throws IOException, InterruptedException {
            InputStream bounded = new BoundedBody(decoded, limits.requestBytes(), DECODED, SEND_LESS);
            LineReader lines = new LineReader(bounded, limits.itemBytes());
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    batch.add(parser.parseLine(line, contentType, origin));
                }
            }
            requireItems();
            return Receipt.of(batch.outcomes());
        }

        private Receipt whole(InputStream decoded, ContentEncoding encoding) throws IOException, InterruptedException {
            long announced =
                    encoding == ContentEncoding.IDENTITY ? context.req().getContentLengthLong() : -1;
            byte[] bytes = held.readAll(
                    new BoundedBody(
                            decoded,
                            limits.wholeBytes(),
                            encoding == ContentEncoding.IDENTITY ? ENCODED : DECODED,
                            SEND_LINES),
                    announced);
            ParsedDocument document = parser.document(bytes, contentType, origin);
            boolean many = document.many();
            for (ParsedItem item : document.items()) {
                batch.add(item);
            }
            requireItems();
            // Parsed items hold their own bytes; what Kafka is waited for need not hold the request's.
            held.close();
            List<Outcome> outcomes = batch.outcomes();
            return many ? Receipt.of(outcomes) : Receipt.of(outcomes.getFirst());
        }

        private void requireItems() {
            if (batch.isEmpty()) {
                throw new ProblemException(new Problem(
                        400, "no-items", "The request has no items", "send at least one article in the body"));
            }
        }

        /** What is refused because of its bytes, before it could be cut into items, is an item too, and is kept as one. */
        private Receipt refusable(Taking taking) throws IOException, InterruptedException {
            try {
                return taking.take();
            } catch (ProblemException e) {
                Optional<Reason> reason = Reason.of(e.problem().code());
                if (reason.isPresent() && batch.isEmpty()) {
                    byte[] shown = body.beginning();
                    if (shown.length == 0) {
                        shown = body.readNBytes(SHOWN_BYTES);
                    }
                    batch.add(new ParsedItem.Refused(
                            reason.get(), String.valueOf(e.problem().detail()), 1, shown));
                    batch.outcomes();
                }
                throw e;
            }
        }
    }

    @FunctionalInterface
    private interface Taking {
        Receipt take() throws IOException, InterruptedException;
    }
}
