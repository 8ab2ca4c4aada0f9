package dev.dateline.publish.api;

import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.TagKinds;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.schemas.TagKind;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code /v1/trends/{kind}}: what leads within a window. */
public final class TrendRoutes {

    private static final String DEFAULT_WINDOW = "PT1H";

    private final ArticleReader articles;

    /** Routes that ask this reader. */
    public TrendRoutes(ArticleReader articles) {
        this.articles = articles;
    }

    /** Adds them. */
    public void addTo(JavalinConfig http) {
        http.routes.get("/v1/trends/{kind}", this::ranking);
    }

    private void ranking(Context context) {
        TagKind kind = kind(context.pathParam("kind"));
        QueryParameters parameters = new QueryParameters(context);
        String window = parameters.one("window").map(TrendRoutes::window).orElse(DEFAULT_WINDOW);
        parameters.refuseUnknown();
        JsonAnswer.text(
                context,
                articles.ranking(kind, window)
                        .orElseThrow(() -> new ProblemException(new Problem(
                                404,
                                "no-ranking-yet",
                                "No ranking yet",
                                "Nothing was ranked yet for " + TagKinds.name(kind) + " within " + window + "."))));
    }

    private static TagKind kind(String name) {
        for (TagKind kind : TagKind.values()) {
            if (TagKinds.name(kind).equals(name)) {
                return kind;
            }
        }
        String kinds = Arrays.stream(TagKind.values()).map(TagKinds::name).collect(Collectors.joining(", "));
        throw new ProblemException(
                new Problem(404, "no-such-kind", "No such kind of trends", "There are: " + kinds + "."));
    }

    private static String window(String text) {
        return switch (text) {
            case "PT15M", "15m" -> "PT15M";
            case "PT1H", "1h" -> "PT1H";
            case "PT24H", "24h" -> "PT24H";
            default -> throw QueryParameters.refusal("window", "must be PT15M, PT1H or PT24H (or 15m, 1h, 24h)");
        };
    }
}
