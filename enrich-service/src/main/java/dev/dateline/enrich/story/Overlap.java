package dev.dateline.enrich.story;

import java.util.Comparator;

/** What a story shares of a report's strongest terms, each counted once however many of its members have it. */
final class Overlap {

    /** The story that shares most first; of two alike the younger. */
    static final Comparator<Overlap> MOST_FIRST = (one, other) -> {
        int bySquares = Long.compare(other.squares, one.squares);
        return bySquares != 0 ? bySquares : Long.compare(other.story.founded, one.story.founded);
    };

    private final Cluster story;
    private long asked = Long.MIN_VALUE;
    private long squares;
    private int last;

    Overlap(Cluster story) {
        this.story = story;
    }

    Cluster story() {
        return story;
    }

    /**
     * Adds a term.
     *
     * @param question the number of the report that is asked for; what was added for another is forgotten
     * @param term the number of the term; one after the other
     * @param weight what the report gives the term
     * @return whether it is the first of this report
     */
    boolean add(long question, int term, long weight) {
        boolean first = asked != question;
        if (first) {
            asked = question;
            squares = 0;
        }
        if (first || term != last) {
            last = term;
            squares += weight * weight;
        }
        return first;
    }
}
