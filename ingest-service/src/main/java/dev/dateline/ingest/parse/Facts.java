package dev.dateline.ingest.parse;

import dev.dateline.schemas.Signal;
import java.util.List;

/**
 * What a format says of an article beside its text.
 *
 * @param mediaType of the item as it arrived
 * @param signal what the feed says the item is
 * @param dateInferred whether the date is not that of publication but stands in for it
 * @param warnings what is wrong with the item although it can be read
 */
record Facts(String mediaType, Signal signal, boolean dateInferred, List<ParsedItem.Warning> warnings) {

    /** Nothing but the format, and what the headline says the item is. */
    static Facts of(String mediaType, String headline) {
        return new Facts(mediaType, WireNotes.inHeadline(headline), false, List.of());
    }
}
