package dev.dateline.publish.feeds;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.audit.Audit;
import dev.dateline.publish.audit.Audit.Actor;
import dev.dateline.publish.door.IngestDoor;
import dev.dateline.publish.store.FeedActivity;
import dev.dateline.publish.store.LedgerLine;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.RejectedFilter;
import dev.dateline.publish.store.RejectedReader.Cause;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.keys.KeyGate;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/feeds}: how each feed is. What it gave stands in the ledger; how it is fetched and whether it stands still is
 * ingest's to say, and a pause is handed on to ingest, which alone writes the state of feeds.
 */
public final class FeedHealthRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final int CAUSES = 1_000;

    private static final Shape FEED = Shape.object()
            .has("feed", Shape.text())
            .has("state", Shape.oneOf("gone", "failing", "silent", "paused", "ok", "new"))
            .has("says", Shape.text().says("Why, in words."))
            .mayHave("fix", Shape.text().says("What to do."))
            .has("lastHour", Shape.whole().says("Articles accepted within the last 60 minutes."))
            .has(
                    "minutes",
                    Shape.list(Shape.whole()).says("The same by the minute, the oldest first; the last runs now."))
            .mayHave("expected", Shape.number().says("The mean of the same hour of up to seven days before."))
            .mayHave("spread", Shape.number().says("One standard deviation of it."))
            .mayHave("newest", Shape.instant().says("The newest minute in which something was accepted."))
            .has("accepted", Shape.whole().says("Since the ledger began."))
            .has("refused", Shape.whole().says("Of those that are kept."))
            .has(
                    "reasons",
                    Shape.list(Shape.object()
                            .has("cause", Shape.text())
                            .has("stage", Shape.text())
                            .has("reason", Shape.text())
                            .has("count", Shape.whole())))
            .mayHave("ingest", Shape.map(Shape.any()).says("What ingest says of it: see its own API."))
            .named("FeedHealth");

    private final ReadModel readModel;
    private final IngestDoor door;
    private final Audit audit;
    private final Clock clock;

    /** Routes over these parts. */
    public FeedHealthRoutes(ReadModel readModel, IngestDoor door, Audit audit, Clock clock) {
        this.readModel = readModel;
        this.door = door;
        this.audit = audit;
        this.clock = clock;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/feeds", "How each feed is")
                        .conditional()
                        .answers(Shape.object()
                                .has("feeds", Shape.list(FEED))
                                .mayHave(
                                        "trouble",
                                        Shape.text().says("Why nothing is known of how feeds are fetched."))),
                this::list);
        routes.add(turning("/pause", "Make a feed stand still"), context -> turn(context, "pause"));
        routes.add(turning("/resume", "Let a feed go on"), context -> turn(context, "resume"));
    }

    private static Operation turning(String path, String summary) {
        return Operation.post("/v1/feeds/{feed}" + path, summary)
                .access(Access.OPERATOR)
                .takes(Parameter.path("feed", "The feed's name"))
                .answers(Shape.map(Shape.any()))
                .problem(400, "bad-feed", "There can be no feed of that name")
                .problem(404, "unknown-feed", "Nothing came of it")
                .problem(502, "ingest-refuses", "Ingest does not do it; the detail says why")
                .problem(503, "ingest-away", "Ingest does not answer");
    }

    /** What ingest says, by feed, or why it says nothing. */
    private record Said(
            Map<String, JsonNode> feeds, @Nullable String trouble) {}

    private void list(Context context) throws InterruptedException {
        Said said = ask();
        Map<String, FeedActivity> activities = new HashMap<>();
        readModel.ledger().activity(clock.instant()).forEach(one -> activities.put(one.feed(), one));
        Map<String, Long> accepted = new HashMap<>();
        for (LedgerLine line : readModel.ledger().byFeed()) {
            accepted.put(line.feed(), line.accepted());
        }
        Map<String, List<Cause>> causes = causes();
        SortedSet<String> names = new TreeSet<>(accepted.keySet());
        names.addAll(activities.keySet());
        names.addAll(said.feeds().keySet());
        Instant now = clock.instant();
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("feeds");
            for (String feed : names) {
                write(
                        out,
                        feed,
                        activities.get(feed),
                        said.feeds().getOrDefault(feed, JSON.missingNode()),
                        accepted.getOrDefault(feed, 0L),
                        causes.getOrDefault(feed, List.of()),
                        now);
            }
            out.writeEndArray();
            JsonAnswer.field(out, "trouble", said.trouble());
        });
    }

    /** Why records were refused, by feed, the most frequent first. */
    private Map<String, List<Cause>> causes() {
        Map<String, List<Cause>> causes = new HashMap<>();
        for (Cause cause : readModel.rejected().causes(RejectedFilter.ALL, CAUSES, 0)) {
            String feed = cause.example().feed();
            if (feed != null) {
                causes.computeIfAbsent(feed, any -> new ArrayList<>()).add(cause);
            }
        }
        return causes;
    }

    private static void write(
            JsonGenerator out,
            String feed,
            @Nullable FeedActivity activity,
            JsonNode ingest,
            long accepted,
            List<Cause> causes,
            Instant now)
            throws IOException {
        FeedHealth health = FeedHealth.of(activity, ingest, now);
        out.writeStartObject();
        out.writeStringField("feed", feed);
        out.writeStringField("state", health.state().code());
        out.writeStringField("says", health.says());
        JsonAnswer.field(out, "fix", health.fix());
        out.writeNumberField("lastHour", activity == null ? 0 : activity.lastHour());
        out.writeArrayFieldStart("minutes");
        for (long minute : activity == null ? FeedActivity.QUIET : activity.minutes()) {
            out.writeNumber(minute);
        }
        out.writeEndArray();
        if (health.expectation().isPresent()) {
            out.writeNumberField("expected", health.expectation().get().expected());
            out.writeNumberField("spread", health.expectation().get().spread());
        }
        JsonAnswer.field(out, "newest", activity == null ? null : activity.newest());
        out.writeNumberField("accepted", accepted);
        out.writeNumberField("refused", causes.stream().mapToLong(Cause::count).sum());
        out.writeArrayFieldStart("reasons");
        for (Cause cause : causes) {
            out.writeStartObject();
            out.writeStringField("cause", cause.id());
            out.writeStringField("stage", cause.example().stage());
            out.writeStringField("reason", cause.example().reason());
            out.writeNumberField("count", cause.count());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!ingest.isMissingNode()) {
            out.writeFieldName("ingest");
            out.writeRawValue(ingest.toString());
        }
        out.writeEndObject();
    }

    private Said ask() throws InterruptedException {
        if (!door.isOpen()) {
            return new Said(Map.of(), "it is not known where ingest is: set publish.ingest.url");
        }
        try {
            IngestDoor.Answer answer = door.get("/v1/feeds", WITHIN);
            if (answer.status() != 200) {
                return new Said(
                        Map.of(),
                        "ingest does not tell how feeds are fetched: " + answer.says() + "; see publish.ingest.key");
            }
            Map<String, JsonNode> feeds = new HashMap<>();
            answer.body()
                    .path("feeds")
                    .forEach(feed -> feeds.put(feed.path("feed").asText(), feed));
            return new Said(feeds, null);
        } catch (IOException e) {
            return new Said(Map.of(), "ingest does not answer: see whether ingest-service runs");
        }
    }

    private void turn(Context context, String turn) throws InterruptedException {
        String feed = context.pathParam("feed");
        Actor by = Actor.of(KeyGate.caller(context));
        try {
            IngestDoor.Answer answer =
                    door.post("/v1/feeds/" + IngestDoor.encoded(feed) + "/" + turn, Map.of(), new byte[0], WITHIN);
            String done = turn.equals("pause") ? "feed paused" : "feed resumed";
            if (answer.status() == 200) {
                audit.add(by, done, feed, "done");
                JsonAnswer.text(context, answer.body().toString());
                return;
            }
            audit.add(by, done, feed, "refused: " + answer.says());
            throw switch (answer.status()) {
                case 400 -> refusal(400, "bad-feed", answer.says());
                case 404 -> refusal(404, "unknown-feed", answer.says());
                case 503 -> refusal(503, "ingest-away", answer.says());
                default -> refusal(502, "ingest-refuses", answer.says() + "; see publish.ingest.key");
            };
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            503,
                            "ingest-away",
                            "Ingest does not answer",
                            "see whether ingest-service runs, and publish.ingest.url"),
                    Map.of("Retry-After", "5"),
                    e);
        }
    }

    private static ProblemException refusal(int status, String code, String detail) {
        return new ProblemException(new Problem(status, code, "Ingest does not do it", detail));
    }
}
