package dev.dateline.publish.rejected;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.rejected.Way.Skip;
import dev.dateline.publish.rejected.Way.Target;
import dev.dateline.publish.rejected.Way.To;
import dev.dateline.publish.store.RejectedReader.Line;
import dev.dateline.runtime.shape.Shape;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a replay comes to, counted while its records are gone through. For one thread. */
final class Plan {

    /** Records of one replay. Those beyond it are left to the next one, which passes over what this one took up. */
    static final int MOST = 100_000;

    static final Shape SHAPE = Shape.object()
            .has("matched", Shape.whole().says("Refused records that are meant."))
            .has("send", Shape.whole().says("Those of them that are sent."))
            .has(
                    "capped",
                    Shape.bool().says("Whether there are more than one replay takes; replay again for the others."))
            .has(
                    "targets",
                    Shape.list(Shape.object()
                            .has("target", Shape.oneOf("ingest", "news-raw", "read-model"))
                            .has("where", Shape.text().says("The same in words."))
                            .has("feed", Shape.text())
                            .has("count", Shape.whole())))
            .has(
                    "skipped",
                    Shape.list(Shape.object()
                                    .has("reason", Shape.text())
                                    .has("detail", Shape.text())
                                    .has("count", Shape.whole()))
                            .says("Those that are passed over, and why."))
            .named("ReplayPlan");

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NO_FEED = "";

    private final Map<Destination, Integer> targets =
            new TreeMap<>(Comparator.comparing(Destination::target).thenComparing(Destination::feed));
    private final Map<Skip, Integer> skipped =
            new TreeMap<>(Comparator.comparing(Skip::reason).thenComparing(Skip::detail));
    private int matched;
    private int send;
    private boolean capped;

    private record Destination(Target target, String feed) {}

    /** Counts a record in. */
    void add(Line line, Way way) {
        matched++;
        switch (way) {
            case To to -> {
                send++;
                targets.merge(
                        new Destination(to.target(), Objects.requireNonNullElse(line.feed(), NO_FEED)),
                        1,
                        Integer::sum);
            }
            case Skip skip -> skipped.merge(skip, 1, Integer::sum);
        }
    }

    /** Says that there are more. */
    void cap() {
        capped = true;
    }

    int send() {
        return send;
    }

    boolean isFull() {
        return send >= MOST;
    }

    /** In one line, for people. */
    String says() {
        return send + " of " + matched + " are sent" + (capped ? ", more remain" : "");
    }

    /** Why nothing is sent, as far as one reason tells. */
    String whyNothing() {
        return skipped.keySet().stream()
                .findFirst()
                .map(skip -> "of " + matched + " records none can be sent: " + skip.detail())
                .orElse("no refused record is meant");
    }

    String toJson() {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            writeFields(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    private void writeFields(JsonGenerator out) throws IOException {
        out.writeNumberField("matched", matched);
        out.writeNumberField("send", send);
        out.writeBooleanField("capped", capped);
        out.writeArrayFieldStart("targets");
        for (Map.Entry<Destination, Integer> entry : targets.entrySet()) {
            out.writeStartObject();
            out.writeStringField("target", entry.getKey().target().code());
            out.writeStringField("where", entry.getKey().target().words());
            out.writeStringField("feed", entry.getKey().feed());
            out.writeNumberField("count", entry.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("skipped");
        for (Map.Entry<Skip, Integer> entry : skipped.entrySet()) {
            out.writeStartObject();
            out.writeStringField("reason", entry.getKey().reason());
            out.writeStringField("detail", entry.getKey().detail());
            out.writeNumberField("count", entry.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
