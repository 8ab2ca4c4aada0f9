package dev.dateline.publish.rejected;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.api.Cursor;
import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.api.JsonBody;
import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.audit.Audit.Actor;
import dev.dateline.publish.door.IngestDoor;
import dev.dateline.publish.rejected.Replay.Trouble;
import dev.dateline.publish.store.RejectedFilter;
import dev.dateline.publish.store.RejectedPlace;
import dev.dateline.publish.store.RejectedReader.Line;
import dev.dateline.publish.store.TimeSpan;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.keys.KeyGate;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** {@code /v1/replays}: what was refused goes on its way again, first as a dry run, then as fast as is asked for. */
final class ReplayRoutes {

    private static final String ROOT = "/v1/replays";
    private static final String ONE = ROOT + "/{id}";
    private static final Parameter ID = Parameter.path("id", "The replay's id");
    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 20, 1, 100, "Replays on a page.");

    private static final int MOST_IDS = 1_000;
    private static final int LONGEST_ID = 280;
    private static final int LONGEST_TEXT = 500;
    private static final int RATE = 50;
    private static final int HIGHEST_RATE = 1_000;
    private static final int TROUBLES = 50;

    private static final Set<String> FIELDS =
            Set.of("ids", "cause", "stage", "reason", "feed", "since", "until", "all", "dryRun", "rate", "force");

    private static final Shape ASKED = Shape.object()
            .mayHave(
                    "ids",
                    Shape.list(Shape.text().with("maxLength", LONGEST_ID)).says("These records."))
            .mayHave("cause", Shape.text().says("Those of the cause with this id."))
            .mayHave("stage", Shape.text())
            .mayHave("reason", Shape.text())
            .mayHave("feed", Shape.text())
            .mayHave("since", Shape.instant().says("Refused at this instant or later."))
            .mayHave("until", Shape.instant().says("Refused before this instant."))
            .mayHave("all", Shape.bool().says("All that are kept; asked for where nothing else is said."))
            .mayHave("dryRun", Shape.bool().says("Only say what would be done."))
            .mayHave("rate", Shape.whole(1, HIGHEST_RATE).says("Records a second at most."))
            .mayHave("force", Shape.bool().says("Also what was replayed before, or was refused again too often."));

    private static final Shape REPLAY = Shape.object()
            .has("id", Shape.text())
            .has("state", Shape.oneOf("running", "stopped", "finished"))
            .mayHave("trouble", Shape.text().says("What it waits for."))
            .has("by", Shape.text().says("Whose key began it."))
            .has("created", Shape.instant())
            .has("changed", Shape.instant())
            .has("rate", Shape.whole())
            .has("force", Shape.bool())
            .has("selection", Shape.map(Shape.any()).says("What was asked for."))
            .has("plan", Plan.SHAPE)
            .has("pending", Shape.whole())
            .has("sent", Shape.whole().says("Kafka, or the read model, has them."))
            .has("refused", Shape.whole().says("They came back."))
            .has("skipped", Shape.whole().says("They were passed over after all."))
            .mayHave(
                    "troubles",
                    Shape.list(Shape.object()
                                    .has("id", Shape.text())
                                    .has("state", Shape.oneOf("refused", "skipped"))
                                    .has("reason", Shape.text())
                                    .mayHave("detail", Shape.text()))
                            .says("The newest of those that came back or were passed over."))
            .named("Replay");

    private final Replays replays;
    private final Replayer replayer;
    private final KafkaSettings kafka;
    private final IngestDoor door;
    private final ReplayConfig config;

    ReplayRoutes(Replays replays, Replayer replayer, KafkaSettings kafka, IngestDoor door, ReplayConfig config) {
        this.replays = replays;
        this.replayer = replayer;
        this.kafka = kafka;
        this.door = door;
        this.config = config;
    }

    void addTo(Routes routes) {
        routes.add(
                Operation.post(ROOT, "Send refused records on their way again, or say what that would do")
                        .access(Access.OPERATOR)
                        .body(ASKED)
                        .answers(200, "application/json", Plan.SHAPE, "With dryRun: what would be done; nothing was")
                        .answers(202, "application/json", REPLAY, "It has begun")
                        .problem(400, "bad-field", "A field is not allowed")
                        .problem(409, "nothing-to-replay", "None of the records can be sent; the detail says why")
                        .problem(413, "too-large", "The body is too large")
                        .problem(415, "json-needed", "The body is no JSON")
                        .problem(503, "kafka-unavailable", "Kafka does not say what it still has"),
                this::begin);
        routes.add(
                Operation.get(ROOT, "All replays, newest first")
                        .conditional()
                        .takes(LIMIT)
                        .takes(QueryParameters.CURSOR)
                        .answers(Shape.page(REPLAY)),
                this::list);
        routes.add(
                Operation.get(ONE, "How far a replay is")
                        .conditional()
                        .takes(ID)
                        .answers(REPLAY)
                        .problem(404, "no-such-replay", "There is none of that id"),
                this::show);
        routes.add(turning("/stop", "Stop a replay that runs"), context -> turn(context, false));
        routes.add(turning("/resume", "Let a replay go on that was stopped"), context -> turn(context, true));
    }

    private static Operation turning(String path, String summary) {
        return Operation.post(ONE + path, summary)
                .access(Access.OPERATOR)
                .takes(ID)
                .answers(REPLAY)
                .problem(404, "no-such-replay", "There is none of that id");
    }

    private void begin(Context context) throws IOException {
        JsonBody body = JsonBody.read(context, FIELDS);
        RejectedFilter filter = filter(body);
        int rate = body.whole("rate", RATE, 1, HIGHEST_RATE);
        boolean forced = body.bool("force");
        Actor by = Actor.of(KeyGate.caller(context));
        try (RecordsAt records = new RecordsAt(kafka)) {
            Map<TopicPartition, Long> beginnings = new HashMap<>();
            Function<Line, Way> ways = new Ways(
                    door.isOpen(),
                    config.limit(),
                    forced,
                    partition -> beginnings.computeIfAbsent(
                            partition, one -> records.beginnings(List.of(one)).getOrDefault(one, Long.MAX_VALUE)))::of;
            if (body.bool("dryRun")) {
                Plan plan = replays.plan(filter, ways);
                JsonAnswer.text(context, plan.toJson());
                return;
            }
            String id = UUID.randomUUID().toString();
            Plan plan = replays.begin(id, filter, body.toJson(), by, rate, forced, ways);
            if (plan.send() == 0) {
                throw new ProblemException(
                        new Problem(409, "nothing-to-replay", "There is nothing to replay", plan.whyNothing()));
            }
            replayer.wake();
            context.status(202);
            show(context, id);
        } catch (KafkaException e) {
            throw new ProblemException(
                    new Problem(503, "kafka-unavailable", "Kafka does not answer", "nothing was sent; ask again later"),
                    Map.of("Retry-After", "5"),
                    e);
        }
    }

    private static RejectedFilter filter(JsonBody body) {
        List<RejectedPlace> places = body.texts("ids", MOST_IDS, LONGEST_ID).stream()
                .map(
                        id -> RejectedPlace.parse(id)
                                .orElseThrow(
                                        () -> JsonBody.refusal(
                                                "'ids' must be names of refused records, TOPIC:PARTITION:OFFSET, as /v1/rejected has them.")))
                .toList();
        RejectedFilter filter = new RejectedFilter(
                places,
                body.text("cause", LONGEST_TEXT),
                body.text("stage", LONGEST_TEXT),
                body.text("reason", LONGEST_TEXT),
                body.text("feed", LONGEST_TEXT),
                new TimeSpan(body.instant("since"), body.instant("until")));
        if (filter.isAll() && !body.bool("all")) {
            throw JsonBody.refusal("Say which records: 'ids', 'cause', 'stage', 'reason', 'feed', 'since', 'until', or"
                    + " 'all': true for all that are kept.");
        }
        return filter;
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        int limit = parameters.whole(LIMIT);
        List<Replay> found = replays.before(Cursor.read(parameters), limit + 1);
        JsonAnswer.page(context, found, limit, Replay::number, (out, replay) -> {
            out.writeStartObject();
            writeFields(out, replay);
            out.writeEndObject();
        });
    }

    private void show(Context context) {
        show(context, context.pathParam("id"));
    }

    private void show(Context context, String id) {
        Replay replay = replays.find(id)
                .orElseThrow(() -> new ProblemException(
                        new Problem(404, "no-such-replay", "There is no such replay", "GET " + ROOT + " lists them")));
        List<Trouble> troubles = replays.troubles(id, TROUBLES);
        JsonAnswer.object(context, out -> {
            writeFields(out, replay);
            out.writeArrayFieldStart("troubles");
            for (Trouble trouble : troubles) {
                out.writeStartObject();
                out.writeStringField("id", trouble.place().toString());
                out.writeStringField("state", trouble.state());
                out.writeStringField("reason", trouble.reason());
                JsonAnswer.field(out, "detail", trouble.detail());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private void turn(Context context, boolean running) {
        String id = context.pathParam("id");
        // One that is in that state already is simply shown.
        if (replays.turn(id, running, Actor.of(KeyGate.caller(context))) && running) {
            replayer.wake();
        }
        show(context, id);
    }

    private static void writeFields(JsonGenerator out, Replay replay) throws IOException {
        out.writeStringField("id", replay.id());
        out.writeStringField("state", replay.state());
        JsonAnswer.field(out, "trouble", replay.trouble());
        out.writeStringField("by", replay.by().name());
        JsonAnswer.field(out, "created", replay.created());
        JsonAnswer.field(out, "changed", replay.changed());
        out.writeNumberField("rate", replay.rate());
        out.writeBooleanField("force", replay.forced());
        out.writeFieldName("selection");
        out.writeRawValue(replay.selection());
        out.writeFieldName("plan");
        out.writeRawValue(replay.plan());
        for (String state : List.of("pending", "sent", "refused", "skipped")) {
            out.writeNumberField(state, replay.count(state));
        }
    }
}
