package dev.dateline.publish.store;

import dev.dateline.schemas.Lane;
import dev.dateline.schemas.TagKind;
import java.util.Locale;

/**
 * What an article is looked up by, as one text: its kind and its value. PostgreSQL indexes them in one list, and memory
 * compares the same ones.
 */
final class ArticleKey {

    /** An index entry has a limit, and names come from outside; what is longer is told apart by its beginning. */
    private static final int LONGEST = 200;

    private ArticleKey() {}

    static String tag(TagKind kind, String id) {
        return key(TagKinds.name(kind) + "/", id);
    }

    /** A tag of which it is said that the article is about it. */
    static String about(TagKind kind, String id) {
        return key(TagKinds.name(kind) + "!", id);
    }

    static String feed(String name) {
        return key("feed/", name);
    }

    static String publisher(String name) {
        return key("publisher/", name);
    }

    static String family(String name) {
        return key("family/", name);
    }

    static String story(String id) {
        return key("story/", id);
    }

    static String language(String language) {
        return key("language/", language);
    }

    static String lane(Lane lane) {
        return key("lane/", lane.name().toLowerCase(Locale.ROOT));
    }

    /** A square of so many degrees that a place lies in, counted from the equator and Greenwich. */
    static String cell(int degrees, int latitude, int longitude) {
        return key("cell" + degrees + "/", latitude + ":" + longitude);
    }

    private static String key(String kind, String value) {
        return kind + Rows.text(value.length() <= LONGEST ? value : value.substring(0, LONGEST));
    }
}
