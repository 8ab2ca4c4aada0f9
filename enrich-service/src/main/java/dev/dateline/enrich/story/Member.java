package dev.dateline.enrich.story;

/** A report within the window, the story it is in, and where it is indexed. */
final class Member {

    /** What an object of this kind takes beside its arrays: headers, references, the id's characters. */
    private static final int FIXED_BYTES = 320;

    final Report report;
    final long number;
    final boolean copy;
    Cluster cluster;
    int[] sketchEntries = new int[0];
    int[] termEntries = new int[0];

    Member(Report report, long number, Cluster cluster, boolean copy) {
        this.report = report;
        this.number = number;
        this.cluster = cluster;
        this.copy = copy;
    }

    /** About how many bytes it takes, its entries in the indexes included. */
    long bytes() {
        return FIXED_BYTES
                + 2L * report.articleId().length()
                + 4L * report.sketch().hashes().length
                + 6L * report.terms().terms().length
                + (long) Postings.ENTRY_BYTES * (sketchEntries.length + termEntries.length);
    }
}
