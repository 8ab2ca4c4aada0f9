package dev.dateline.publish.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.api.Cursor;
import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.audit.Audit.Entry;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /v1/audit}: what operators did, newest first. */
public final class AuditRoutes {

    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Lines on a page.");

    private static final Shape ENTRY = Shape.object()
            .has("at", Shape.instant())
            .has("by", Shape.text().says("Whose key it was."))
            .has("key", Shape.text().says("The id of the key."))
            .has("action", Shape.text())
            .has("subject", Shape.text().says("What it was done to."))
            .has("outcome", Shape.text().says("What came of it."))
            .named("AuditEntry");

    private final Audit audit;

    /** Routes that show it. */
    public AuditRoutes(Audit audit) {
        this.audit = audit;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/audit", "What operators did, newest first")
                        .access(Access.OPERATOR)
                        .conditional()
                        .takes(LIMIT)
                        .takes(QueryParameters.CURSOR)
                        .answers(Shape.page(ENTRY)),
                this::list);
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        int limit = parameters.whole(LIMIT);
        List<Entry> found = audit.before(Cursor.read(parameters), limit + 1);
        JsonAnswer.page(context, found, limit, Entry::number, AuditRoutes::write);
    }

    private static void write(JsonGenerator out, Entry entry) throws IOException {
        out.writeStartObject();
        JsonAnswer.field(out, "at", entry.at());
        out.writeStringField("by", entry.by().name());
        out.writeStringField("key", entry.by().key());
        out.writeStringField("action", entry.action());
        out.writeStringField("subject", entry.subject());
        out.writeStringField("outcome", entry.outcome());
        out.writeEndObject();
    }
}
