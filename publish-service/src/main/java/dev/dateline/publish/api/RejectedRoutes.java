package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.store.RejectedReader;
import dev.dateline.publish.store.RejectedReader.Line;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /v1/rejected}: the records that no stage could process, newest first, each with its reason and its bytes. */
public final class RejectedRoutes {

    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Records on a page.");
    private static final Parameter.Whole BYTES =
            new Parameter.Whole("bytes", 4 * 1024, 0, 64 * 1024, "How much of the original bytes to show.");

    private static final Shape RECORD = Shape.object()
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
            .has("size", Shape.whole().says("Bytes of the original."))
            .has("original", Shape.text().with("contentEncoding", "base64").says("Its first bytes."))
            .named("RejectedRecord");

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
                        .takes(LIMIT)
                        .takes(BYTES)
                        .takes(QueryParameters.CURSOR)
                        .answers(Shape.page(RECORD)),
                this::list);
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        int limit = parameters.whole(LIMIT);
        int bytes = parameters.whole(BYTES);
        long before = Cursor.read(parameters);
        List<Line> found = rejected.before(before, limit + 1, bytes);
        List<Line> shown = found.subList(0, Math.min(limit, found.size()));
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (Line line : shown) {
                write(out, line);
            }
            out.writeEndArray();
            if (found.size() > limit) {
                out.writeStringField("next", Cursor.encode(shown.getLast().number()));
            }
        });
    }

    private static void write(JsonGenerator out, Line line) throws IOException {
        out.writeStartObject();
        out.writeStringField("topic", line.topic());
        out.writeNumberField("partition", line.partition());
        out.writeNumberField("offset", line.offset());
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
        out.writeNumberField("size", line.size());
        out.writeBinaryField("original", line.original());
        out.writeEndObject();
    }
}
