package dev.dateline.analysis.flashpoints;

/** How a sentence speaks of what it names. */
enum Standing {
    /** As a fact of its own. */
    PLAIN(1, ""),
    /** As the cause or date of something else, as in "prices rose because of". */
    CAUSE(0.4, "named as a cause or date of something else"),
    /** As what there is not, as in "no sign of". */
    DENIED(0.5, "denied"),
    /** As what the text is not about, as in "nothing to do with". */
    SET_ASIDE(0.2, "set aside as another matter");

    private final double factor;
    private final String note;

    Standing(double factor, String note) {
        this.factor = factor;
        this.note = note;
    }

    /** The share of its weight that it counts, 0..1. */
    double factor() {
        return factor;
    }

    /** The reason for a factor under 1, in words; empty if there is none. */
    String note() {
        return note;
    }
}
