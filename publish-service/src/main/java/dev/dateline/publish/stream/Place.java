package dev.dateline.publish.stream;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader has come, which is the id of an event: the place in the order of publication, and beside it, for who wants
 * more than articles, the numbers of the newest story and ranking seen. All three count in the database, so that every
 * instance understands them.
 */
record Place(long article, long story, long trend) {

    static final Pattern ID = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18})-(\\d{1,18}))?");

    /** What an id says; the stories and rankings of one that names articles alone are not known. */
    record Id(long article, OptionalLong story, OptionalLong trend) {}

    static Optional<Id> parse(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Id(Long.parseLong(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))));
    }

    private static OptionalLong number(String digits) {
        return digits == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }

    String id(Kinds kinds) {
        return kinds.articlesAlone() ? Long.toString(article) : article + "-" + story + "-" + trend;
    }

    Place withArticle(long newer) {
        return new Place(Math.max(article, newer), story, trend);
    }

    Place withStory(long newer) {
        return new Place(article, Math.max(story, newer), trend);
    }

    Place withTrend(long newer) {
        return new Place(article, story, Math.max(trend, newer));
    }
}
