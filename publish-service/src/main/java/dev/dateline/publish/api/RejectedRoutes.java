package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.store.RejectedReader;
import dev.dateline.publish.store.RejectedReader.Line;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /v1/rejected}: the records that no stage could process, newest first, each with its reason and its bytes. */
public final class RejectedRoutes {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 250;
    private static final int DEFAULT_BYTES = 4 * 1024;
    private static final int MOST_BYTES = 64 * 1024;

    private final RejectedReader rejected;

    /** Routes that ask this reader. */
    public RejectedRoutes(RejectedReader rejected) {
        this.rejected = rejected;
    }

    /** Adds them. */
    public void addTo(JavalinConfig http) {
        http.routes.get("/v1/rejected", this::list);
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        int limit = parameters.integer("limit", DEFAULT_LIMIT, 1, MOST);
        int bytes = parameters.integer("bytes", DEFAULT_BYTES, 0, MOST_BYTES);
        long before = Cursor.read(parameters);
        parameters.refuseUnknown();
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
