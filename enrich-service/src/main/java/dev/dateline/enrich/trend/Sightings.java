package dev.dateline.enrich.trend;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Sources;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of an article is counted: one sighting for each tag that it is about, for its story and for its feed. */
final class Sightings {

    private Sightings() {}

    /** The sightings of an article that counts within a hop. */
    static List<TagSighting> of(EnrichedArticle enriched, int hop) {
        RawArticle article = enriched.getArticle();
        String source = Sources.family(article);
        String story = enriched.getStory().or(enriched::getCopyOf).orElse(article.getId());
        Sighter sighter = new Sighter(
                article.getId(),
                hash(story + '\n' + source),
                hash(source),
                TrendWindow.instant(hop),
                article.getReceived(),
                new ArrayList<>());
        sighter.tags(TagKind.PEOPLE, enriched.getPeople());
        sighter.tags(TagKind.ORGANISATIONS, enriched.getOrganisations());
        sighter.tags(TagKind.PLACES, enriched.getPlaces());
        sighter.tags(TagKind.COUNTRIES, enriched.getCountries());
        sighter.tags(TagKind.TOPICS, enriched.getTopics());
        sighter.tags(TagKind.FLASHPOINTS, enriched.getFlashpoints());
        sighter.add(TagKind.STORIES, story, article.getTitle(), sighter.unit());
        // What a feed is expected to give is articles, whoever else tells the same.
        sighter.add(TagKind.FEEDS, article.getFeed(), article.getFeed(), hash(article.getId()));
        return sighter.sightings();
    }

    private record Sighter(
            String articleId, long unit, long family, Instant hop, Instant received, List<TagSighting> sightings) {

        void tags(TagKind kind, List<Tag> tags) {
            Set<String> ids = new HashSet<>();
            for (Tag tag : tags) {
                if (tag.getAbout().orElse(true) && ids.add(tag.getId())) {
                    add(kind, tag.getId(), tag.getLabel(), unit);
                }
            }
        }

        void add(TagKind kind, String id, String label, long counted) {
            sightings.add(TagSighting.newBuilder()
                    .setKind(kind)
                    .setId(id)
                    .setLabel(label)
                    .setArticleId(articleId)
                    .setUnit(counted)
                    .setFamily(family)
                    .setHop(hop)
                    .setReceived(received)
                    .build());
        }
    }

    /** A hash by which units and families are told apart; two of a billion are alike by chance with 1 in 37. */
    static long hash(String text) {
        return Hashing.komihash5_0().hashCharsToLong(text);
    }
}
