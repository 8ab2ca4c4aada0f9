package dev.dateline.publish.store;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.TrendRanking;
import java.time.Instant;

/** What a record does to the read model. */
public sealed interface Effect {

    /**
     * An article was accepted.
     *
     * @param feed its feed
     * @param received when ingest took it
     */
    record Accepted(String feed, Instant received) implements Effect {}

    /** An article has this text and these tags now, unless a newer revision of it is here already. */
    record Revision(EnrichedArticle article) implements Effect {}

    /** An article must no longer be shown. */
    record Takedown(String articleId) implements Effect {}

    /** A ranking is now this. */
    record Ranking(TrendRanking ranking) implements Effect {}

    /** A ranking is no more; kind in lower case. */
    record RankingEnded(String kind, String window) implements Effect {}

    /** Enrich has counted this far. */
    record Counted(LedgerEntry entry) implements Effect {}

    /** A record could not be processed, here or in a stage before. */
    record Refused(RejectedRecord rejected) implements Effect {}

    /** Nothing but that reading goes on after it. */
    record Nothing() implements Effect {}
}
