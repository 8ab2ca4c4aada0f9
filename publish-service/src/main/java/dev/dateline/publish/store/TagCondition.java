package dev.dateline.publish.store;

import dev.dateline.schemas.TagKind;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The keys of which an article must have one. */
    Set<String> keys() {
        return anyOf.stream()
                .map(id -> aboutOnly ? ArticleKey.about(kind, id) : ArticleKey.tag(kind, id))
                .collect(Collectors.toSet());
    }
}
