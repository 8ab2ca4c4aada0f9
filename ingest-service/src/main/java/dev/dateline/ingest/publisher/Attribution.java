package dev.dateline.ingest.publisher;

import org.jspecify.annotations.Nullable;

/**
 * Who stands behind an article.
 *
 * @param publisher who published it; null where neither the item nor its address tells
 * @param publisherFamily the owner of the publisher; null where the table names none
 * @param originPublisher who published it first; null where that is the publisher, or nobody is credited
 * @param originFamily the owner of the origin publisher; null where the table names none
 */
public record Attribution(
        @Nullable String publisher,
        @Nullable String publisherFamily,
        @Nullable String originPublisher,
        @Nullable String originFamily) {}
