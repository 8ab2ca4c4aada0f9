package dev.dateline.ingest.feeds;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.util.regex.Pattern;

/** The names that a feed may have. */
public final class FeedName {

    private static final Pattern FEED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** The rule in words, to go on after the name of what holds the feed. */
    public static final String RULE =
            "must be 1 to 64 characters of a-z, 0-9, '.', '_' and '-', the first a letter or a digit";

    private FeedName() {}

    /** Whether it is a feed's name. */
    public static boolean isValid(String name) {
        return FEED.matcher(name).matches();
    }

    /**
     * The name, if it is one.
     *
     * @throws ProblemException 400, if it is not
     */
    public static String check(String name) {
        if (!isValid(name)) {
            throw new ProblemException(
                    new Problem(400, "bad-feed", "The feed's name is not allowed", "the feed " + RULE));
        }
        return name;
    }
}
