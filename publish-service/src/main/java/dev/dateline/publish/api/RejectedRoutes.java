package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.store.RejectedFilter;
import dev.dateline.publish.store.RejectedReader;
import dev.dateline.publish.store.RejectedReader.Cause;
import dev.dateline.publish.store.RejectedReader.Line;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/**
 * {@code /v1/rejected}: the records that no stage could process, newest first, each with its reason and its bytes; {@code
 * /v1/rejected/causes}: all that are kept, by cause.
 */
public final class RejectedRoutes {

    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Records on a page.");
    private static final Parameter.Whole BYTES =
            new Parameter.Whole("bytes", 4 * 1024, 0, 64 * 1024, "How much of the original bytes to show.");

    private static final Parameter.Whole CAUSES =
            new Parameter.Whole("limit", 200, 1, 1_000, "Causes, the most frequent.");
    private static final List<Parameter> FILTER = List.of(
            Parameter.query("cause", Shape.text(), "Of the cause with this id."),
            Parameter.query("stage", Shape.text(), "Refused by this stage."),
            Parameter.query("reason", Shape.text(), "Refused for the reason with this code."),
            Parameter.query("feed", Shape.text(), "Of this feed."),
            Parameter.query("since", Shape.instant(), "Refused at this instant or later."),
            Parameter.query("until", Shape.instant(), "Refused before this instant."));

    /** What is told of one of them. */
    public static final Shape FIELDS = Shape.object()
            .has("id", Shape.text().says("TOPIC:PARTITION:OFFSET, where its bytes lie."))
            .has("cause", Shape.text().says("The id of its cause."))
            .has("topic", Shape.text())
            .has("partition", Shape.whole())
            .has("offset", Shape.whole())
            .has("stage", Shape.text().says("Which stage refused it: ingest or enrich."))
            .has("reason", Shape.text().says("Why, for programs."))
            .mayHave("detail", Shape.text().says("Why, in words."))
            .mayHave("feed", Shape.text())
            .mayHave("received", Shape.instant())
            .mayHave("rejected", Shape.instant())
            .mayHave("contentType", Shape.text())
            .mayHave("errors", Shape.map(Shape.text()).says("What Kafka Streams says of it."))
            .has("replayed", Shape.whole().says("How often it had been replayed when it was refused."))
            .mayHave("lastReplay", Shape.text().says("The newest replay that took it up."))
            .mayHave("retaken", Shape.instant().says("When publish took it after all."))
            .has("size", Shape.whole().says("Bytes of the original."))
            .has("original", Shape.text().with("contentEncoding", "base64").says("Its first bytes."));

    private static final Shape RECORD = FIELDS.named("RejectedRecord");

    private static final Shape CAUSE = Shape.object()
            .has("id", Shape.text())
            .has("stage", Shape.text())
            .has("reason", Shape.text())
            .mayHave("feed", Shape.text())
            .has("count", Shape.whole())
            .has("replayed", Shape.whole().says("How many of them a replay has taken up."))
            .has("first", Shape.instant())
            .has("last", Shape.instant())
            .has("example", RECORD)
            .named("RejectedCause");

    private final RejectedReader rejected;

    /** Routes that ask this reader. */
    public RejectedRoutes(RejectedReader rejected) {
        this.rejected = rejected;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/rejected", "What no stage could process, newest first")
                        .conditional()
                        .takes(FILTER)
                        .takes(LIMIT)
                        .takes(BYTES)
                        .takes(QueryParameters.CURSOR)
                        .answers(Shape.page(RECORD)),
                this::list);
        routes.add(
                Operation.get("/v1/rejected/causes", "All that is kept of what no stage could process, by cause")
                        .conditional()
                        .takes(FILTER)
                        .takes(CAUSES)
                        .takes(BYTES)
                        .answers(Shape.object().has("items", Shape.list(CAUSE))),
                this::causes);
    }

    private static RejectedFilter filter(QueryParameters parameters) {
        return new RejectedFilter(
                List.of(),
                parameters.one("cause"),
                parameters.one("stage"),
                parameters.one("reason"),
                parameters.one("feed"),
                parameters.span("since", "until"));
    }

    private void causes(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        List<Cause> causes = rejected.causes(filter(parameters), parameters.whole(CAUSES), parameters.whole(BYTES));
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (Cause cause : causes) {
                out.writeStartObject();
                out.writeStringField("id", cause.id());
                out.writeStringField("stage", cause.example().stage());
                out.writeStringField("reason", cause.example().reason());
                JsonAnswer.field(out, "feed", cause.example().feed());
                out.writeNumberField("count", cause.count());
                out.writeNumberField("replayed", cause.replayed());
                JsonAnswer.field(out, "first", cause.first());
                JsonAnswer.field(out, "last", cause.last());
                out.writeObjectFieldStart("example");
                writeFields(out, cause.example());
                out.writeEndObject();
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        int limit = parameters.whole(LIMIT);
        int bytes = parameters.whole(BYTES);
        long before = Cursor.read(parameters);
        List<Line> found = rejected.before(filter(parameters), before, limit + 1, bytes);
        JsonAnswer.page(context, found, limit, Line::number, (out, line) -> {
            out.writeStartObject();
            writeFields(out, line);
            out.writeEndObject();
        });
    }

    /** Writes the fields of one. */
    public static void writeFields(JsonGenerator out, Line line) throws IOException {
        out.writeStringField("id", line.place().toString());
        out.writeStringField("cause", line.cause());
        out.writeStringField("topic", line.place().topic());
        out.writeNumberField("partition", line.place().partition());
        out.writeNumberField("offset", line.place().offset());
        out.writeStringField("stage", line.stage());
        out.writeStringField("reason", line.reason());
        JsonAnswer.field(out, "detail", line.detail());
        JsonAnswer.field(out, "feed", line.feed());
        JsonAnswer.field(out, "received", line.received());
        JsonAnswer.field(out, "rejected", line.rejected());
        JsonAnswer.field(out, "contentType", line.contentType());
        if (line.errors() != null) {
            out.writeFieldName("errors");
            out.writeRawValue(line.errors());
        }
        out.writeNumberField("replayed", line.replayed());
        JsonAnswer.field(out, "lastReplay", line.lastReplay());
        JsonAnswer.field(out, "retaken", line.retaken());
        out.writeNumberField("size", line.size());
        out.writeBinaryField("original", line.original());
    }
}
