package dev.dateline.publish.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which articles to show: those for which all of this holds.
 *
 * @param tags each must hold
 * @param sources of each set, one must be the article's publisher or feed
 * @param words what its text must say, as {@code websearch_to_tsquery} reads it
 * @param since when ingest took it, at the earliest
 * @param until before when ingest took it
 */
public record ArticleFilter(
        List<TagCondition> tags,
        List<Set<String>> sources,
        Optional<String> words,
        Optional<Instant> since,
        Optional<Instant> until) {

    /** Every article. */
    public static final ArticleFilter ALL =
            new ArticleFilter(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Keeps its own copies. */
    public ArticleFilter {
        tags = List.copyOf(tags);
        sources = sources.stream().map(Set::copyOf).toList();
    }

    /** Whether only the database can tell: words are its own to compare. */
    public boolean needsDatabase() {
        return words.isPresent();
    }

    /**
     * Whether the article is to be told of; of no use where {@link #needsDatabase}. Of a killed one everybody is told: what made
     * it match is gone with its text.
     */
    public boolean matches(PublishedArticle article) {
        return article.killed() || holds(article);
    }

    private boolean holds(PublishedArticle article) {
        return tags.stream().allMatch(condition -> condition.holds(article))
                && sources.stream()
                        .allMatch(names -> names.contains(article.feed())
                                || (article.publisher() != null && names.contains(article.publisher())))
                && since.map(instant -> !article.received().isBefore(instant)).orElse(true)
                && until.map(instant -> article.received().isBefore(instant)).orElse(true);
    }
}
