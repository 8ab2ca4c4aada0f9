package dev.dateline.ingest.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a format says of an article, before identity, dates and provenance are added.
 *
 * @param guid the feed's own id
 * @param url the address as stated
 * @param title the headline, one line; may be empty
 * @param summary points or standfirst
 * @param body paragraphs separated by an empty line; may be empty
 * @param publisher who published it
 * @param originPublisher who published it first, where the item credits somebody else
 * @param authors their names
 * @param language as stated
 * @param published the date in the feed's own words
 */
record Draft(
        @Nullable String guid,
        @Nullable String url,
        String title,
        @Nullable String summary,
        String body,
        @Nullable String publisher,
        @Nullable String originPublisher,
        List<String> authors,
        @Nullable String language,
        @Nullable String published) {}
