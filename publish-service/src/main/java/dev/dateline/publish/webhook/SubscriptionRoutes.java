package dev.dateline.publish.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.api.Cursor;
import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.api.JsonBody;
import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.delivery.Deliveries;
import dev.dateline.publish.delivery.DeliveryLog;
import dev.dateline.publish.delivery.DeliveryLog.Entry;
import dev.dateline.publish.delivery.DeliveryLog.Health;
import dev.dateline.publish.delivery.Replay.Replayed;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.publish.subscription.SigningSecret;
import dev.dateline.publish.subscription.StandingQuery;
import dev.dateline.publish.subscription.Subscription;
import dev.dateline.publish.subscription.Subscriptions;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.EnrichedArticle;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/subscriptions}: standing queries, each with an address that is told of what matches, and whether it is well. All
 * but the back-test is the operator's: an address often is a secret itself.
 */
public final class SubscriptionRoutes {

    private static final String ROOT = "/v1/subscriptions";
    private static final Set<String> STATES = Set.of("pending", "delivered", "failed", "cancelled", "superseded");
    private static final int MOST_SUBSCRIPTIONS = 10_000;
    private static final int LONGEST_QUERY = 8_000;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final Duration SPAN = Duration.ofDays(30);
    private static final Duration LONGEST_SPAN = Duration.ofDays(3_660);

