package dev.dateline.publish.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of items: received = accepted + refused, accepted = published + duplicates + rejected + in flight. The counts come from three
 * topics, each read on its own, so that under load one of them may be ahead of the others for a moment.
 *
 * @param feed whose articles; empty for those of all feeds
 * @param minute the minute of their receipt; null for all time
 * @param accepted records that ingest put on news.raw
 * @param refused items that ingest turned away and put on news.rejected
 * @param published revisions that were stored
 * @param duplicates articles whose content was known already
 * @param rejected articles that a stage after ingest could not process
 */
public record LedgerLine(
        String feed,
        @Nullable Instant minute,
        long accepted,
        long refused,
        long published,
        long duplicates,
        long rejected) {

    /** An account of nothing. */
    static final LedgerLine NOTHING = new LedgerLine("", null, 0, 0, 0, 0, 0);

    /** What ingest answered for; an item that is replayed after a refusal is answered for once more. */
    public long received() {
        return accepted + refused;
    }

    /** What was accepted and came to no end yet; less than 0 if more came out than went in. */
    public long inFlight() {
        return accepted - published - duplicates - rejected;
    }

    /** Whether no more came out than went in. */
    public boolean balanced() {
        return inFlight() >= 0;
    }

    LedgerLine plus(LedgerLine other) {
        return new LedgerLine(
                feed,
                minute,
                accepted + other.accepted,
                refused + other.refused,
                published + other.published,
                duplicates + other.duplicates,
                rejected + other.rejected);
    }
}
