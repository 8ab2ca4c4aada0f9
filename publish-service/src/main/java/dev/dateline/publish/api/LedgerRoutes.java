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

/** {@code /v1/ledger}: what became of everything that was received, by feed, by feed and minute, or by minute. */
public final class LedgerRoutes {

    private static final Parameter.Whole LIMIT =
            new Parameter.Whole("limit", 1_000, 1, 10_000, "Lines by minute, the newest.");
    private static final Parameter BY =
            Parameter.query("by", Shape.oneOf("feed", "minute", "minute-total"), "What to count by, beside the whole.");
    private static final Parameter FEED = Parameter.query("feed", Shape.text(), "With by=minute: of this feed alone.");

    private static final Shape COUNTS = Shape.object()
            .has("received", Shape.whole().says("Accepted and refused."))
            .has("refused", Shape.whole().says("What ingest turned away."))
            .has("accepted", Shape.whole())
            .has("published", Shape.whole())
            .has("duplicates", Shape.whole())
            .has("rejected", Shape.whole())
            .has("inFlight", Shape.whole())
            .has("balanced", Shape.bool().says("Whether no more came out than was accepted."));
    private static final Shape LINE =
            COUNTS.has("feed", Shape.text()).mayHave("minute", Shape.instant()).named("LedgerLine");

    private static final Shape MINUTE = COUNTS.has("minute", Shape.instant())
            .has("unbalanced", Shape.whole().says("How many feeds do not balance in it."))
            .named("LedgerMinute");

    private final LedgerReader ledger;

    /** Routes that ask this reader. */
    public LedgerRoutes(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/ledger", "What became of everything that was received")
                        .conditional()
                        .takes(BY)
                        .takes(FEED)
                        .takes(LIMIT)
                        .answers(Shape.object()
                                .has("totals", COUNTS.named("LedgerCounts"))
                                .has("feeds", Shape.list(LINE))
                                .mayHave("minutes", Shape.list(LINE).says("With by=minute."))
                                .mayHave(
                                        "totalsByMinute",
                                        Shape.list(MINUTE).says("With by=minute-total: all feeds in one."))),
                this::show);
    }

    private void show(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        By by = parameters.one("by").map(By::of).orElse(By.FEED);
        int limit = parameters.whole(LIMIT);
        List<LedgerLine> feeds = ledger.byFeed();
        List<LedgerLine> lines = by == By.MINUTE ? ledger.byMinute(parameters.one("feed"), limit) : List.of();
        List<LedgerReader.Minute> minutes = by == By.MINUTE_TOTAL ? ledger.minutes(limit) : List.of();
        JsonAnswer.object(context, out -> {
            out.writeObjectFieldStart("totals");
            writeCounts(out, LedgerReader.total(feeds));
            out.writeEndObject();
            writeLines(out, "feeds", feeds);
            switch (by) {
                case FEED -> {}
                case MINUTE -> writeLines(out, "minutes", lines);
                case MINUTE_TOTAL -> writeMinutes(out, minutes);
            }
        });
    }

    private enum By {
        FEED,
        MINUTE,
        MINUTE_TOTAL;

        static By of(String text) {
            return switch (text) {
                case "feed" -> FEED;
                case "minute" -> MINUTE;
                case "minute-total" -> MINUTE_TOTAL;
                default -> throw QueryParameters.refusal("by", "must be feed, minute or minute-total");
            };
        }
    }

    private static void writeMinutes(JsonGenerator out, List<LedgerReader.Minute> minutes) throws IOException {
        out.writeArrayFieldStart("totalsByMinute");
        for (LedgerReader.Minute minute : minutes) {
            out.writeStartObject();
            JsonAnswer.field(out, "minute", minute.sum().minute());
            writeCounts(out, minute.sum());
            out.writeNumberField("unbalanced", minute.unbalanced());
            out.writeEndObject();
        }
        out.writeEndArray();
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
        out.writeNumberField("received", line.received());
        out.writeNumberField("refused", line.refused());
        out.writeNumberField("accepted", line.accepted());
        out.writeNumberField("published", line.published());
        out.writeNumberField("duplicates", line.duplicates());
        out.writeNumberField("rejected", line.rejected());
        out.writeNumberField("inFlight", line.inFlight());
        out.writeBooleanField("balanced", line.balanced());
    }
}
