package dev.dateline.publish.api;

import dev.dateline.publish.format.ArticleFormat;
import dev.dateline.publish.format.NewsItem;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The forms in which one article is answered: ours, or that which {@code as} or {@code Accept} asks for. */
final class ArticleFormats {

    static final Shape GEO_JSON = Shape.object()
            .has("type", Shape.oneOf("FeatureCollection"))
            .has(
                    "features",
                    Shape.list(Shape.object()
                            .has("type", Shape.oneOf("Feature"))
                            .has("id", Shape.text())
                            .has(
                                    "geometry",
                                    Shape.object()
                                            .has("type", Shape.oneOf("Point"))
                                            .has("coordinates", Shape.list(Shape.number())))
                            .has(
                                    "properties",
                                    Shape.object()
                                            .has("name", Shape.text())
                                            .has("uri", Shape.text())
                                            .has("mentionedBy", Shape.whole())
                                            .has("articles", Shape.list(Shape.text())))))
            .named("PlacesGeoJson");

    private static final String JSON = "application/json";

    private static final Parameter AS = Parameter.query(
            "as",
            Shape.oneOf(Stream.concat(
                            Stream.of("json"),
                            Arrays.stream(ArticleFormat.values()).map(ArticleFormat::suffix))
                    .toArray(String[]::new)),
            "The form of the answer; Accept may say it too.");

    private ArticleFormats() {}

    /** Says that an operation answers in all of them. */
    static Operation describe(Operation operation) {
        Operation described = operation
                .takes(AS)
                .takes(Parameter.header("Accept", Shape.text(), "The media types of the form of the answer."));
        for (ArticleFormat format : ArticleFormat.values()) {
            described = described.answers(200, format.mediaType(), shape(format), "What was asked for");
        }
        return described;
    }

    static Shape shape(ArticleFormat format) {
        return format == ArticleFormat.GEO_JSON ? GEO_JSON : Shape.map(Shape.any());
    }

    /** Answers with an article, given in our own form. */
    static void answer(Context context, String record) {
        context.header("Vary", "Accept");
        Optional<ArticleFormat> format = new QueryParameters(context)
                .one("as")
                .map(ArticleFormats::named)
                .orElseGet(() -> accepted(context.header("Accept")));
        if (format.isPresent()) {
            answer(context, record, format.get());
        } else {
            JsonAnswer.text(context, record);
        }
    }

    static void answer(Context context, String record, ArticleFormat format) {
        JsonAnswer.text(context, format.mediaType(), format.write(NewsItem.of(record)));
    }

    private static Optional<ArticleFormat> named(String as) {
        if (as.equals("json")) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(ArticleFormat.values())
                .filter(format -> format.suffix().equals(as))
                .findFirst()
                .orElseThrow(() -> QueryParameters.refusal("as", "must be json, ninjs, jsonld or geojson")));
    }

    /** The form that is wanted most; ours if it is among those, or none of them is there. */
    private static Optional<ArticleFormat> accepted(@Nullable String accept) {
        if (accept == null) {
            return Optional.empty();
        }
        double ours =
                Math.max(quality(accept, JSON), Math.max(quality(accept, "application/*"), quality(accept, "*/*")));
        return Arrays.stream(ArticleFormat.values())
                .max(Comparator.comparingDouble(format -> quality(accept, format.mediaType())))
                .filter(format -> quality(accept, format.mediaType()) > ours);
    }

    /** How much a media type is wanted by that very name, 0..1. */
    private static double quality(String accept, String mediaType) {
        for (String range : accept.split(",")) {
            String[] parts = range.split(";");
            if (parts[0].strip().equalsIgnoreCase(mediaType)) {
                return Arrays.stream(parts)
                        .map(String::strip)
                        .filter(part -> part.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)"))
                        .map(part -> Double.parseDouble(part.substring(2)))
                        .findFirst()
                        .orElse(1.0);
            }
        }
        return 0;
    }
}
