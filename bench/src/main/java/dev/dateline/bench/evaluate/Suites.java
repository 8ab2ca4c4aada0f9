package dev.dateline.bench.evaluate;

import java.util.List;
import java.util.Optional;

/** Every measurement there is. */
public final class Suites {

    /** In the order in which an article is read. */
    public static final List<Suite> ALL = List.of(
            new FeedsSuite(),
            new HtmlSuite(),
            new LanguagesSuite(),
            new NerSuite(),
            new CountriesSuite(),
            new PlacesSuite(),
            new TopicsSuite(),
            new FlashpointsSuite(),
            new DuplicatesSuite(),
            new StoriesSuite());

    private Suites() {}

    /** The suite of that name, if there is one. */
    public static Optional<Suite> named(String name) {
        return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }
}
