package dev.dateline.publish.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest state of each of some things that change, by the number of the change; the oldest go when there are too many.
 * Guarded by who holds it.
 */
final class LatestStates {

    /** A state and the number of the change that led to it. */
    record State(String key, long number, Event event) {}

    private final int most;
    private final NavigableMap<Long, State> byNumber = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long floor;
    private long newest;

    LatestStates(int most) {
        this.most = most;
    }

    void put(State state) {
        Long before = numbers.put(state.key(), state.number());
        if (before != null) {
            byNumber.remove(before);
        }
        byNumber.put(state.number(), state);
        newest = Math.max(newest, state.number());
        while (byNumber.size() > most) {
            State oldest = byNumber.pollFirstEntry().getValue();
            numbers.remove(oldest.key());
            floor = oldest.number();
        }
    }

    /** Forgets everything: what changed up to here must be asked of the database. */
    void skipTo(long number) {
        byNumber.clear();
        numbers.clear();
        floor = number;
        newest = number;
    }

    long newest() {
        return newest;
    }

    /** The states that are newer than a number, oldest change first; empty if some of them are no longer here. */
    Optional<List<State>> after(long number) {
        if (number < floor) {
            return Optional.empty();
        }
        return Optional.of(new ArrayList<>(byNumber.tailMap(number, false).values()));
    }
}
