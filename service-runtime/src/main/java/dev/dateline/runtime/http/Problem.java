package dev.dateline.runtime.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An error answer by RFC 9457, {@code application/problem+json}.
 *
 * @param status the HTTP status
 * @param code what happened, for programs: lower case with hyphens, never changed once released
 * @param title what happened, for people: the same for every answer with this code
 * @param detail what was wrong this time and how to mend it; nothing of the service's inside
 */
public record Problem(
        int status, String code, String title, @Nullable String detail) {

    /** The media type of the answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** What the answer looks like; some problems say more. */
    public static final Shape SHAPE = Shape.object()
            .has("type", Shape.text("uri"))
            .has("title", Shape.text())
            .has("status", Shape.whole(400, 599))
            .has("code", Shape.text().says("What happened, for programs."))
            .mayHave("detail", Shape.text().says("What was wrong this time and how to mend it."))
            .named("Problem");

    private static final JsonFactory JSON = new JsonFactory();

    /** A problem about which the title says all. */
    public Problem(int status, String code, String title) {
        this(status, code, title, null);
    }

    /** The JSON object; {@code type} is the code as a URN. */
    public String toJson() {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("type", "urn:dateline:problem:" + code);
            out.writeStringField("title", title);
            out.writeNumberField("status", status);
            out.writeStringField("code", code);
            if (detail != null) {
                out.writeStringField("detail", detail);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    /** Makes this the answer. */
    public void answer(Context context) {
        context.status(status).contentType(MEDIA_TYPE).result(toJson());
    }
}
