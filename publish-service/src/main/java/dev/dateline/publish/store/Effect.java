package dev.dateline.publish.store;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.TrendRanking;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    /** A story is now this. */
    record Told(Story story) implements Effect {}

    /** No report is left of a story. */
    record StoryEnded(String id) implements Effect {}

    /** A ranking that no more changes was this. */
    record PastRanking(TrendRanking ranking) implements Effect {}

    /** Enrich has counted this far. */
    record Counted(LedgerEntry entry) implements Effect {}

    /**
     * A flashpoint is now defined so, or was retired.
     *
     * @param id its id
     * @param version the version; of an end, the version that ended, 0 where that is not known
     * @param origin bundled, or operator
     * @param changed when
     * @param definition the definition; null for an end
     */
    record Defined(
            String id,
            int version,
            String origin,
            Instant changed,
            @Nullable FlashpointDefinition definition) implements Effect {}

    /** The index of a flashpoint and hour is now this. */
    record Indexed(FlashpointIndex index) implements Effect {}

    /** A record could not be processed, here or in a stage before. */
    record Refused(RejectedRecord rejected) implements Effect {}

    /** Nothing but that reading goes on after it. */
    record Nothing() implements Effect {}
}
