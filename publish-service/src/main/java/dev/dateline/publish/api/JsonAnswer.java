package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.runtime.digest.Sha256;
import dev.dateline.schemas.RecordJson;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Answers in JSON, or another text. */
public final class JsonAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonAnswer() {}

    /** Writes the fields of an answer. */
    @FunctionalInterface
    public interface Fields {
        /** Writes them into an object that is open. */
        void write(JsonGenerator out) throws IOException;
    }

    /** Answers with one object. */
    public static void object(Context context, Fields fields) {
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

    /** Writes one item of a page. */
    @FunctionalInterface
    public interface Item<T> {
        /** Writes it, as one value of a list that is open. */
        void write(JsonGenerator out, T item) throws IOException;
    }

    /**
     * Answers with a page of a list: {@code items}, and in {@code next} the cursor of the page after it, if there is one.
     *
     * @param found what is on the page, and one more if there is another page after it
     * @param limit items on the page at most
     * @param place where in the list an item is, for {@link Cursor}
     */
    public static <T> void page(
            Context context, List<T> found, int limit, ToLongFunction<T> place, Item<? super T> item) {
        List<T> shown = found.subList(0, Math.min(limit, found.size()));
        object(context, out -> {
            out.writeArrayFieldStart("items");
            for (T one : shown) {
                item.write(out, one);
            }
            out.writeEndArray();
            if (found.size() > limit) {
                out.writeStringField("next", Cursor.encode(place.applyAsLong(shown.getLast())));
            }
        });
    }

    /** Answers with JSON that is there already; with 304 and nothing to a client that has just that. */
    public static void text(Context context, String json) {
        text(context, "application/json", json);
    }

    /** The same of another media type. */
    static void text(Context context, String mediaType, String content) {
        context.header("Cache-Control", "no-cache");
        if (context.method() == HandlerType.GET && context.statusCode() == HttpStatus.OK.getCode()) {
            // Some have a tag of their own, which names a version to who changes it.
            String own = context.res().getHeader("ETag");
            String tag = own == null ? entityTag(content) : own;
            context.header("ETag", tag);
            if (names(context.header("If-None-Match"), tag)) {
                context.status(HttpStatus.NOT_MODIFIED);
                return;
            }
        }
        context.contentType(mediaType).result(content);
    }

    /** Weak, as RFC 9110 has it: the same text may travel compressed or not. */
    private static String entityTag(String content) {
        byte[] hash = Sha256.of(content);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16)) + "\"";
    }

    private static boolean names(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || tag.equals("W/" + known));
    }

    /** Writes a field unless it is null, as records leave theirs out. */
    public static void field(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    /** Writes an instant unless it is null. */
    public static void field(JsonGenerator out, String name, @Nullable Instant value) throws IOException {
        field(out, name, value == null ? null : RecordJson.isoMillis(value));
    }
}
