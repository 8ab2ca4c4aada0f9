package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.analysis.flashpoints.BadDefinitionException;
import dev.dateline.analysis.flashpoints.DefinitionProblem;
import dev.dateline.analysis.flashpoints.FlashpointJson;
import dev.dateline.publish.flashpoint.FlashpointTable;
import dev.dateline.publish.flashpoint.FlashpointWriter;
import dev.dateline.publish.flashpoint.LiveFlashpoint;
import dev.dateline.publish.flashpoint.VersionConflictException;
import dev.dateline.publish.store.FlashpointReader;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.kafka.ChangedMeanwhileException;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.RecordJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;

/**
 * {@code /v1/flashpoints}: the definitions in force, and the operator's changes to them. A change names the version that it
 * replaces, in {@code If-Match} or else in the definition's own {@code version}, and gets the next one.
 */
public final class FlashpointRoutes {

    static final int MOST_BYTES = 1024 * 1024;

    static final Parameter ID = Parameter.path("id", "The flashpoint's id");
    static final Shape DEFINITION = Shape.record(FlashpointDefinition.class);

    /** A refusal that lists every mistake. */
    static final Shape MISTAKES = Shape.object()
            .has("type", Shape.text("uri"))
            .has("title", Shape.text())
            .has("status", Shape.whole())
            .has("code", Shape.text())
            .has("detail", Shape.text())
            .has(
                    "problems",
                    Shape.list(Shape.object()
                            .has("line", Shape.whole())
                            .has("column", Shape.whole())
                            .has("field", Shape.text())
                            .has("message", Shape.text())))
            .named("DefinitionProblems");

    private static final String NOT_READ = "The flashpoints are not read yet";
    private static final Parameter IF_MATCH =
            Parameter.header("If-Match", Shape.text(), "The ETag of the version that this replaces.");
    private static final Parameter IF_NONE_MATCH =
            Parameter.header("If-None-Match", Shape.oneOf("*"), "Only if there is no flashpoint of this id.");

    private static final Pattern ENTITY_TAG = Pattern.compile("\\s*\"(\\d{1,9})\"\\s*");

    private final FlashpointTable table;
    private final FlashpointWriter writer;
    private final FlashpointReader reader;

    /** Routes over these parts. */
    public FlashpointRoutes(FlashpointTable table, FlashpointWriter writer, FlashpointReader reader) {
        this.table = table;
        this.writer = writer;
        this.reader = reader;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        Shape live = Shape.object()
                .has("definition", DEFINITION)
                .has("origin", Shape.oneOf("bundled", "operator"))
                .has("changed", Shape.instant())
                .named("LiveFlashpoint");
        routes.add(
                Operation.get("/v1/flashpoints", "The flashpoints in force")
                        .conditional()
                        .answers(Shape.object().has("items", Shape.list(live)))
                        .problem(503, "not-ready", NOT_READ),
                this::list);
        routes.add(
                Operation.get("/v1/flashpoints/{id}", "One definition; its ETag is its version")
                        .conditional()
                        .takes(ID)
                        .answers(DEFINITION)
                        .problem(404, "no-such-flashpoint", "No flashpoint has that id")
                        .problem(503, "not-ready", NOT_READ),
                this::one);
        Shape version = Shape.object()
                .has("version", Shape.whole())
                .has("origin", Shape.oneOf("bundled", "operator"))
                .has("changed", Shape.instant())
                .has("retired", Shape.bool())
                .mayHave("definition", DEFINITION)
                .named("FlashpointVersion");
        routes.add(
                Operation.get("/v1/flashpoints/{id}/versions", "All versions of a definition, newest first")
                        .conditional()
                        .takes(ID)
                        .answers(Shape.object().has("items", Shape.list(version)))
                        .problem(404, "no-such-flashpoint", "No flashpoint ever had that id"),
                this::versions);
        routes.add(
                Operation.put("/v1/flashpoints/{id}", "Define a flashpoint, or change it")
                        .access(Access.OPERATOR)
                        .takes(ID, IF_MATCH, IF_NONE_MATCH)
                        .body(DEFINITION)
                        .answers(DEFINITION)
                        .answers(201, "application/json", DEFINITION, "It is new")
                        .problem(400, "id-mismatch", "The definition has another id, or a header is not as it must be")
                        .problem(409, "version-conflict", "Somebody was faster, or there are too many")
                        .problem(413, "too-large", "The definition is too large")
                        .answers(422, Problem.MEDIA_TYPE, MISTAKES, "The definition has mistakes: all of them"),
                this::put);
        routes.add(
                Operation.delete("/v1/flashpoints/{id}", "Retire a flashpoint; it does not come back at the next start")
                        .access(Access.OPERATOR)
                        .takes(ID, IF_MATCH)
                        .answers(204, "It is retired")
                        .problem(400, "bad-header", "A header is not as it must be")
                        .problem(404, "no-such-flashpoint", "No flashpoint has that id")
                        .problem(409, "version-conflict", "Somebody was faster"),
                this::delete);
    }

