package dev.dateline.publish.store;

import dev.dateline.schemas.TagKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what articles can be counted. */
public enum Facet {
    PEOPLE(ArticleKey.tag(TagKind.PEOPLE, "")),
    ORGANISATIONS(ArticleKey.tag(TagKind.ORGANISATIONS, "")),
    PLACES(ArticleKey.tag(TagKind.PLACES, "")),
    COUNTRIES(ArticleKey.tag(TagKind.COUNTRIES, "")),
    TOPICS(ArticleKey.tag(TagKind.TOPICS, "")),
    FLASHPOINTS(ArticleKey.tag(TagKind.FLASHPOINTS, "")),
    STORIES(ArticleKey.story("")),
    FEEDS(ArticleKey.feed("")),
    PUBLISHERS(ArticleKey.publisher("")),
    FAMILIES(ArticleKey.family("")),
    LANGUAGES(ArticleKey.language(""));

    private final String prefix;

    Facet(String prefix) {
        this.prefix = prefix;
    }

    /** Its name in lower case, as the API has it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The facet of that name in lower case. */
    public static Optional<Facet> named(String name) {
        return Arrays.stream(values()).filter(facet -> facet.key().equals(name)).findFirst();
    }

    /** What its keys begin with. */
    String prefix() {
        return prefix;
    }
}
