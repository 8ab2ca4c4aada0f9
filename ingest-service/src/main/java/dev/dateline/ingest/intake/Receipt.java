package dev.dateline.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.ingest.parse.Reason;
import dev.dateline.runtime.http.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The answers to a push: what became of each item. */
final class Receipt {

    private static final int ACCEPTED = 202;
    private static final int MULTI_STATUS = 207;
    private static final int UNPROCESSABLE = 422;

    private static final JsonFactory JSON = new JsonFactory();

    private Receipt() {}

    /** What a client is told of an item; an article's text is not kept for it. */
    sealed interface Outcome {

        /** Taken, under this id. */
        record Accepted(int line, String id) implements Outcome {}

        /** Not taken, for this reason. */
        record Rejected(int line, Problem problem) implements Outcome {}

        static Outcome of(ParsedItem item) {
            return switch (item) {
                case ParsedItem.Article article ->
                    new Accepted(article.line(), article.article().getId());
                case ParsedItem.Refused refused -> new Rejected(refused.line(), problem(refused));
            };
        }
    }

    private static Problem problem(ParsedItem.Refused refused) {
        return new Problem(status(refused.reason()), refused.code(), refused.title(), refused.detail());
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case BAD_ENCODING, NOT_JSON -> 400;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_FORMAT -> 415;
            case NOT_AN_ARTICLE, WRONG_TYPE, EMPTY_ARTICLE -> UNPROCESSABLE;
        };
    }

    /** Answers for a request of one item. */
    static void answer(Outcome outcome, Context context) throws IOException {
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                context.status(ACCEPTED).contentType("application/json");
                try (JsonGenerator out = JSON.createGenerator((OutputStream) context.outputStream())) {
                    out.writeStartObject();
                    out.writeStringField("id", accepted.id());
                    out.writeEndObject();
                }
            }
            case Outcome.Rejected rejected -> rejected.problem().answer(context);
        }
    }

    /** Answers for a request of many items, item by item in their order. */
    static void answer(List<Outcome> outcomes, Context context) throws IOException {
        List<Outcome.Rejected> rejected = outcomes.stream()
                .filter(Outcome.Rejected.class::isInstance)
                .map(Outcome.Rejected.class::cast)
                .toList();
        context.status(status(outcomes.size(), rejected)).contentType("application/json");
        try (JsonGenerator out = JSON.createGenerator((OutputStream) context.outputStream())) {
            out.writeStartObject();
            out.writeNumberField("accepted", outcomes.size() - rejected.size());
            out.writeNumberField("rejected", rejected.size());
            out.writeArrayFieldStart("items");
            for (Outcome outcome : outcomes) {
                write(outcome, out);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private static int status(int items, List<Outcome.Rejected> rejected) {
        if (rejected.isEmpty()) {
            return ACCEPTED;
        }
        if (rejected.size() < items) {
            return MULTI_STATUS;
        }
        List<Integer> statuses = rejected.stream()
                .map(item -> item.problem().status())
                .distinct()
                .toList();
        return statuses.size() == 1 ? statuses.getFirst() : UNPROCESSABLE;
    }

    private static void write(Outcome outcome, JsonGenerator out) throws IOException {
        out.writeStartObject();
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                out.writeNumberField("line", accepted.line());
                out.writeStringField("id", accepted.id());
            }
            case Outcome.Rejected rejected -> {
                out.writeNumberField("line", rejected.line());
                out.writeFieldName("problem");
                out.writeRawValue(rejected.problem().toJson());
            }
        }
        out.writeEndObject();
    }
}
