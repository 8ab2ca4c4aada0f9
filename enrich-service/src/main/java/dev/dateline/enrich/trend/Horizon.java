package dev.dateline.enrich.trend;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.HopsEnded;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.ReadingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one partition of enriched articles: says in which hop each counts, or why in none, and when hops have ended. Time is
 * what the log says and never a clock, so that a replay of the partition says the same: each record bears the newest receipt of
 * all partitions up to it, and in each partition is a mark whenever that enters another hop, so that a partition without
 * articles ends its hops with the others. Records without it, of an older build, go by the receipts of their own partition.
 */
final class Horizon {

    /** Further behind the newest article, and the article moves no trend any more. */
    private static final Duration LATEST = Duration.ofMinutes(15);

    /** An article received longer after its tags were set than this was received by a wrong clock. */
    private static final Duration EARLIEST = Duration.ofMinutes(10);

    /** Published longer before its receipt, an article is no news. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private int hop;
    private int articles;
    private boolean begun;

    /** Goes on where the state says, or begins. */
    Horizon(@Nullable ReadingState state) {
        if (state != null) {
            hop = TrendWindow.hop(state.getHop());
            articles = state.getArticles();
            begun = true;
        }
    }

    /**
     * What one article means.
     *
     * @param leftOut why it counts nowhere; empty if it counts
     * @param hop the hop in which it counts, if it does
     * @param ended told before the article: which hops have ended with it
     */
    record Reading(Optional<LeftOut> leftOut, int hop, Optional<HopsEnded> ended) {}

    /**
     * Reads the next article; null is the end of one, or a mark.
     *
     * @param newest the newest receipt of all partitions up to it, if the record bears it
     */
    Reading read(@Nullable EnrichedArticle enriched, Optional<Instant> newest) {
        Optional<HopsEnded> ended = newest.flatMap(this::reach);
        Optional<LeftOut> reason = leftOut(enriched);
        if (enriched == null || reason.isPresent()) {
            return new Reading(reason, hop, ended);
        }
        if (newest.isEmpty()) {
            ended = reach(enriched.getArticle().getReceived());
        }
        articles++;
        return new Reading(Optional.empty(), hop, ended);
    }

    /** Time has come to an instant; the answer is which hops have ended with it, if any. */
    private Optional<HopsEnded> reach(Instant instant) {
        int reached = TrendWindow.hop(instant);
        if (begun && reached <= hop) {
            return Optional.empty();
        }
        HopsEnded ended = HopsEnded.newBuilder()
                .setReached(TrendWindow.instant(reached))
                .setHop(TrendWindow.instant(begun ? hop : reached))
                .setArticles(articles)
                .build();
        hop = reached;
        articles = 0;
        begun = true;
        return Optional.of(ended);
    }

    private Optional<LeftOut> leftOut(@Nullable EnrichedArticle enriched) {
        if (enriched == null) {
            return Optional.of(LeftOut.TAKEN_DOWN);
        }
        RawArticle article = enriched.getArticle();
        Instant received = article.getReceived();
        if (article.getLane() == Lane.BACKFILL) {
            return Optional.of(LeftOut.BACKFILL);
        }
        if (enriched.getRevision() > 1) {
            return Optional.of(LeftOut.REVISION);
        }
        if (received.isAfter(enriched.getTimes().getEnriched().plus(EARLIEST))) {
            return Optional.of(LeftOut.FUTURE);
        }
        if (begun && received.isBefore(TrendWindow.instant(hop).minus(LATEST))) {
            return Optional.of(LeftOut.LATE);
        }
        if (article.getPublished().getConfidence() != DateConfidence.INGEST
                && article.getPublished().getInstant().isBefore(received.minus(OLDEST))) {
            return Optional.of(LeftOut.OLD);
        }
        return Optional.empty();
    }

    /** What to go on with; only after time was told. */
    ReadingState state() {
        return ReadingState.newBuilder()
                .setHop(TrendWindow.instant(hop))
                .setArticles(articles)
                .build();
    }
}
