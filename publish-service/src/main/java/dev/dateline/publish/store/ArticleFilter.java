package dev.dateline.publish.store;

import dev.dateline.publish.store.ArticleFacts.WeighedTag;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.TagKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which articles to show: those for which all of this holds. What is asked of the database and what is asked of an article
 * in memory is the same, but for words, which only the database compares.
 *
 * @param tags each must hold
 * @param weight what the tags, and the places in the box, must have to count
 * @param box where one of its places must lie
 * @param keys of each set, the article must have one
 * @param stories of each set, one must be the story that it was placed in
 * @param copies whether articles that copy another are among them
 * @param words what its text must say, as {@code websearch_to_tsquery} reads it
 * @param received when ingest took it
 * @param published when it was published
 */
public record ArticleFilter(
        List<TagCondition> tags,
        TagWeight weight,
        Optional<GeoBox> box,
        List<Set<String>> keys,
        List<Set<String>> stories,
        boolean copies,
        Optional<String> words,
        TimeSpan received,
        TimeSpan published) {

    /** Every article. */
    public static final ArticleFilter ALL = builder().build();

    /** Keeps its own copies. */
    public ArticleFilter {
        tags = List.copyOf(tags);
        keys = keys.stream().map(Set::copyOf).toList();
        stories = stories.stream().map(Set::copyOf).toList();
    }

    /** Everything but tags and places that an article must have, of each set one. */
    List<Set<String>> allKeys() {
        List<Set<String>> all = new ArrayList<>(keys);
        stories.forEach(ids -> all.add(Builder.keys(ids, ArticleKey::story)));
        return all;
    }

    /** The same with other stories in the place of each set of them. */
    ArticleFilter withStories(UnaryOperator<Set<String>> change) {
        return new ArticleFilter(
                tags, weight, box, keys, stories.stream().map(change).toList(), copies, words, received, published);
    }

    /** Begins with every article; each condition leaves fewer. */
    public static Builder builder() {
        return new Builder();
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
        return article.killed() || matches(article.facts());
    }

    /** Whether the article is one of those; of no use where {@link #needsDatabase}. */
    public boolean matches(ArticleFacts article) {
        return tags.stream().allMatch(condition -> holds(condition, article))
                && box.map(part -> article.tags().stream().anyMatch(tag -> part.holds(tag) && weight.reachedBy(tag)))
                        .orElse(true)
                && allKeys().stream().allMatch(set -> set.stream().anyMatch(article.others()::contains))
                && (copies || !article.copy())
                && received.holds(article.received())
                && published.holds(article.published());
    }

    private boolean holds(TagCondition condition, ArticleFacts article) {
        Set<String> wanted = condition.keys();
        for (WeighedTag tag : article.tags()) {
            if (wanted.contains(tag.key()) && weight.reachedBy(tag)) {
                return true;
            }
        }
        return false;
    }

    /** Gathers conditions. Each call adds one; within a call, one of the values is enough. */
    public static final class Builder {

        private final List<TagCondition> tags = new ArrayList<>();
        private final List<Set<String>> keys = new ArrayList<>();
        private final List<Set<String>> stories = new ArrayList<>();
        private TagWeight weight = TagWeight.ANY;
        private Optional<GeoBox> box = Optional.empty();
        private boolean copies = true;
        private Optional<String> words = Optional.empty();
        private TimeSpan received = TimeSpan.ALL;
        private TimeSpan published = TimeSpan.ALL;

        private Builder() {}

        /** It carries one of these tags. */
        public Builder tag(TagKind kind, Set<String> ids) {
            tags.add(new TagCondition(kind, ids, false));
            return this;
        }

        /** It is about one of these. */
        public Builder about(TagKind kind, Set<String> ids) {
            tags.add(new TagCondition(kind, ids, true));
            return this;
        }

        /** What a tag must have to count, also as a place in the box. */
        public Builder weight(TagWeight least) {
            weight = least;
            return this;
        }

        /** One of its places lies there. */
        public Builder box(GeoBox part) {
            box = Optional.of(part);
            return this;
        }

        /** Its feed or its publisher is one of these. */
        public Builder source(Set<String> names) {
            Set<String> both = keys(names, ArticleKey::feed);
            both.addAll(keys(names, ArticleKey::publisher));
            keys.add(both);
            return this;
        }

        /** Its feed is one of these. */
        public Builder feed(Set<String> names) {
            keys.add(keys(names, ArticleKey::feed));
            return this;
        }

        /** Its publisher is one of these. */
        public Builder publisher(Set<String> names) {
            keys.add(keys(names, ArticleKey::publisher));
            return this;
        }

        /** The house of its publisher is one of these. */
        public Builder family(Set<String> names) {
            keys.add(keys(names, ArticleKey::family));
            return this;
        }

        /** It was placed in one of these stories. */
        public Builder story(Set<String> ids) {
            stories.add(ids);
            return this;
        }

        /** It is written in one of these languages (ISO 639); und where that is not told. */
        public Builder language(Set<String> languages) {
            keys.add(keys(languages, language -> ArticleKey.language(language.toLowerCase(Locale.ROOT))));
            return this;
        }

        /** It came in this lane. */
        public Builder lane(Lane lane) {
            keys.add(Set.of(ArticleKey.lane(lane)));
            return this;
        }

        /** Only originals. */
        public Builder noCopies() {
            copies = false;
            return this;
        }

        /** Its text says this, as {@code websearch_to_tsquery} reads it. */
        public Builder words(String text) {
            words = Optional.of(text);
            return this;
        }

        /** Ingest took it then. */
        public Builder received(TimeSpan span) {
            received = span;
            return this;
        }

        /** It was published then. */
        public Builder published(TimeSpan span) {
            published = span;
            return this;
        }

        /** The filter with what was gathered. */
        public ArticleFilter build() {
            return new ArticleFilter(tags, weight, box, keys, stories, copies, words, received, published);
        }

        private static Set<String> keys(Set<String> values, Function<String, String> key) {
            return values.stream().map(key).collect(Collectors.toCollection(HashSet::new));
        }
    }
}
