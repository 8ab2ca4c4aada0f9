package dev.dateline.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The answer to a push: what became of each item.
 *
 * @param status 202 if all were taken, 207 if some were, else the status that the refusals share, or 422
 * @param contentType of the bytes
 * @param bytes JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Sent as they are, never compared.
record Receipt(int status, String contentType, byte[] bytes) {

    /** What one item's answer, or many items' answers look like. */
    static final Shape SHAPE = Shape.object()
            .mayHave("id", Shape.text().says("The article's id, where one item was pushed."))
            .mayHave("accepted", Shape.whole().says("Items taken, where many were pushed; and so the others."))
            .mayHave("rejected", Shape.whole())
            .mayHave(
                    "items",
                    Shape.list(Shape.object()
                            .has("line", Shape.whole().says("The line that the item began on."))
                            .mayHave("id", Shape.text())
                            .mayHave("problem", Problem.SHAPE)))
            .named("Receipt");

    private static final int ACCEPTED = 202;
    private static final int MULTI_STATUS = 207;
    private static final int UNPROCESSABLE = 422;

    private static final JsonFactory JSON = new JsonFactory();

    /** Makes this the answer. */
    void answer(Context context) {
        context.status(status).contentType(contentType).result(bytes);
    }

    /** For a request of one item. */
    static Receipt of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                json(ACCEPTED, out -> {
                    out.writeStartObject();
                    out.writeStringField("id", accepted.id());
                    out.writeEndObject();
                });
            case Outcome.Rejected rejected ->
                new Receipt(
                        rejected.problem().status(),
                        Problem.MEDIA_TYPE,
                        rejected.problem().toJson().getBytes(StandardCharsets.UTF_8));
        };
    }

    /** For a request of many items, item by item in their order. */
    static Receipt of(List<Outcome> outcomes) {
        List<Outcome.Rejected> rejected = outcomes.stream()
                .filter(Outcome.Rejected.class::isInstance)
                .map(Outcome.Rejected.class::cast)
                .toList();
        return json(status(outcomes.size(), rejected), out -> {
            out.writeStartObject();
            out.writeNumberField("accepted", outcomes.size() - rejected.size());
            out.writeNumberField("rejected", rejected.size());
            out.writeArrayFieldStart("items");
            for (Outcome outcome : outcomes) {
                write(outcome, out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
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

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static Receipt json(int status, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Receipt(status, "application/json", bytes.toByteArray());
    }
}
