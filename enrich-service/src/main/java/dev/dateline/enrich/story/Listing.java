package dev.dateline.enrich.story;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Sources;
import dev.dateline.schemas.StoryMember;
import dev.dateline.schemas.StoryTag;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a story says of one of its reports. */
final class Listing {

    private Listing() {}

    /** The article as a member of its story. */
    static StoryMember member(EnrichedArticle enriched, Optional<String> copyOf) {
        RawArticle article = enriched.getArticle();
        return StoryMember.newBuilder()
                .setArticleId(article.getId())
                .setPublisher(article.getPublisher().orElse(article.getFeed()))
                .setReceived(article.getReceived())
                .setCopyOf(copyOf.orElse(null))
                .setTitle(article.getTitle())
                .setSource(Sources.family(article))
                .setLanguage(enriched.getLanguage().or(article::getLanguage).orElse(null))
                .build();
    }

    /** What the article is about, each tag once; a flashpoint that it only mentions is none of it. */
    static List<StoryTag> tags(EnrichedArticle article) {
        List<StoryTag> tags = new ArrayList<>();
        add(TagKind.PEOPLE, article.getPeople(), tags);
        add(TagKind.ORGANISATIONS, article.getOrganisations(), tags);
        add(TagKind.PLACES, article.getPlaces(), tags);
        add(TagKind.COUNTRIES, article.getCountries(), tags);
        add(TagKind.TOPICS, article.getTopics(), tags);
        add(TagKind.FLASHPOINTS, article.getFlashpoints(), tags);
        return tags;
    }

    private static void add(TagKind kind, List<Tag> tags, List<StoryTag> to) {
        Set<String> seen = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.getAbout().orElse(true) && seen.add(tag.getId())) {
                to.add(new StoryTag(kind, tag.getId(), tag.getLabel(), 1));
            }
        }
    }
}
