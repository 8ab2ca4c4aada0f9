package dev.dateline.publish.stream;

import dev.dateline.publish.api.QueryParameters;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.shape.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * What a reader wants to hear of.
 *
 * @param articles articles and what becomes of them, by the filter
 * @param stories each change of a story, whatever the filter
 * @param trends each new ranking, whatever the filter
 */
record Kinds(boolean articles, boolean stories, boolean trends) {

    private static final String PARAMETER = "events";

    static final Parameter DESCRIBED = Parameter.query(
            PARAMETER,
            Shape.text().with("pattern", "^(articles|stories|trends)(,(articles|stories|trends))*$"),
            "What to hear of, by commas; articles without it.");

    /** What the parameter {@code events} names; articles where it is absent. */
    static Kinds read(QueryParameters parameters) {
        List<String> names = parameters
                .one(PARAMETER)
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
                .orElse(List.of("articles"));
        if (!List.of("articles", "stories", "trends").containsAll(names)) {
            throw QueryParameters.refusal(PARAMETER, "must be some of articles,stories,trends");
        }
        return new Kinds(names.contains("articles"), names.contains("stories"), names.contains("trends"));
    }

    boolean articlesAlone() {
        return !stories && !trends;
    }
}
