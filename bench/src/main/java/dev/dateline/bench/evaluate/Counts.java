package dev.dateline.bench.evaluate;

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
}
