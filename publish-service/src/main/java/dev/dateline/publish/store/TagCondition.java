package dev.dateline.publish.store;

import dev.dateline.schemas.TagKind;
import java.util.Set;

/**
 * An article must carry one of these tags.
 *
 * @param kind what the tags are
 * @param anyOf their ids, one at least
 * @param aboutOnly whether it counts only if the article is about it, not if it mentions it in passing
 */
public record TagCondition(TagKind kind, Set<String> anyOf, boolean aboutOnly) {

    /** Keeps its own copy. */
    public TagCondition {
        anyOf = Set.copyOf(anyOf);
    }

    boolean holds(PublishedArticle article) {
        return anyOf.stream().anyMatch(id -> article.tags().contains(key(kind, id, aboutOnly)));
    }

    static String key(TagKind kind, String id, boolean about) {
        return TagKinds.name(kind) + (about ? "!" : "/") + id;
    }
}
