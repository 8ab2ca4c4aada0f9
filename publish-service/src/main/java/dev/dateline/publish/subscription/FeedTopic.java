package dev.dateline.publish.subscription;

import dev.dateline.publish.api.FeedAddress;
import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.format.FeedFormat;
import dev.dateline.publish.format.FeedPage;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * The topic of that address.
     *
     * @param home where the service is reached from outside: it is the hub of its own feeds alone
     * @throws ProblemException 400, if it is no topic here
     */
    public static FeedTopic parse(String address, String home) {
        for (FeedFormat format : FeedFormat.values()) {
            String path = FeedAddress.of(home, format);
            if (address.equals(path) || address.startsWith(path + "?")) {
                Map<String, List<String>> parameters = new LinkedHashMap<>(
                        StandingQuery.parameters(address.equals(path) ? "" : address.substring(path.length() + 1)));
                if (!FeedAddress.isTopic(parameters)) {
                    throw refusal("cursor, since and until are of one page; a topic has none of them");
                }
                new QueryParameters(parameters).whole(FeedAddress.LIMIT);
                parameters.remove(FeedAddress.LIMIT.name());
                return new FeedTopic(address, home, format, StandingQuery.of(parameters));
            }
        }
        throw refusal("it must be the address by which one of this service's feeds names itself: "
                + Arrays.stream(FeedFormat.values())
                        .map(format -> FeedAddress.of(home, format))
                        .collect(Collectors.joining(", "))
                + ", with a query or without");
    }

    /** The topic of an address that {@link #parse} took before. */
    public static FeedTopic known(String address) {
        return parse(address, address.substring(0, Math.max(0, address.indexOf("v1/articles."))));
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
