package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.flashpoints.Explainer;
import dev.dateline.analysis.flashpoints.ExplanationJson;
import dev.dateline.analysis.text.Document;
import dev.dateline.publish.flashpoint.FlashpointTable;
import dev.dateline.publish.flashpoint.LiveFlashpoint;
import dev.dateline.publish.flashpoint.Preview;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.FlashpointReader;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointIndex;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * What the definitions in force make of texts: {@code /v1/explain} says why a text is or is not about a flashpoint,
 * {@code /v1/flashpoints/{id}/preview} what a changed definition would do, {@code /v1/flashpoints/{id}/index} how it stood
 * hour by hour.
 */
public final class ExplainRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> FIELDS = Set.of("flashpoint", "article", "title", "body");
    private static final int MOST_BYTES = 1024 * 1024;

    private static final Parameter.Whole HOURS =
            new Parameter.Whole("hours", 24, 1, 24 * 29, "The hours before now that are looked at.");
    private static final Parameter.Whole PREVIEW_ARTICLES =
            new Parameter.Whole("articles", 2_000, 1, 20_000, "Articles that are read at most.");
    private static final Duration PREVIEW_TIME = Duration.ofSeconds(8);

    private final FlashpointTable table;
    private final ArticleReader articles;
    private final FlashpointReader flashpoints;
    private final Clock clock;

    /** One preview at a time: each reads as many articles as it may. */
    private final Semaphore previews = new Semaphore(1);

    /** Routes over these parts. */
    public ExplainRoutes(FlashpointTable table, ArticleReader articles, FlashpointReader flashpoints, Clock clock) {
        this.table = table;
        this.articles = articles;
        this.flashpoints = flashpoints;
        this.clock = clock;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.post("/v1/explain", "Why a text is or is not about a flashpoint")
                        .body(Shape.object()
                                .has("flashpoint", Shape.text().says("The flashpoint's id."))
                                .mayHave("article", Shape.text().says("The id of a stored article; else give a text."))
                                .mayHave("title", Shape.text())
                                .mayHave("body", Shape.text())
                                .named("Question"))
                        .answers(Shape.map(Shape.any()).named("Explanation"))
                        .problem(400, "bad-question", "The question cannot be answered")
                        .problem(404, "no-such-flashpoint", "There is no such flashpoint, or no such article")
                        .problem(410, "article-killed", "The article's feed took it back")
                        .problem(413, "too-large", "The text is too large"),
                this::explain);
        Shape changed = Shape.list(Shape.object()
                .has("id", Shape.text())
                .has("title", Shape.text())
                .has("received", Shape.text())
                .named("ChangedArticle"));
        routes.add(
                Operation.post("/v1/flashpoints/{id}/preview", "What a changed definition would add and remove")
                        .access(Access.OPERATOR)
                        .takes(FlashpointRoutes.ID)
                        .takes(HOURS)
                        .takes(PREVIEW_ARTICLES)
                        .body(FlashpointRoutes.DEFINITION)
                        .answers(Shape.object()
                                .has("hours", Shape.whole())
                                .has("read", Shape.whole().says("Articles that were read."))
                                .has("complete", Shape.bool().says("Whether these are all of those hours."))
                                .mayHave("oldest", Shape.instant())
                                .has("about", Shape.whole())
                                .has("added", Shape.whole())
                                .has("removed", Shape.whole())
                                .has("addedArticles", changed)
                                .has("removedArticles", changed)
                                .named("Preview"))
                        .problem(400, "id-mismatch", "The definition has another id")
                        .problem(413, "too-large", "The definition is too large")
                        .answers(
                                422,
                                Problem.MEDIA_TYPE,
                                FlashpointRoutes.MISTAKES,
                                "The definition has mistakes: all of them")
                        .problem(429, "preview-running", "Another preview runs"),
                this::preview);
        routes.add(
                Operation.get("/v1/flashpoints/{id}/index", "How a flashpoint stood, hour by hour")
                        .conditional()
                        .takes(FlashpointRoutes.ID)
                        .takes(HOURS)
                        .answers(Shape.object().has("items", Shape.list(Shape.record(FlashpointIndex.class))))
                        .problem(404, "no-such-flashpoint", "No flashpoint has that id"),
                this::index);
    }

    private void explain(Context context) {
        JsonNode question = question(context);
        String id = text(question, "flashpoint").orElseThrow(() -> bad("'flashpoint' is missing: the id of one"));
        LiveFlashpoint flashpoint = table.find(id).orElseThrow(() -> FlashpointRoutes.noSuch(id));
        JsonAnswer.text(context, ExplanationJson.of(Explainer.explain(document(question), flashpoint.definition())));
    }

    private Document document(JsonNode question) {
        Optional<String> article = text(question, "article");
        Optional<String> title = text(question, "title");
        Optional<String> body = text(question, "body");
        if (article.isPresent() == (title.isPresent() || body.isPresent())) {
            throw bad("give either 'article', the id of a stored one, or 'title' and 'body'");
        }
        if (article.isEmpty()) {
            return Document.of(title.orElse(""), body.orElse(""));
        }
        String record = ArticleRoutes.shown(articles, article.get());
        JsonNode stored = parsed(record).path("article");
        return Document.of(stored.path("title").asText(), stored.path("body").asText());
    }

    private static JsonNode question(Context context) {
        byte[] body = context.bodyAsBytes();
        if (body.length > MOST_BYTES) {
            throw new ProblemException(
                    new Problem(413, "too-large", "Too large", "A text has at most " + MOST_BYTES + " bytes."));
        }
        JsonNode question = parsed(new String(body, StandardCharsets.UTF_8));
        if (!question.isObject()) {
            throw bad("the body must be a JSON object with 'flashpoint' and a text");
        }
        question.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw bad("'" + name + "' is no field here; there are: flashpoint, article, title, body");
            }
        });
        return question;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    new Problem(400, "not-json", "Not JSON", "The body is not JSON: " + e.getOriginalMessage()),
                    Map.of(),
                    e);
        }
    }

    private static Optional<String> text(JsonNode question, String field) {
        JsonNode value = question.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw bad("'" + field + "' must be a text");
        }
        return Optional.of(value.asText());
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(new Problem(400, "bad-question", "The question cannot be answered", detail + "."));
    }

    private void preview(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        int hours = parameters.whole(HOURS);
        int most = parameters.whole(PREVIEW_ARTICLES);
        String id = context.pathParam("id");
        Optional<FlashpointDefinition> changed = FlashpointRoutes.definition(context, id);
        if (changed.isEmpty()) {
            return;
        }
        if (!previews.tryAcquire()) {
            throw new ProblemException(
                    new Problem(429, "preview-running", "A preview is running", "One runs at a time. Try again."),
                    Map.of("Retry-After", "2"),
                    null);
        }
        try {
            Instant since = clock.instant().minus(Duration.ofHours(hours));
            Preview.Result result = Preview.of(
                    table.find(id).map(LiveFlashpoint::definition),
                    changed.get(),
                    articles,
                    new Preview.Bounds(since, most, PREVIEW_TIME));
            JsonAnswer.object(context, out -> write(result, hours, out));
        } finally {
            previews.release();
        }
    }

    private static void write(Preview.Result result, int hours, JsonGenerator out) throws IOException {
        out.writeNumberField("hours", hours);
        out.writeNumberField("read", result.read());
        out.writeBooleanField("complete", result.complete());
        JsonAnswer.field(out, "oldest", result.oldest());
        out.writeNumberField("about", result.about());
        out.writeNumberField("added", result.added());
        out.writeNumberField("removed", result.removed());
        write("addedArticles", result.addedArticles(), out);
        write("removedArticles", result.removedArticles(), out);
    }

    private static void write(String name, List<Preview.Changed> changed, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (Preview.Changed article : changed) {
            out.writeStartObject();
            out.writeStringField("id", article.id());
            out.writeStringField("title", article.title());
            out.writeStringField("received", article.received());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void index(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        int hours = parameters.whole(HOURS);
        String id = context.pathParam("id");
        Instant from = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours - 1L));
        List<String> records = flashpoints.indexes(id, from, hours);
        if (records.isEmpty() && table.find(id).isEmpty()) {
            throw FlashpointRoutes.noSuch(id);
        }
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (String record : records) {
                out.writeRawValue(record);
            }
            out.writeEndArray();
        });
    }
}
