package dev.dateline.publish.store;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What filters ask of an article, the same whether it comes from a topic or from the database.
 *
 * @param published when it was published
 * @param received when ingest took it
 * @param copy whether it copies another article
 * @param tags its tags; one that it is about stands here twice, as a tag and as one it is about
 * @param others keys of everything else: where it comes from, its story, its language, the squares that its places lie in
 */
public record ArticleFacts(
        Instant published, Instant received, boolean copy, List<WeighedTag> tags, Set<String> others) {

    /** A language that nobody told. */
    static final String NO_LANGUAGE = "und";

    private static final Pattern LANGUAGE = Pattern.compile("^([A-Za-z]{2,3})(?![A-Za-z])");

    /** Keeps its own copies. */
    public ArticleFacts {
        tags = List.copyOf(tags);
        others = Set.copyOf(others);
    }

    /**
     * A tag.
     *
     * @param key its kind and id
     * @param salience how central it is
     * @param confidence how likely it is right
     * @param latitude where a place lies; null for what is none, and where it is not told
     * @param longitude null where the latitude is
     */
    public record WeighedTag(
            String key,
            float salience,
            float confidence,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /** What is said of the article by itself. */
    public static ArticleFacts of(EnrichedArticle article) {
        RawArticle raw = article.getArticle();
        List<WeighedTag> tags = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        others.add(ArticleKey.feed(raw.getFeed()));
        raw.getPublisher().map(ArticleKey::publisher).ifPresent(others::add);
        raw.getPublisherFamily().map(ArticleKey::family).ifPresent(others::add);
        article.getStory().map(ArticleKey::story).ifPresent(others::add);
        others.add(ArticleKey.language(language(article)));
        others.add(ArticleKey.lane(raw.getLane()));
        for (TagKind kind : TagKind.values()) {
            Set<String> seen = new HashSet<>();
            for (Tag tag : TagKinds.tags(article, kind)) {
                if (!seen.add(tag.getId())) {
                    continue; // An article counts once for each thing.
                }
                Double latitude = tag.getLatitude().orElse(null);
                Double longitude = tag.getLongitude().orElse(null);
                tags.add(weighed(ArticleKey.tag(kind, tag.getId()), tag, latitude, longitude));
                if (tag.getAbout().orElse(false)) {
                    tags.add(weighed(ArticleKey.about(kind, tag.getId()), tag, null, null));
                }
                if (latitude != null && longitude != null) {
                    others.addAll(GeoBox.cells(latitude, longitude));
                }
            }
        }
        return new ArticleFacts(
                raw.getPublished().getInstant(),
                raw.getReceived(),
                article.getCopyOf().isPresent(),
                tags,
                others);
    }

    private static WeighedTag weighed(String key, Tag tag, @Nullable Double latitude, @Nullable Double longitude) {
        return new WeighedTag(key, (float) tag.getSalience(), (float) tag.getConfidence(), latitude, longitude);
    }

    /** The language that it was read as, else the one that its feed states, without region and script. */
    public static String language(EnrichedArticle article) {
        return article.getLanguage()
                .or(() -> article.getArticle().getLanguage())
                .map(LANGUAGE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .orElse(NO_LANGUAGE);
    }

    /** All keys as the database has them: those of the tags first. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>(tags.size() + others.size());
        tags.forEach(tag -> keys.add(tag.key()));
        keys.addAll(others);
        return keys;
    }
}
