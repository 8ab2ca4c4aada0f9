package dev.dateline.publish.rejected;

import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.api.RejectedRoutes;
import dev.dateline.publish.store.RejectedPlace;
import dev.dateline.publish.store.RejectedReader;
import dev.dateline.publish.store.RejectedReader.Line;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/rejected/{id}}: one refused record, read as what it is; {@code /original}: its bytes. */
final class RecordRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RecordRoutes.class);

    private static final String ONE = "/v1/rejected/{id}";
    private static final Parameter ID = Parameter.path("id", "TOPIC:PARTITION:OFFSET");

    /** A text that is longer is shown up to here; all of it can be downloaded. */
    private static final int LONGEST_TEXT = 256 * 1024;

    private static final Shape DECODED = Shape.object()
            .has("form", Shape.oneOf("avro", "json", "xml", "text", "bytes"))
            .mayHave("schema", Shape.text().says("Of Avro: the schema's name and its id in the registry."))
            .mayHave("charset", Shape.text())
            .mayHave("text", Shape.text().says("What they say; JSON for Avro."))
            .mayHave("note", Shape.text().says("Why they are read so."))
            .has("complete", Shape.bool().says("Whether all of the bytes were there and all of the text is shown."));

    private final RejectedReader rejected;
    private final KafkaSettings kafka;
    private final Decoder decoder;

    RecordRoutes(RejectedReader rejected, KafkaSettings kafka) {
        this.rejected = rejected;
        this.kafka = kafka;
        this.decoder = new Decoder(kafka);
    }

    void addTo(Routes routes) {
        routes.add(
                Operation.get(ONE, "One record that a stage could not process, decoded where it can be")
                        .conditional()
                        .takes(ID)
                        .answers(RejectedRoutes.FIELDS.has("decoded", DECODED).named("RejectedRecordDecoded"))
                        .problem(404, "no-such-record", "None was refused there"),
                this::show);
        routes.add(
                Operation.get(ONE + "/original", "Its bytes as they came")
                        .takes(ID)
                        .answers(200, "application/octet-stream", Shape.text(), "All of them")
                        .problem(404, "no-such-record", "None was refused there")
                        .problem(410, "bytes-gone", "Kafka no longer has it, and the beginning alone was kept here"),
                this::download);
    }

    /** The bytes that there are, and whether they are all. */
    private record Bytes(byte[] bytes, boolean complete) {}

    private void show(Context context) {
        Line line = line(context);
        Bytes found = bytes(line);
        Decoded decoded = decoder.decode(line.place().topic(), found.bytes(), line.contentType());
        String text = decoded.text();
        boolean cut = text != null && text.length() > LONGEST_TEXT;
        JsonAnswer.object(context, out -> {
            RejectedRoutes.writeFields(out, line);
            out.writeObjectFieldStart("decoded");
            out.writeStringField("form", decoded.form());
            JsonAnswer.field(out, "schema", decoded.schema());
            JsonAnswer.field(out, "charset", decoded.charset());
            JsonAnswer.field(out, "text", text == null || !cut ? text : text.substring(0, LONGEST_TEXT));
            JsonAnswer.field(out, "note", decoded.note());
            out.writeBooleanField("complete", found.complete() && !cut);
            out.writeEndObject();
        });
    }

    private void download(Context context) {
        Line line = line(context);
        Bytes found = bytes(line);
        if (!found.complete()) {
            throw new ProblemException(new Problem(
                    410,
                    "bytes-gone",
                    "The bytes are no longer there",
                    "Kafka no longer has the record; GET /v1/rejected?bytes=65536 shows the beginning that was kept"));
        }
        String name = line.place().toString().replace(':', '-') + ".bin";
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .contentType("application/octet-stream")
                .result(found.bytes());
    }

    private Line line(Context context) {
        return RejectedPlace.parse(context.pathParam("id"))
                .flatMap(place -> rejected.find(place, Integer.MAX_VALUE))
                .orElseThrow(() -> new ProblemException(new Problem(
                        404,
                        "no-such-record",
                        "No record was refused there",
                        "give the 'id' of one of /v1/rejected, TOPIC:PARTITION:OFFSET")));
    }

    private Bytes bytes(Line line) {
        if (line.original().length == line.size()) {
            return new Bytes(line.original(), true);
        }
        Optional<byte[]> whole = Optional.empty();
        try (RecordsAt records = new RecordsAt(kafka)) {
            Map<RejectedPlace, ConsumerRecord<byte[], byte[]>> found = records.read(List.of(line.place()));
            whole = Optional.ofNullable(found.get(line.place())).map(ConsumerRecord::value);
        } catch (KafkaException e) {
            LOG.info("The bytes of {} cannot be read now", line.place(), e);
        }
        return whole.map(bytes -> new Bytes(bytes, true)).orElseGet(() -> new Bytes(line.original(), false));
    }
}
