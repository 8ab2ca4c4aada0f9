package dev.dateline.publish.subscription;

import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.format.FeedFormat;
import dev.dateline.publish.format.FeedPage;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An outgoing feed as the topic of a hub: its newest page, whatever it then holds. Only what goes on can be subscribed to, so that
 * neither a page further back nor a span of time is one.
 *
 * @param address the feed's own address, as it names itself
 * @param home where the service is reached from outside, ending in a slash
 * @param format the feed's format
 * @param query which articles are in it
 */
public record FeedTopic(String address, String home, FeedFormat format, StandingQuery query) {

    /** How many articles are on a page. */
    public static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Articles on a page.");

    private static final String PATH = "v1/articles.";
    private static final Set<String> OF_A_PAGE = Set.of("cursor", "since", "until");

    /** The address of a feed of that format. */
    public static String path(String home, FeedFormat format) {
        return home + PATH + format.suffix();
    }

    /** The hub of a service that is reached there. */
    public static String hub(String home) {
        return home + "v1/hub";
    }

    /** Whether the feed that was asked for with these parameters is a topic. */
    public static boolean is(Map<String, List<String>> parameters) {
        return parameters.keySet().stream().noneMatch(OF_A_PAGE::contains);
    }

    /**
     * The topic of that address.
     *
     * @param home where the service is reached from outside: it is the hub of its own feeds alone
     * @throws ProblemException 400, if it is no topic here
     */
    public static FeedTopic parse(String address, String home) {
        for (FeedFormat format : FeedFormat.values()) {
            String path = path(home, format);
            if (address.equals(path) || address.startsWith(path + "?")) {
                Map<String, List<String>> parameters = new LinkedHashMap<>(
                        StandingQuery.parameters(address.equals(path) ? "" : address.substring(path.length() + 1)));
                if (!is(parameters)) {
                    throw refusal("cursor, since and until are of one page; a topic has none of them");
                }
                new QueryParameters(parameters).whole(LIMIT);
                parameters.remove(LIMIT.name());
                return new FeedTopic(address, home, format, StandingQuery.of(parameters));
            }
        }
        throw refusal("it must be the address by which one of this service's feeds names itself: "
                + Arrays.stream(FeedFormat.values())
                        .map(format -> path(home, format))
                        .collect(Collectors.joining(", "))
                + ", with a query or without");
    }

    /** The topic of an address that {@link #parse} took before. */
    public static FeedTopic known(String address) {
        int path = address.indexOf(PATH);
        return parse(address, address.substring(0, Math.max(0, path)));
    }

    /** Which articles are in it. */
    public ArticleFilter filter() {
        return query.filter();
    }

    /** What it is called. */
    public String title() {
        return FeedPage.title(StandingQuery.parameters(query.text()));
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(
                new Problem(400, "bad-topic", "There is no such topic", "'hub.topic': " + detail + "."));
    }
}
