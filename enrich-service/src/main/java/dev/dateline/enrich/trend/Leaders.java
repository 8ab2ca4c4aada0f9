package dev.dateline.enrich.trend;

import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendReceipt;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * The first tags of one kind within one window, as many as a ranking has at most. What was before is looked at only of tags whose
 * units can make them one of these; most have too few. Not safe for many threads.
 */
final class Leaders {

    private final Comparison comparison;
    private final PriorityQueue<Candidate> best = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());

    /** With fewer units no tag has the score of the last of the leaders; 1 until there are as many as may be. */
    private int fewest = 1;

    /** Whether all leaders have evidence enough for a trend, so that none without it can be one. */
    private boolean evident;

    /** None yet. */
    Leaders(Comparison comparison) {
        this.comparison = comparison;
    }

    Comparison comparison() {
        return comparison;
    }

    boolean isEmpty() {
        return best.isEmpty();
    }

    /** The entries of the leaders, the first first; they have no rank yet. */
    List<TrendEntry> entries() {
        return best.stream().sorted(Candidate.BEST_FIRST).map(Candidate::entry).toList();
    }

    /** Takes a tag among the leaders, if it is one of them. */
    void offer(TagActivity activity) {
        int begin = comparison.begin();
        // Most tags were not seen lately: their units need not be looked at.
        int units = activity.lastHop() < begin ? 0 : activity.units(begin, comparison.endHop());
        if (units == 0 || !mayLead(units)) {
            return;
        }
        Candidate candidate = candidate(activity, units);
        if (candidate.score() <= 0) {
            return;
        }
        if (best.size() < Rankings.LENGTH) {
            best.add(candidate);
        } else if (Candidate.BEST_FIRST.compare(candidate, last()) < 0) {
            best.poll();
            best.add(candidate);
        }
        if (best.size() == Rankings.LENGTH) {
            raise();
        }
    }

    private boolean mayLead(int units) {
        return units >= fewest || !evident && units >= comparison.window().fewestUnits;
    }

    private void raise() {
        if (!evident && last().evident()) {
            evident = true;
            fewest = comparison.window().fewestUnits;
        }
        while (comparison.highest(fewest) < last().score()) {
            fewest++;
        }
    }

    private Candidate last() {
        return Objects.requireNonNull(best.peek());
    }

    private Candidate candidate(TagActivity activity, int units) {
        TrendWindow window = comparison.window();
        int begin = comparison.begin();
        int end = comparison.endHop();
        int families = activity.families(begin, end);
        if (window == TrendWindow.TOP) {
            return new Candidate(activity, window, begin, units, families, 0, 1, activity.volume(end));
        }
        double expected = TrendScore.expected(
                activity.hours().before(window, end, comparison.days()),
                comparison.volumeBefore(),
                comparison.volume());
        // The spread only lowers a score: where the score is 0 without it, nobody needs it.
        double dispersion = units <= expected ? 1 : activity.hours().dispersion(window, end, comparison.days());
        double score = TrendScore.rise(units, expected, dispersion);
        return new Candidate(activity, window, begin, units, families, expected, dispersion, score);
    }

    private record Candidate(
            TagActivity activity,
            TrendWindow window,
            int begin,
            int units,
            int families,
            double expected,
            double dispersion,
            double score) {

        static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::evident)
                .thenComparingDouble(Candidate::score)
                .thenComparingInt(Candidate::families)
                .thenComparingInt(Candidate::units)
                .thenComparingLong(candidate -> candidate.activity().newest())
                .reversed()
                .thenComparing(candidate -> candidate.activity().key());

        boolean evident() {
            return TrendScore.evident(window, units, families);
        }

        TrendEntry entry() {
            return TrendEntry.newBuilder()
                    .setRank(0)
                    .setId(activity.id())
                    .setLabel(activity.label())
                    .setScore(score)
                    .setArticles(activity.articles(begin))
                    .setPublishers(families)
                    .setEvidence(activity.evidence(begin))
                    .setReceipt(TrendReceipt.newBuilder()
                            .setUnits(units)
                            .setExpected(expected)
                            .setDispersion(dispersion)
                            .setFamilies(families)
                            .setTrending(false)
                            .setNewest(Instant.ofEpochMilli(activity.newest()))
                            .build())
                    .build();
        }
    }
}
