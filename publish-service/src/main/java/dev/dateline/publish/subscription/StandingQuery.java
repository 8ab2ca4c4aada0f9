package dev.dateline.publish.subscription;

import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.schemas.RecordJson;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A query as the list of articles takes it, kept.
 *
 * @param text its parameters as a query string, such as {@code country=TW&q=strait}; empty for every article
 * @param filter what it means
 */
public record StandingQuery(String text, ArticleFilter filter) {

    /** Those of the list, but for what belongs to one answer alone. */
    private static final Set<String> PARAMETERS = QueryParameters.FILTER.stream()
            .map(Parameter::name)
            .filter(name -> !Set.of("since", "until").contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    /**
     * The query that a query string says.
     *
     * @throws dev.dateline.runtime.http.ProblemException 400, if the list would refuse it
     */
    public static StandingQuery parse(String text) {
        return of(parameters(text));
    }

    /** The parameters that a query string says. */
    static Map<String, List<String>> parameters(String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : text.strip().split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters
                        .computeIfAbsent(
                                decoded(equals < 0 ? pair : pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** The same query, for articles that ingest took within a span. */
    public ArticleFilter within(Instant since, Instant until) {
        Map<String, List<String>> parameters = parameters(text);
        parameters.put("since", List.of(RecordJson.isoMillis(since)));
        parameters.put("until", List.of(RecordJson.isoMillis(until)));
        return new QueryParameters(parameters).filter();
    }

    /**
     * The query that parameters by name make.
     *
     * @throws dev.dateline.runtime.http.ProblemException 400, if the list would refuse it
     */
    public static StandingQuery of(Map<String, List<String>> parameters) {
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw QueryParameters.refusal(
                        name, "is no parameter of a query; there are: " + String.join(", ", PARAMETERS));
            }
        }
        ArticleFilter filter = new QueryParameters(parameters).filter();
        String text = parameters.entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return new StandingQuery(text, filter);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A lone percent sign stands for itself.
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2C", ",")
                .replace("%3A", ":");
    }
}
