package dev.dateline.bench.evaluate;

import java.util.Locale;

/** How many answers were right, how many were given and how many there are. */
final class Counts {

    private int right;
    private int given;
    private int wanted;

    void add(int moreRight, int moreGiven, int moreWanted) {
        right += moreRight;
        given += moreGiven;
        wanted += moreWanted;
    }

    void right() {
        add(1, 1, 1);
    }

    void wrong() {
        add(0, 1, 0);
    }

    void missed() {
        add(0, 0, 1);
    }

    /** Answers that were wrong and answers that were missed. */
    int errors() {
        return given + wanted - 2 * right;
    }

    int wanted() {
        return wanted;
    }

    /** The share of the answers given that are right, 0..1; 0 if none was given. */
    double precision() {
        return given == 0 ? 0 : (double) right / given;
    }

    /** The share of what there is that was found, 0..1; 0 if there is nothing. */
    double recall() {
        return wanted == 0 ? 0 : (double) right / wanted;
    }

    /** The harmonic mean of precision and recall, 0..1. */
    double f1() {
        return given + wanted == 0 ? 0 : 2.0 * right / (given + wanted);
    }

    /** The head of a table of counts. */
    static String header(String name) {
        return String.format(
                Locale.ROOT,
                "%-24s %9s %9s %9s %7s %7s %7s",
                name,
                "precision",
                "recall",
                "f1",
                "right",
                "wrong",
                "missed");
    }

    /** A row of such a table. */
    String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-24s %9.4f %9.4f %9.4f %7d %7d %7d",
                name,
                precision(),
                recall(),
                f1(),
                right,
                given - right,
                wanted - right);
    }
}
