package dev.dateline.ingest.identity;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The id of an article: the same item of the same feed always gets the same id, so that a push can be repeated safely.
 * It is made from the feed and the first of these that the item has: its guid, its canonical URL, its content. A date is
 * never part of it, because feeds restate dates. It is the first 128 bits of a SHA-256, 32 lower-case hexadecimal digits:
 * by the birthday bound, a billion articles collide with a probability below 2 in 10<sup>21</sup>.
 */
public final class ArticleId {

    private static final int BYTES = 16;

    private ArticleId() {}

    /**
     * The id of an item.
     *
     * @param guid the feed's own id, null where it states none
     * @param canonicalUrl the address by {@link dev.dateline.schemas.CanonicalUrl}, null where there is none
     * @param contentHash the hash by {@link ContentHash}
     */
    public static String of(String feed, @Nullable String guid, @Nullable String canonicalUrl, String contentHash) {
        if (guid != null) {
            return hash(feed, "guid", guid);
        }
        return canonicalUrl != null ? hash(feed, "url", canonicalUrl) : hash(feed, "content", contentHash);
    }

    private static String hash(String feed, String kind, String value) {
        return HexFormat.of().formatHex(HashOfTexts.of(feed, kind, value), 0, BYTES);
    }
}