    private void list(Context context) {
        requireComplete();
        List<LiveFlashpoint> all = table.all();
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (LiveFlashpoint flashpoint : all) {
                write(flashpoint, out);
            }
            out.writeEndArray();
        });
    }

    private static void write(LiveFlashpoint flashpoint, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeFieldName("definition");
        RecordJson.write(flashpoint.definition(), out);
        out.writeStringField("origin", flashpoint.origin());
        JsonAnswer.field(out, "changed", flashpoint.changed());
        out.writeEndObject();
    }

    /** The definition alone, so that what is got can be changed and put back. */
    private void one(Context context) {
        LiveFlashpoint flashpoint = live(context.pathParam("id"));
        context.header("ETag", tag(flashpoint.definition().getVersion()));
        JsonAnswer.text(context, RecordJson.of(flashpoint.definition()));
    }

    private void versions(Context context) {
        String id = context.pathParam("id");
        List<FlashpointReader.Version> versions = reader.versions(id);
        if (versions.isEmpty()) {
            throw noSuch(id);
        }
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (FlashpointReader.Version version : versions) {
                out.writeStartObject();
                out.writeNumberField("version", version.version());
                out.writeStringField("origin", version.origin());
                JsonAnswer.field(out, "changed", version.changed());
                out.writeBooleanField("retired", version.record() == null);
                if (version.record() != null) {
                    out.writeFieldName("definition");
                    out.writeRawValue(version.record());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private void put(Context context) throws InterruptedException {
        String id = context.pathParam("id");
        Optional<FlashpointDefinition> read = definition(context, id);
        if (read.isEmpty()) {
            return;
        }
        FlashpointDefinition definition = read.get();
        // A new flashpoint replaces none, whatever version its text says.
        IntPredicate replaces = expected(context).orElse(current -> current == 0 || current == definition.getVersion());
        int version = attempt(() -> writer.put(definition, replaces));
        context.status(version == 1 ? 201 : 200).header("ETag", tag(version));
        JsonAnswer.text(
                context,
                RecordJson.of(FlashpointDefinition.newBuilder(definition)
                        .setVersion(version)
                        .build()));
    }

    /** The definition in the body, whose id must be that of the path; empty if it has mistakes, which are answered then. */
    static Optional<FlashpointDefinition> definition(Context context, String id) {
        if (context.contentLength() > MOST_BYTES || context.bodyAsBytes().length > MOST_BYTES) {
            throw new ProblemException(
                    new Problem(413, "too-large", "Too large", "A definition has at most " + MOST_BYTES + " bytes."));
        }
        String body = new String(context.bodyAsBytes(), StandardCharsets.UTF_8);
        FlashpointDefinition definition;
        try {
            definition = FlashpointJson.read(body);
        } catch (BadDefinitionException e) {
            refuse(context, e.problems());
            return Optional.empty();
        }
        if (!definition.getId().equals(id)) {
            throw new ProblemException(new Problem(
                    400,
                    "id-mismatch",
                    "Another id",
                    "The definition's id is '" + definition.getId() + "', the address says '" + id + "'."));
        }
        return Optional.of(definition);
    }

    private static void refuse(Context context, List<DefinitionProblem> problems) {
        StringBuilder detail = new StringBuilder();
        problems.forEach(problem ->
                detail.append(detail.isEmpty() ? "" : "\n").append(problem).append('.'));
        JsonAnswer.object(context, out -> {
            out.writeStringField("type", "urn:dateline:problem:bad-definition");
            out.writeStringField("title", "The definition has mistakes");
            out.writeNumberField("status", 422);
            out.writeStringField("code", "bad-definition");
            out.writeStringField("detail", detail.toString());
            out.writeArrayFieldStart("problems");
            for (DefinitionProblem problem : problems) {
                out.writeStartObject();
                out.writeNumberField("line", problem.line());
                out.writeNumberField("column", problem.column());
                out.writeStringField("field", problem.field());
                out.writeStringField("message", problem.message());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
        context.status(422).contentType(Problem.MEDIA_TYPE);
    }

    private void delete(Context context) throws InterruptedException {
        String id = context.pathParam("id");
        IntPredicate replaces = expected(context).orElse(current -> true);
        if (!attempt(() -> writer.retire(id, replaces))) {
            throw noSuch(id);
        }
        context.status(204);
    }

    /** Something that writes. */
    private interface Writing<T> {
        T write() throws ChangedMeanwhileException, InterruptedException;
    }

    private static <T> T attempt(Writing<T> writing) throws InterruptedException {
        try {
            return writing.write();
        } catch (VersionConflictException e) {
            String detail = e.current() == 0
                    ? "There is no flashpoint of this id now; put it without If-Match."
                    : "The newest version is " + e.current() + ". Get it, make the change to it, and put that.";
            throw new ProblemException(
                    new Problem(409, "version-conflict", "Not the newest version", detail), Map.of(), e);
        } catch (ChangedMeanwhileException e) {
            throw new ProblemException(
                    new Problem(
                            409,
                            "version-conflict",
                            "Not the newest version",
                            "Another operator changed the flashpoints at the same moment. Try again."),
                    Map.of(),
                    e);
        } catch (FlashpointWriter.TooManyException e) {
            throw new ProblemException(
                    new Problem(
                            409,
                            "too-many-flashpoints",
                            "Too many flashpoints",
                            "There are " + FlashpointWriter.MOST + "; retire one first."),
                    Map.of(),
                    e);
        } catch (KafkaException e) {
            throw new ProblemException(
                    new Problem(503, "kafka-away", "Kafka or the registry does not answer now", "Nothing was changed."),
                    Map.of("Retry-After", "5"),
                    e);
        }
    }

    /** What the headers say of the version that is replaced; 0 stands for none. */
    private static Optional<IntPredicate> expected(Context context) {
        if ("*".equals(context.header("If-None-Match"))) {
            return Optional.of(current -> current == 0);
        }
        String match = context.header("If-Match");
        if (match == null) {
            return Optional.empty();
        }
        Matcher matcher = ENTITY_TAG.matcher(match);
        if (!matcher.matches()) {
            throw new ProblemException(new Problem(
                    400, "bad-header", "Bad header", "If-Match must be the ETag of a definition, such as \"3\"."));
        }
        int version = Integer.parseInt(matcher.group(1));
        return Optional.of(current -> current == version);
    }

    private static String tag(int version) {
        return "\"" + version + "\"";
    }

    private LiveFlashpoint live(String id) {
        requireComplete();
        return table.find(id).orElseThrow(() -> noSuch(id));
    }

    private void requireComplete() {
        if (!table.isComplete()) {
            throw new ProblemException(new Problem(503, "not-ready", NOT_READ), Map.of("Retry-After", "1"), null);
        }
    }

    static ProblemException noSuch(String id) {
        return new ProblemException(new Problem(
                404, "no-such-flashpoint", "No such flashpoint", "No flashpoint has the id '" + id + "' now."));
    }
}
