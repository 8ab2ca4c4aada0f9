package dev.dateline.enrich.story;

/** A report within the window, and where it is indexed. */
final class Member {

    /** What an object of this kind takes beside its arrays: headers, references, the id's characters. */
    private static final int FIXED_BYTES = 320;

    final Report report;
    final long number;
    final boolean copy;
    final int place;
    int[] sketchEntries = new int[0];

    /** The terms that it is found by. */
    int[] terms = new int[0];

    /**
     * A report that is not indexed yet.
     *
     * @param place where it stands among all
     */
    Member(Report report, long number, int place, boolean copy) {
        this.report = report;
        this.number = number;
        this.place = place;
        this.copy = copy;
    }

    /** About how many bytes it takes, its entries in the indexes included. */
    long bytes() {
        return FIXED_BYTES
                + 2L * report.articleId().length()
                + 4L * report.sketch().hashes().length
                + 6L * report.terms().terms().length
                + (long) Postings.ENTRY_BYTES * sketchEntries.length
                + (long) Newest.ENTRY_BYTES * terms.length;
    }
}
