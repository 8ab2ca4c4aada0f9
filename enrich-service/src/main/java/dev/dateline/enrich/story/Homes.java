package dev.dateline.enrich.story;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which story the report at each place is in. A place is a small number that a report has for as long as it is remembered;
 * a table by place is small enough to stay near the processor, which the reports themselves are not.
 */
final class Homes {

    private @Nullable Cluster[] stories = new Cluster[1 << 10];
    private int[] free = new int[1 << 10];
    private int freed;
    private int used;

    /** Gives a place to a report of that story. */
    int take(Cluster story) {
        int place = freed > 0 ? free[--freed] : used++;
        if (place == stories.length) {
            stories = Arrays.copyOf(stories, 2 * place);
        }
        stories[place] = story;
        return place;
    }

    /** Gives a place back, to be taken again. */
    void leave(int place) {
        stories[place] = null;
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = place;
    }

    /** The report at that place is in that story from now on. */
    void move(int place, Cluster story) {
        stories[place] = story;
    }

    /** The story of the report at that place. */
    Cluster of(int place) {
        Cluster story = stories[place];
        if (story == null) {
            throw new IllegalStateException("no report is at place " + place);
        }
        return story;
    }
}
