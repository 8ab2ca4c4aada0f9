package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.store.LedgerLine;
import dev.dateline.publish.store.LedgerReader;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /v1/ledger}: what became of everything that was accepted, by feed, or by feed and minute. */
public final class LedgerRoutes {

    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MOST = 10_000;

    private final LedgerReader ledger;

    /** Routes that ask this reader. */
    public LedgerRoutes(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /** Adds them. */
    public void addTo(JavalinConfig http) {
        http.routes.get("/v1/ledger", this::show);
    }

    private void show(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        boolean byMinute = parameters.one("by").map(LedgerRoutes::byMinute).orElse(false);
        int limit = parameters.integer("limit", DEFAULT_LIMIT, 1, MOST);
        parameters.refuseUnknown();
        List<LedgerLine> feeds = ledger.byFeed();
        List<LedgerLine> minutes = byMinute ? ledger.byMinute(limit) : List.of();
        JsonAnswer.object(context, out -> {
            out.writeObjectFieldStart("totals");
            writeCounts(out, LedgerReader.total(feeds));
            out.writeEndObject();
            writeLines(out, "feeds", feeds);
            if (byMinute) {
                writeLines(out, "minutes", minutes);
            }
        });
    }

    private static boolean byMinute(String by) {
        return switch (by) {
            case "feed" -> false;
            case "minute" -> true;
            default -> throw QueryParameters.refusal("by", "must be feed or minute");
        };
    }

    private static void writeLines(JsonGenerator out, String name, List<LedgerLine> lines) throws IOException {
        out.writeArrayFieldStart(name);
        for (LedgerLine line : lines) {
            out.writeStartObject();
            out.writeStringField("feed", line.feed());
            JsonAnswer.field(out, "minute", line.minute());
            writeCounts(out, line);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeCounts(JsonGenerator out, LedgerLine line) throws IOException {
        out.writeNumberField("accepted", line.accepted());
        out.writeNumberField("published", line.published());
        out.writeNumberField("duplicates", line.duplicates());
        out.writeNumberField("rejected", line.rejected());
        out.writeNumberField("inFlight", line.inFlight());
        out.writeBooleanField("balanced", line.balanced());
    }
}
