package dev.dateline.publish.api;

import dev.dateline.publish.format.FeedFormat;
import dev.dateline.runtime.http.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the outgoing feeds and their hub are, under the address by which the service is reached. */
public final class FeedAddress {

    /** How many articles are on a page. */
    public static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Articles on a page.");

    private static final Set<String> OF_A_PAGE = Set.of("cursor", "since", "until");

    private FeedAddress() {}

    /** The path of the feeds of that format. */
    static String path(FeedFormat format) {
        return "v1/articles." + format.suffix();
    }

    /** The address of the feeds of that format. */
    public static String of(String home, FeedFormat format) {
        return home + path(format);
    }

    /** The hub of all of them. */
    public static String hub(String home) {
        return home + "v1/hub";
    }

    /** Whether what is asked for with these parameters goes on, so that it is a topic of the hub. */
    public static boolean isTopic(Map<String, List<String>> parameters) {
        return parameters.keySet().stream().noneMatch(OF_A_PAGE::contains);
    }
}