    private static final String ONE = ROOT + "/{id}";
    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "How many at most.");
    private static final Parameter STATE = Parameter.query(
            "state",
            Shape.oneOf("pending", "delivered", "failed", "cancelled", "superseded"),
            "Only messages of which this became.");

    /** A query string, or an object of its parameters. */
    private static final Shape QUERY = Shape.text();

    private static final Shape SUBSCRIPTION = Shape.object()
            .has("id", Shape.text())
            .has("query", Shape.text())
            .has("url", Shape.text("uri"))
            .mayHave("topic", Shape.text("uri").says("Of a subscription of the hub: the feed that is sent."))
            .mayHave("leaseEnds", Shape.instant())
            .mayHave("description", Shape.text())
            .has("state", Shape.oneOf("active", "paused", "disabled"))
            .mayHave("reason", Shape.text())
            .mayHave("previousSecretUntil", Shape.instant())
            .has("created", Shape.instant())
            .has("changed", Shape.instant())
            .mayHave("secret", Shape.text())
            .named("Subscription");

    private static final Shape BACK_TEST = Shape.object()
            .has("since", Shape.instant())
            .has("until", Shape.instant())
            .has("count", Shape.whole())
            .has("backfill", Shape.whole())
            .has("capped", Shape.bool())
            .has(
                    "days",
                    Shape.list(Shape.object().has("day", Shape.text("date")).has("count", Shape.whole())))
            .has("newest", Shape.list(Shape.record(EnrichedArticle.class)))
            .named("BackTest");

    private static final Shape TEST = Shape.object()
            .has("messageId", Shape.text())
            .has("taken", Shape.bool())
            .mayHave("status", Shape.whole())
            .mayHave("error", Shape.text())
            .has("millis", Shape.whole())
            .named("SubscriptionTest");

    private static final Shape HEALTH = Shape.object()
            .has("state", Shape.oneOf("active", "paused", "disabled"))
            .mayHave("reason", Shape.text())
            .has("pending", Shape.whole())
            .mayHave("oldestPending", Shape.instant())
            .has("delivered24h", Shape.whole())
            .has("failed24h", Shape.whole())
            .has("attempts24h", Shape.whole())
            .mayHave("medianMillis", Shape.whole())
            .mayHave("p95Millis", Shape.whole())
            .has("failuresInARow", Shape.whole())
            .mayHave("lastSuccess", Shape.instant())
            .mayHave("lastFailure", Shape.instant())
            .mayHave("lastError", Shape.text())
            .mayHave("heldUntil", Shape.instant())
            .named("SubscriptionHealth");

    private static final Shape DELIVERY = Shape.object()
            .has("messageId", Shape.text())
            .has("type", Shape.text())
            .has("article", Shape.text())
            .has("seq", Shape.whole())
            .has("matches", Shape.bool())
            .has("replay", Shape.bool())
            .has("state", Shape.oneOf("pending", "delivered", "failed", "cancelled", "superseded"))
            .has("created", Shape.instant())
            .mayHave("due", Shape.instant())
            .mayHave("finished", Shape.instant())
            .has(
                    "attempts",
                    Shape.list(Shape.object()
                            .has("attempt", Shape.whole())
                            .has("begun", Shape.instant())
                            .has("millis", Shape.whole())
                            .mayHave("status", Shape.whole())
                            .mayHave("error", Shape.text())))
            .named("Delivery");

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final DeliveryLog log;
    private final BackTest backTest;
    private final Clock clock;

    /** Routes over these parts. */
    public SubscriptionRoutes(ReadModel readModel, Deliveries deliveries, SecretSeal seal, Clock clock) {
        this.subscriptions = new Subscriptions(readModel, seal);
        this.deliveries = deliveries;
        this.log = new DeliveryLog(readModel);
        this.backTest = new BackTest(readModel.articles());
        this.clock = clock;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                operator(Operation.post(ROOT, "Keep a query, and be called where something matches it"))
                        .body(Shape.object()
                                .has("query", QUERY)
                                .has("url", Shape.text("uri"))
                                .mayHave("secret", Shape.text())
                                .mayHave("description", Shape.text().with("maxLength", LONGEST_DESCRIPTION)))
                        .answers(201, "application/json", SUBSCRIPTION, "It is kept; its secret is shown this once")
                        .problem(409, "too-many-subscriptions", "There are too many"),
                this::create);
        routes.add(
                Operation.get(ROOT, "All subscriptions, those of the hub too, the oldest first")
                        .conditional()
                        .access(Access.OPERATOR)
                        .answers(Shape.object().has("items", Shape.list(SUBSCRIPTION))),
                this::list);
        routes.add(
                bodied(Operation.post(ROOT + "/backtest", "How often a query would have fired, and on what"))
                        .body(Shape.object()
                                .has("query", QUERY)
                                .mayHave("span", Shape.text())
                                .mayHave("since", Shape.instant())
                                .mayHave("until", Shape.instant()))
                        .answers(BACK_TEST),
                this::backTest);
        routes.add(of(Operation.get(ONE, "One subscription").conditional()).answers(SUBSCRIPTION), this::one);
        routes.add(
                ofWebhook(bodied(Operation.patch(ONE, "Change what is asked for, or where it goes")))
                        .body(Shape.object()
                                .mayHave("query", QUERY)
                                .mayHave("url", Shape.text("uri"))
                                .mayHave("description", Shape.text().with("maxLength", LONGEST_DESCRIPTION)))
                        .answers(SUBSCRIPTION),
                this::change);
        routes.add(
                of(Operation.delete(ONE, "Forget it and all that waits for it")).answers(204, "It is gone"),
                this::delete);
        routes.add(
                of(Operation.post(ONE + "/pause", "Send nothing until it is resumed; what matches waits"))
                        .answers(SUBSCRIPTION),
                this::pause);
        routes.add(of(Operation.post(ONE + "/resume", "Send again")).answers(SUBSCRIPTION), this::resume);
        routes.add(
                ofWebhook(bodied(
                                Operation.post(ONE + "/secret", "Sign with another secret, and for a while with both")))
                        .body(Shape.object().mayHave("secret", Shape.text()).mayHave("overlap", Shape.text()))
                        .answers(SUBSCRIPTION),
                this::rotate);
        routes.add(
                of(bodied(Operation.post(ONE + "/replay", "Send again what was taken by ingest within a span")))
                        .body(Shape.object().has("since", Shape.instant()).mayHave("until", Shape.instant()))
                        .answers(
                                202,
                                "application/json",
                                Shape.object().has("messages", Shape.whole()).has("capped", Shape.bool()),
                                "So many messages wait to be sent"),
                this::replay);
        routes.add(
                ofWebhook(Operation.post(ONE + "/test", "Call the address with a message that says nothing"))
                        .answers(TEST),
                this::test);
        routes.add(
                of(Operation.get(ONE + "/health", "How the address fares").conditional())
                        .answers(HEALTH),
                this::health);
        routes.add(
                of(Operation.get(ONE + "/deliveries", "What became of each message, newest first")
                                .conditional())
                        .takes(STATE, QueryParameters.CURSOR)
                        .takes(LIMIT)
                        .answers(Shape.page(DELIVERY)),
                this::deliveries);
    }

    private static Operation of(Operation operation) {
        return operation
                .access(Access.OPERATOR)
                .takes(Parameter.path("id", "The subscription's id"))
                .problem(404, "no-such-subscription", "No subscription has that id");
    }

    private static Operation ofWebhook(Operation operation) {
        return of(operation).problem(409, "of-the-hub", "It is a subscription of the hub");
    }

    private static Operation operator(Operation operation) {
        return bodied(operation).access(Access.OPERATOR);
    }

    private static Operation bodied(Operation operation) {
        return operation
                .problem(400, "bad-field", "A field is not as it must be")
                .problem(413, "too-large", "The body is too large")
                .problem(415, "json-needed", "The body is said to be something else than JSON");
    }

    private void create(Context context) {
        JsonBody body = JsonBody.read(context, Set.of("query", "url", "secret", "description"));
        StandingQuery query = query(body)
                .orElseThrow(
                        () -> JsonBody.refusal(
                                "'query' must be the parameters of the list of articles, such as \"country=TW&q=strait\"; \"\" for all."));
        URI url = url(body).orElseThrow(() -> JsonBody.refusal("'url' must be where the messages go."));
        Secret secret = secret(body);
        if (subscriptions.count() >= MOST_SUBSCRIPTIONS) {
            throw new ProblemException(new Problem(
                    409,
                    "too-many-subscriptions",
                    "Too many subscriptions",
                    "There are " + MOST_SUBSCRIPTIONS + "; delete one first."));
        }
        Subscription made = subscriptions.create(
                query.text(), url, body.text("description", LONGEST_DESCRIPTION).orElse(null), secret);
        context.status(201).header("Location", ROOT + "/" + made.id());
        answer(context, made, secret);
    }

    private void list(Context context) {
        List<Subscription> all = subscriptions.all();
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (Subscription subscription : all) {
                out.writeStartObject();
                write(out, subscription);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private void one(Context context) {
        answer(context, required(context), null);
    }

    private void change(Context context) {
        Subscription before = webhook(context);
        JsonBody body = JsonBody.read(context, Set.of("query", "url", "description"));
        subscriptions.change(
                before.id(),
                query(body).map(StandingQuery::text).orElse(before.query()),
                url(body).orElse(before.url()),
                body.has("description")
                        ? body.text("description", LONGEST_DESCRIPTION).orElse(null)
                        : before.description());
        answer(context, found(before.id()), null);
    }

    private void delete(Context context) {
        subscriptions.delete(required(context).id());
        context.status(204);
    }

    private void pause(Context context) {
        Subscription subscription = required(context);
        subscriptions.pause(subscription.id());
        answer(context, found(subscription.id()), null);
    }

    private void resume(Context context) {
        Subscription subscription = required(context);
        subscriptions.resume(subscription.id());
        answer(context, found(subscription.id()), null);
    }

    private void rotate(Context context) {
        Subscription subscription = webhook(context);
        JsonBody body = JsonBody.read(context, Set.of("secret", "overlap"));
        Secret secret = secret(body);
        subscriptions.rotate(
                subscription.id(),
                secret,
                body.duration("overlap", LONGEST_OVERLAP).orElse(OVERLAP));
        answer(context, found(subscription.id()), secret);
    }

    private void replay(Context context) {
        Subscription subscription = required(context);
        JsonBody body = JsonBody.read(context, Set.of("since", "until"));
        Instant since = body.instant("since")
                .orElseThrow(() -> JsonBody.refusal("'since' must be when the span begins, by time of receipt."));
        Instant until = body.instant("until").orElse(clock.instant());
        refuseEmpty(since, until);
        Replayed replayed = deliveries.replay(
                subscription, StandingQuery.parse(subscription.query()).within(since, until));
        JsonAnswer.object(context, out -> {
            out.writeNumberField("messages", replayed.messages());
            out.writeBooleanField("capped", replayed.capped());
        });
        context.status(202);
    }

    private void test(Context context) throws InterruptedException {
        Subscription subscription = webhook(context);
        Deliveries.Outcome outcome = deliveries.test(subscription);
        JsonAnswer.object(context, out -> {
            out.writeStringField("messageId", outcome.messageId());
            out.writeBooleanField("taken", outcome.taken());
            if (outcome.status().isPresent()) {
                out.writeNumberField("status", outcome.status().get());
            }
            JsonAnswer.field(out, "error", outcome.error().orElse(null));
            out.writeNumberField("millis", outcome.took().toMillis());
        });
    }

    private void health(Context context) {
        Subscription subscription = required(context);
        Health health = log.health(subscription.id()).orElseThrow(() -> noSuch(subscription.id()));
        JsonAnswer.object(context, out -> {
            out.writeStringField("state", lower(subscription.state()));
            JsonAnswer.field(out, "reason", subscription.reason());
            out.writeNumberField("pending", health.pending());
            JsonAnswer.field(out, "oldestPending", health.oldestPending());
            out.writeNumberField("delivered24h", health.delivered());
            out.writeNumberField("failed24h", health.failed());
            out.writeNumberField("attempts24h", health.attempts());
            number(out, "medianMillis", health.medianMillis());
            number(out, "p95Millis", health.p95Millis());
            out.writeNumberField("failuresInARow", health.failures());
            JsonAnswer.field(out, "lastSuccess", health.lastSuccess());
            JsonAnswer.field(out, "lastFailure", health.lastFailure());
            JsonAnswer.field(out, "lastError", health.lastError());
            JsonAnswer.field(out, "heldUntil", health.heldUntil());
        });
    }

    private static void number(JsonGenerator out, String name, @Nullable Double value) throws IOException {
        if (value != null) {
            out.writeNumberField(name, Math.round(value));
        }
    }

    private void deliveries(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        Optional<String> state = parameters.one("state");
        int limit = parameters.whole(LIMIT);
        long before = Cursor.read(parameters);
        if (state.isPresent() && !STATES.contains(state.get())) {
            throw QueryParameters.refusal(
                    "state",
                    "must be one of "
                            + String.join(", ", STATES.stream().sorted().toList()));
        }
        Subscription subscription = found(context.pathParam("id"));
        List<Entry> found = log.before(subscription.id(), state, before, limit + 1);
        JsonAnswer.page(context, found, limit, Entry::number, SubscriptionRoutes::write);
    }

    private static void write(JsonGenerator out, Entry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("messageId", entry.messageId());
        out.writeStringField("type", entry.type());
        out.writeStringField("article", entry.article());
        out.writeNumberField("seq", entry.seq());
        out.writeBooleanField("matches", entry.matches());
        out.writeBooleanField("replay", entry.replay());
        out.writeStringField("state", entry.state());
        JsonAnswer.field(out, "created", entry.created());
        JsonAnswer.field(out, "due", entry.due());
        JsonAnswer.field(out, "finished", entry.finished());
        out.writeArrayFieldStart("attempts");
        for (DeliveryLog.Try attempt : entry.attempts()) {
            out.writeStartObject();
            out.writeNumberField("attempt", attempt.attempt());
            JsonAnswer.field(out, "begun", attempt.begun());
            out.writeNumberField("millis", attempt.millis());
            if (attempt.status() != null) {
                out.writeNumberField("status", attempt.status());
            }
            JsonAnswer.field(out, "error", attempt.error());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void backTest(Context context) {
        JsonBody body = JsonBody.read(context, Set.of("query", "span", "since", "until"));
        StandingQuery query = query(body)
                .orElseThrow(() ->
                        JsonBody.refusal("'query' must be the parameters of the list of articles; \"\" for all."));
        Instant until = body.instant("until").orElse(clock.instant());
        Instant since = body.instant("since")
                .orElseGet(() -> until.minus(body.duration("span", LONGEST_SPAN).orElse(SPAN)));
        refuseEmpty(since, until);
        BackTest.Result result = backTest.of(query.within(since, until));
        JsonAnswer.object(context, out -> {
            JsonAnswer.field(out, "since", since);
            JsonAnswer.field(out, "until", until);
            out.writeNumberField("count", result.count());
            out.writeNumberField("backfill", result.backfill());
            out.writeBooleanField("capped", result.capped());
            out.writeArrayFieldStart("days");
            for (Map.Entry<LocalDate, Integer> day : result.days().entrySet()) {
                out.writeStartObject();
                out.writeStringField("day", day.getKey().toString());
                out.writeNumberField("count", day.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("newest");
            for (String record : result.newest()) {
                out.writeRawValue(record);
            }
            out.writeEndArray();
        });
    }

    private static void refuseEmpty(Instant since, Instant until) {
        if (!since.isBefore(until)) {
            throw JsonBody.refusal("'until' must be later than 'since'.");
        }
    }

    private static Optional<StandingQuery> query(JsonBody body) {
        Optional<Map<String, List<String>>> parameters = body.parameters("query");
        return parameters.isPresent()
                ? parameters.map(StandingQuery::of)
                : body.text("query", LONGEST_QUERY).map(StandingQuery::parse);
    }

    private static Optional<URI> url(JsonBody body) {
        return body.text("url", LONGEST_URL).map(text -> {
            try {
                URI url = new URI(text);
                if (OutboundHttp.isWebAddress(url)) {
                    return url;
                }
            } catch (URISyntaxException e) {
                throw new ProblemException(
                        new Problem(400, "bad-field", "Bad field", "'url' is no address: " + e.getMessage()),
                        Map.of(),
                        e);
            }
            throw JsonBody.refusal("'url' must be an address of http or https without a user's name in it.");
        });
    }

    private static Secret secret(JsonBody body) {
        Optional<String> given = body.text("secret", 200);
        if (given.isPresent() && !SigningSecret.is(given.get())) {
            throw JsonBody.refusal("'secret' must be whsec_ and 24 to 64 bytes in Base64; without one, one is made.");
        }
        return given.map(Secret::new).orElseGet(SigningSecret::generate);
    }

    /** What the hub keeps is its subscriber's to change. */
    private Subscription webhook(Context context) {
        Subscription subscription = required(context);
        if (subscription.lease() != null) {
            throw new ProblemException(new Problem(
                    409,
                    "of-the-hub",
                    "The subscription is of the hub",
                    "Only who subscribed can change it, at /v1/hub; here it can be paused and deleted."));
        }
        return subscription;
    }

    private Subscription required(Context context) {
        return found(context.pathParam("id"));
    }

    private Subscription found(String id) {
        return subscriptions.find(id).orElseThrow(() -> noSuch(id));
    }

    private static ProblemException noSuch(String id) {
        return new ProblemException(new Problem(
                404, "no-such-subscription", "No such subscription", "No subscription has the id '" + id + "'."));
    }

    /** The subscription, with its secret only where that was made or given in this request. */
    private static void answer(Context context, Subscription subscription, @Nullable Secret secret) {
        JsonAnswer.object(context, out -> {
            write(out, subscription);
            JsonAnswer.field(out, "secret", secret == null ? null : secret.value());
        });
        context.header("Cache-Control", "no-store");
    }

    private static void write(JsonGenerator out, Subscription subscription) throws IOException {
        out.writeStringField("id", subscription.id());
        out.writeStringField("query", subscription.query());
        out.writeStringField("url", subscription.url().toString());
        Subscription.Lease lease = subscription.lease();
        if (lease != null) {
            out.writeStringField("topic", lease.topic());
            JsonAnswer.field(out, "leaseEnds", lease.ends());
        }
        JsonAnswer.field(out, "description", subscription.description());
        out.writeStringField("state", lower(subscription.state()));
        JsonAnswer.field(out, "reason", subscription.reason());
        JsonAnswer.field(out, "previousSecretUntil", subscription.secrets().previousUntil());
        JsonAnswer.field(out, "created", subscription.created());
        JsonAnswer.field(out, "changed", subscription.changed());
    }

    private static String lower(Subscription.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
