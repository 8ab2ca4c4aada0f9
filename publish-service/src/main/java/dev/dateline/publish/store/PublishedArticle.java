package dev.dateline.publish.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An article as the read model has it, with what filters ask for.
 *
 * @param seq its place in the order of publication
 * @param feed its feed
 * @param publisher its publisher, where it names one
 * @param received when ingest took it
 * @param tags keys of its tags, as {@link TagCondition} makes them
 * @param killed whether it must no longer be shown
 * @param record the article in JSON
 */
public record PublishedArticle(
        long seq,
        String feed,
        @Nullable String publisher,
        Instant received,
        Set<String> tags,
        boolean killed,
        String record) {}
