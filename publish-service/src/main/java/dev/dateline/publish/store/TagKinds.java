package dev.dateline.publish.store;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.util.List;
import java.util.Locale;

/** The kinds of tags, by the names that the database and the API use. */
public final class TagKinds {

    private TagKinds() {}

    /** The name in lower case, as JSON and the database have it. */
    public static String name(TagKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static List<Tag> tags(EnrichedArticle article, TagKind kind) {
        return switch (kind) {
            case PEOPLE -> article.getPeople();
            case ORGANISATIONS -> article.getOrganisations();
            case PLACES -> article.getPlaces();
            case COUNTRIES -> article.getCountries();
            case TOPICS -> article.getTopics();
            case FLASHPOINTS -> article.getFlashpoints();
            // What trends rank besides tags: an article's story and feed are columns of their own.
            case STORIES, FEEDS -> List.of();
        };
    }
}
