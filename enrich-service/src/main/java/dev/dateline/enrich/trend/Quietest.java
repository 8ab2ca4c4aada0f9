package dev.dateline.enrich.trend;

import dev.dateline.enrich.trend.TagMemory.Evicted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which of many tags are evicted: those with the fewest units, of equals those not seen for longest, then by their key. */
final class Quietest {

    private Quietest() {}

    /**
     * The quietest tags, in no order.
     *
     * @param number how many, from 1 to all
     */
    static List<Evicted> of(List<Evicted> tags, int number) {
        long[] places = new long[tags.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(tags.get(i));
        }
        // Numbers alone are sorted, as tens of thousands of tags would be reached again for each comparison.
        long[] sorted = places.clone();
        Arrays.sort(sorted);
        long last = sorted[number - 1];
        List<Evicted> quietest = new ArrayList<>(number);
        List<Evicted> equals = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < last) {
                quietest.add(tags.get(i));
            } else if (places[i] == last) {
                equals.add(tags.get(i));
            }
        }
        equals.sort(Comparator.comparing(tag -> tag.activity().key()));
        quietest.addAll(equals.subList(0, number - quietest.size()));
        return quietest;
    }

    private static long place(Evicted tag) {
        return (long) tag.units() << Integer.SIZE | tag.activity().lastHop();
    }
}
