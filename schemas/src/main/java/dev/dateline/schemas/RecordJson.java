package dev.dateline.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a record, the one form that the API, the command line and the page show: fields by their Avro names and in
 * their order, a null field left out, instants in ISO 8601 (UTC, milliseconds), enum symbols in lower case, bytes in base64.
 */
public final class RecordJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private RecordJson() {}

    /** The record as one line of JSON. */
    public static String of(SpecificRecord record) {
        StringWriter out = new StringWriter(1024);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(record, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** Writes the record as one JSON object. */
    public static void write(SpecificRecord record, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                out.writeFieldName(field.name());
                writeValue(value, out);
            }
        }
        out.writeEndObject();
    }

    private static void writeValue(@Nullable Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case SpecificRecord record -> write(record, out);
            case List<?> list -> {
                out.writeStartArray();
                for (Object element : list) {
                    writeValue(element, out);
                }
                out.writeEndArray();
            }
            case CharSequence text -> out.writeString(text.toString());
            case Enum<?> symbol -> out.writeString(symbol.name().toLowerCase(Locale.ROOT));
            case Instant instant -> out.writeString(isoMillis(instant));
            case ByteBuffer bytes -> out.writeString(base64(bytes));
            case Boolean flag -> out.writeBoolean(flag);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            default ->
                throw new IllegalArgumentException("no JSON form for a value of "
                        + value.getClass().getName() + "; add it to RecordJson when a schema first uses it");
        }
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }

    /** An instant in ISO 8601, UTC, always with three decimals, so that texts sort as the instants do. */
    public static String isoMillis(Instant instant) {
        return ISO_MILLIS.format(instant);
    }
}
