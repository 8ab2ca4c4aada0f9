package dev.dateline.enrich.article;

import java.time.Instant;

/**
 * What became of one article.
 *
 * @param feed the feed it came from
 * @param received when ingest took it
 * @param kind what became of it
 */
record Outcome(String feed, Instant received, Kind kind) {

    enum Kind {
        /** A new revision on news.enriched. */
        PUBLISHED,
        /** Known content, or an article that was killed. */
        DUPLICATE
    }
}
