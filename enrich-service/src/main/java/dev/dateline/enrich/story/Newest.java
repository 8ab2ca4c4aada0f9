package dev.dateline.enrich.story;

import java.util.HashMap;
import java.util.Map;

/**
 * Which reports have a term, by their places. The reports of one term lie side by side, so that the newest of a frequent one
 * are read in a few steps however many there are; a chain of links would be a miss of the processor's cache each.
 */
final class Newest {

    /** Bytes that one entry takes, with its share of what its term takes. */
    static final int ENTRY_BYTES = 28;

    private final Map<Integer, Places> byTerm = new HashMap<>();

    /** Adds a report, newer than all others. */
    void add(int term, int place) {
        byTerm.computeIfAbsent(term, created -> new Places()).add(place);
    }

    /** Takes a report out, quickest if it is the oldest of the term. */
    void remove(int term, int place) {
        Places places = byTerm.get(term);
        if (places != null && places.remove(place) && places.isEmpty()) {
            byTerm.remove(term);
        }
    }

    /**
     * Writes the places of the newest reports of a term, newest first.
     *
     * @param into takes as many as there are, at most its length
     * @return how many were written
     */
    int of(int term, int[] into) {
        Places places = byTerm.get(term);
        return places == null ? 0 : places.newest(into);
    }

    /** The reports of one term, oldest first. */
    private static final class Places {

        private int[] places = new int[2];
        private int begin;
        private int end;

        boolean isEmpty() {
            return begin == end;
        }

        void add(int place) {
            if (end == places.length) {
                // What expired has left room at the front; where that is half, it is enough.
                int[] wider = begin > end / 2 ? places : new int[end * 2];
                System.arraycopy(places, begin, wider, 0, end - begin);
                end -= begin;
                begin = 0;
                places = wider;
            }
            places[end++] = place;
        }

        boolean remove(int place) {
            for (int i = begin; i < end; i++) {
                if (places[i] == place) {
                    System.arraycopy(places, begin, places, begin + 1, i - begin);
                    begin++;
                    return true;
                }
            }
            return false;
        }

        int newest(int[] into) {
            int count = Math.min(into.length, end - begin);
            for (int i = 0; i < count; i++) {
                into[i] = places[end - 1 - i];
            }
            return count;
        }
    }
}
