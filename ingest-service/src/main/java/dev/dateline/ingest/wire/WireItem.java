package dev.dateline.ingest.wire;

import dev.dateline.ingest.feed.FeedText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An item of an agency, in its own words.
 *
 * @param id the same for all versions of the item; null where it states none
 * @param version of the item, as stated; null where none is
 * @param url where the article can be read, null where none is stated
 * @param title the headline
 * @param summary the short text
 * @param body the text
 * @param publisher who provides it
 * @param source whom it credits
 * @param authors as its byline has them
 * @param language of the text
 * @param published when this item, or its first version, was made
 * @param status whether it may be used
 * @param embargo until when it may not be published, in its own words; empty for "until further notice", null for no embargo
 * @param note to editors
 * @param change what the item says of itself by a code: an update, a correction; null where it says nothing
 * @param faults where it is not what its standard asks for
 */
public record WireItem(
        @Nullable String id,
        @Nullable String version,
        @Nullable String url,
        FeedText title,
        FeedText summary,
        FeedText body,
        @Nullable String publisher,
        @Nullable String source,
        List<String> authors,
        @Nullable String language,
        @Nullable String published,
        Status status,
        @Nullable String embargo,
        @Nullable String note,
        @Nullable Change change,
        List<String> faults) {

    public WireItem {
        authors = List.copyOf(authors);
        faults = List.copyOf(faults);
    }

    /** Whether an item may be used. */
    public enum Status {
        /** It may. */
        USABLE,
        /** It may not be used until further notice. */
        WITHHELD,
        /** It must never be used again. */
        CANCELED
    }

    /** What an item is in relation to an earlier one. */
    public enum Change {
        /** A newer text. */
        UPDATE,
        /** A newer text that mends an error. */
        CORRECTION,
        /** The earlier one must go. */
        KILL
    }

    /** The status of that name, as the IPTC's vocabulary has it, in whatever case and with whatever prefix. */
    static Status status(@Nullable String name) {
        String code =
                name == null ? "" : name.replaceFirst("^.*[:/#]", "").strip().toLowerCase(Locale.ROOT);
        return switch (code) {
            case "canceled", "cancelled", "killed", "kill" -> Status.CANCELED;
            case "withheld" -> Status.WITHHELD;
            default -> Status.USABLE;
        };
    }
}
