package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.ArticleReader.TrendPoint;
import dev.dateline.publish.store.TagKinds;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TrendRanking;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /v1/trends/{kind}}: what rises within a window, now or at a past time; {@code /v1/trends/{kind}/{id}/series}: how one
 * tag fared.
 */
public final class TrendRoutes {

    private static final String DEFAULT_WINDOW = "PT1H";

    /** A week of hops: more than a chart can show. */
    private static final int MOST_POINTS = 2_016;

    private static final Parameter.Whole LIMIT =
            new Parameter.Whole("limit", MOST_POINTS, 1, MOST_POINTS, "Points, the newest.");
    private static final Parameter WINDOW = Parameter.query(
            "window",
            Shape.oneOf("PT15M", "PT1H", "PT24H", "15m", "1h", "24h", "top"),
            "Length of the window, PT1H without it; top for the list by volume.");

    private static final Duration DEFAULT_SERIES = Duration.ofDays(1);

    /** Of feeds only silence is told, with every ranking. */
    private static final Set<TagKind> RANKED = EnumSet.complementOf(EnumSet.of(TagKind.FEEDS));

    private final ArticleReader articles;
    private final Clock clock;

    /** Routes that ask this reader. */
    public TrendRoutes(ArticleReader articles, Clock clock) {
        this.articles = articles;
        this.clock = clock;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        Parameter kind = Parameter.path("kind", "What is ranked: " + kinds());
        routes.add(
                Operation.get("/v1/trends/{kind}", "What rises, now or at a past time")
                        .conditional()
                        .takes(kind)
                        .takes(WINDOW)
                        .takes(Parameter.query("at", Shape.instant(), "When; now without it."))
                        .answers(Shape.record(TrendRanking.class))
                        .problem(404, "no-ranking-yet", "Nothing was ranked yet, or then, or there is no such kind"),
                this::ranking);
        Shape point = Shape.object()
                .has("windowEnd", Shape.instant())
                .has("rank", Shape.whole())
                .has("score", Shape.number())
                .has("units", Shape.whole())
                .has("expected", Shape.number())
                .has("families", Shape.whole())
                .has("trending", Shape.bool())
                .named("TrendPoint");
        routes.add(
                Operation.get("/v1/trends/{kind}/{id}/series", "How one tag fared, hop by hop")
                        .conditional()
                        .takes(kind)
                        .takes(Parameter.path("id", "The tag's id"))
                        .takes(WINDOW)
                        .takes(Parameter.query("since", Shape.instant(), "From; a day before until, without it."))
                        .takes(Parameter.query("until", Shape.instant(), "To; now without it."))
                        .takes(LIMIT)
                        .answers(Shape.object()
                                .has("kind", Shape.text())
                                .has("id", Shape.text())
                                .has("window", Shape.text())
                                .has("since", Shape.instant())
                                .has("until", Shape.instant())
                                .has("points", Shape.list(point)))
                        .problem(404, "no-such-kind", "There is no such kind"),
                this::series);
    }

    private static String kinds() {
        return RANKED.stream().map(TagKinds::name).collect(Collectors.joining(", "));
    }

    private void ranking(Context context) {
        TagKind kind = kind(context.pathParam("kind"));
        QueryParameters parameters = new QueryParameters(context);
        String window = window(parameters);
        Optional<Instant> at = parameters.instant("at");
        JsonAnswer.text(
                context,
                at.map(instant -> articles.rankingAt(kind, window, instant))
                        .orElseGet(() -> articles.ranking(kind, window))
                        .orElseThrow(() -> new ProblemException(new Problem(
                                404,
                                at.isEmpty() ? "no-ranking-yet" : "no-ranking-then",
                                at.isEmpty() ? "No ranking yet" : "No ranking then",
                                "Nothing was ranked " + (at.isEmpty() ? "yet" : "at that time") + " for "
                                        + TagKinds.name(kind) + " within " + window + "."))));
    }

    private void series(Context context) {
        TagKind kind = kind(context.pathParam("kind"));
        String id = context.pathParam("id");
        QueryParameters parameters = new QueryParameters(context);
        String window = window(parameters);
        Instant until = parameters.instant("until").orElseGet(clock::instant);
        Instant since = parameters.instant("since").orElseGet(() -> until.minus(DEFAULT_SERIES));
        int limit = parameters.whole(LIMIT);
        if (!since.isBefore(until)) {
            throw QueryParameters.refusal("since", "must be earlier than until");
        }
        List<TrendPoint> points = articles.series(kind, window, id, since, until, limit);
        JsonAnswer.object(context, out -> {
            out.writeStringField("kind", TagKinds.name(kind));
            out.writeStringField("id", id);
            out.writeStringField("window", window);
            JsonAnswer.field(out, "since", since);
            JsonAnswer.field(out, "until", until);
            out.writeArrayFieldStart("points");
            for (TrendPoint point : points) {
                write(out, point);
            }
            out.writeEndArray();
        });
    }

    private static void write(JsonGenerator out, TrendPoint point) throws IOException {
        out.writeStartObject();
        JsonAnswer.field(out, "windowEnd", point.windowEnd());
        out.writeNumberField("rank", point.rank());
        out.writeNumberField("score", point.score());
        out.writeNumberField("units", point.units());
        out.writeNumberField("expected", point.expected());
        out.writeNumberField("families", point.families());
        out.writeBooleanField("trending", point.trending());
        out.writeEndObject();
    }

    private static String window(QueryParameters parameters) {
        return parameters.one("window").map(TrendRoutes::window).orElse(DEFAULT_WINDOW);
    }

    private static TagKind kind(String name) {
        for (TagKind kind : RANKED) {
            if (TagKinds.name(kind).equals(name)) {
                return kind;
            }
        }
        throw new ProblemException(
                new Problem(404, "no-such-kind", "No such kind of trends", "There are: " + kinds() + "."));
    }

    private static String window(String text) {
        return switch (text) {
            case "PT15M", "15m" -> "PT15M";
            case "PT1H", "1h" -> "PT1H";
            case "PT24H", "24h" -> "PT24H";
            case "top" -> "top";
            default ->
                throw QueryParameters.refusal(
                        "window", "must be PT15M, PT1H or PT24H (or 15m, 1h, 24h), or top for the list by volume");
        };
    }
}
