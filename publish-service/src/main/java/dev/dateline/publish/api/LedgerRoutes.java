package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.store.LedgerLine;
import dev.dateline.publish.store.LedgerReader;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /v1/ledger}: what became of everything that was accepted, by feed, or by feed and minute. */
public final class LedgerRoutes {

    private static final Parameter.Whole LIMIT =
            new Parameter.Whole("limit", 1_000, 1, 10_000, "Lines by minute, the newest.");
    private static final Parameter BY =
            Parameter.query("by", Shape.oneOf("feed", "minute"), "What to count by, beside the whole.");

    private static final Shape COUNTS = Shape.object()
            .has("accepted", Shape.whole())
            .has("published", Shape.whole())
            .has("duplicates", Shape.whole())
            .has("rejected", Shape.whole())
            .has("inFlight", Shape.whole())
            .has("balanced", Shape.bool().says("Whether accepted is the sum of the others."));
    private static final Shape LINE =
            COUNTS.has("feed", Shape.text()).mayHave("minute", Shape.instant()).named("LedgerLine");

    private final LedgerReader ledger;

    /** Routes that ask this reader. */
    public LedgerRoutes(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/ledger", "What became of everything that was accepted")
                        .conditional()
                        .takes(BY)
                        .takes(LIMIT)
                        .answers(Shape.object()
                                .has("totals", COUNTS.named("LedgerCounts"))
                                .has("feeds", Shape.list(LINE))
                                .mayHave("minutes", Shape.list(LINE).says("With by=minute."))),
                this::show);
    }

    private void show(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        boolean byMinute = parameters.one("by").map(LedgerRoutes::byMinute).orElse(false);
        int limit = parameters.whole(LIMIT);
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
