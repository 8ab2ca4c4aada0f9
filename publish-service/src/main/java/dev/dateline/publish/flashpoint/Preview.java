package dev.dateline.publish.flashpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.flashpoints.FlashpointTagger;
import dev.dateline.analysis.languages.ArticleLanguage;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.analysis.text.Document;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.TimeSpan;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a change of a definition would do: stored articles are read by the definition in force and by the changed one,
 * the newest first, until all of the span, the most articles or the time allowed is used up.
 */
public final class Preview {

    private static final Logger LOG = LoggerFactory.getLogger(Preview.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    /** How many articles of each kind are named; the others are counted. */
    private static final int NAMED = 100;

    private Preview() {}

    /**
     * How much may be read.
     *
     * @param since articles received before are not read
     * @param articles the most articles
     * @param time the longest that it may take
     */
    public record Bounds(Instant since, int articles, Duration time) {}

    /**
     * An article whose answer would change.
     *
     * @param id its id
     * @param title its title
     * @param received when ingest took it, in ISO 8601
     */
    public record Changed(String id, String title, String received) {}

    /**
     * What would change.
     *
     * @param read articles that were read
     * @param complete whether that is all of the span
     * @param oldest when the oldest of them was received, in ISO 8601; null if none was read
     * @param about articles that would be about it
     * @param added how many of them are not now
     * @param removed how many articles are about it now and would not be
     * @param addedArticles the newest of those added, 100 at most
     * @param removedArticles the newest of those removed, 100 at most
     */
    public record Result(
            int read,
            boolean complete,
            @Nullable String oldest,
            int about,
            int added,
            int removed,
            List<Changed> addedArticles,
            List<Changed> removedArticles) {}

    /**
     * Reads what the bounds allow.
     *
     * @param now the definition in force; empty if there is none
     */
    public static Result of(
            Optional<FlashpointDefinition> now, FlashpointDefinition changed, ArticleReader articles, Bounds bounds) {
        ArticleFilter filter =
                ArticleFilter.builder().received(TimeSpan.since(bounds.since())).build();
        FlashpointTagger before = FlashpointTagger.of(now.stream().toList());
        FlashpointTagger after = FlashpointTagger.of(List.of(changed));
        List<Changed> added = new ArrayList<>();
        List<Changed> removed = new ArrayList<>();
        long deadline = System.nanoTime() + bounds.time().toNanos();
        long place = Long.MAX_VALUE;
        String oldest = null;
        int read = 0;
        int about = 0;
        int addedCount = 0;
        int removedCount = 0;
        while (true) {
            List<ArticleItem> page = articles.before(filter, place, PAGE);
            for (ArticleItem item : page) {
                if (read >= bounds.articles() || System.nanoTime() > deadline) {
                    return new Result(read, false, oldest, about, addedCount, removedCount, added, removed);
                }
                place = item.seq();
                JsonNode article = article(item.record());
                Document document = Document.of(
                        article.path("title").asText(), article.path("body").asText());
                boolean english = ArticleLanguage.isEnglish(
                        document, Optional.ofNullable(article.path("language").asText(null)));
                List<Tag> countries =
                        english ? GeographyReader.standard().read(document).countries() : List.of();
                boolean is = english && isAbout(before, document, countries);
                boolean willBe = english && isAbout(after, document, countries);
                read++;
                oldest = article.path("received").asText();
                about += willBe ? 1 : 0;
                if (willBe && !is) {
                    addedCount++;
                    name(article, added);
                } else if (is && !willBe) {
                    removedCount++;
                    name(article, removed);
                }
            }
            if (page.size() < PAGE) {
                return new Result(read, true, oldest, about, addedCount, removedCount, added, removed);
            }
        }
    }

    private static boolean isAbout(FlashpointTagger tagger, Document document, List<Tag> countries) {
        return tagger.tag(document, countries).stream()
                .anyMatch(tag -> tag.getAbout().orElse(false));
    }

    private static void name(JsonNode article, List<Changed> changed) {
        if (changed.size() < NAMED) {
            changed.add(new Changed(
                    article.path("id").asText(),
                    article.path("title").asText(),
                    article.path("received").asText()));
        }
    }

    private static JsonNode article(String record) {
        try {
            return JSON.readTree(record).path("article");
        } catch (JsonProcessingException e) {
            LOG.warn("A stored article is not JSON", e);
            return JSON.missingNode();
        }
    }
}
