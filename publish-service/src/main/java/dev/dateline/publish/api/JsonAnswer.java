package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.schemas.RecordJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers in JSON. */
final class JsonAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonAnswer() {}

    /** Writes the fields of an answer. */
    @FunctionalInterface
    interface Fields {
        /** Writes them into an object that is open. */
        void write(JsonGenerator out) throws IOException;
    }

    /** Answers with one object. */
    static void object(Context context, Fields fields) {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text(context, json.toString());
    }

    /** Answers with JSON that is there already. */
    static void text(Context context, String json) {
        context.header("Cache-Control", "no-cache")
                .contentType("application/json")
                .result(json);
    }

    /** Writes a field unless it is null, as records leave theirs out. */
    static void field(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    /** Writes an instant unless it is null. */
    static void field(JsonGenerator out, String name, @Nullable Instant value) throws IOException {
        field(out, name, value == null ? null : RecordJson.isoMillis(value));
    }
}
