package dev.dateline.enrich.trend;

import dev.dateline.schemas.Omitted;
import dev.dateline.schemas.TagKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many tags are not held, by their kind, the hop in which they were seen last, and their units: from that follows what a
 * ranking may lack. Nothing is added to a tag while it is evicted, so that it has no more units within any later window, and
 * none within one that begins after it was seen last.
 */
final class Evictions {

    private final Map<TagKind, NavigableMap<Integer, NavigableMap<Integer, Integer>>> tags =
            new EnumMap<>(TagKind.class);
    private int size;

    /** A tag was evicted that had so many units in the 24 hours before, and was seen last in this hop. */
    void add(TagKind kind, int lastHop, int units) {
        tags.computeIfAbsent(kind, none -> new TreeMap<>())
                .computeIfAbsent(lastHop, none -> new TreeMap<>())
                .merge(units, 1, Integer::sum);
        size++;
    }

    /** The same tag is held again. */
    void remove(TagKind kind, int lastHop, int units) {
        NavigableMap<Integer, NavigableMap<Integer, Integer>> hops = tags.get(kind);
        NavigableMap<Integer, Integer> ofHop = hops == null ? null : hops.get(lastHop);
        if (hops == null || ofHop == null || !ofHop.containsKey(units)) {
            throw new IllegalArgumentException("no tag was evicted that was seen last in the hop " + lastHop);
        }
        ofHop.computeIfPresent(units, (same, number) -> number == 1 ? null : number - 1);
        if (ofHop.isEmpty()) {
            hops.remove(lastHop);
        }
        size--;
    }

    /** Forgets what was not seen since a hop. */
    void forgetBefore(int hop) {
        for (NavigableMap<Integer, NavigableMap<Integer, Integer>> hops : tags.values()) {
            NavigableMap<Integer, NavigableMap<Integer, Integer>> gone = hops.headMap(hop, false);
            gone.values().forEach(units -> size -= sum(units));
            gone.clear();
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many tags are not held. */
    int size() {
        return size;
    }

    /**
     * What a ranking may lack; empty if nothing. Its score is the highest that so many units can have.
     *
     * @param held how many tags are held
     */
    Optional<Omitted> within(TagKind kind, Comparison comparison, int held) {
        NavigableMap<Integer, NavigableMap<Integer, Integer>> hops = tags.get(kind);
        if (hops == null) {
            return Optional.empty();
        }
        long number = 0;
        int most = 0;
        for (NavigableMap<Integer, Integer> units :
                hops.tailMap(comparison.begin(), true).values()) {
            number += sum(units);
            most = Math.max(most, units.lastKey());
        }
        if (number == 0) {
            return Optional.empty();
        }
        return Optional.of(Omitted.newBuilder()
                .setTags(number)
                .setUnits(most)
                .setScore(comparison.highest(most))
                .setHeld(held)
                .build());
    }

    private static int sum(NavigableMap<Integer, Integer> units) {
        int sum = 0;
        for (int number : units.values()) {
            sum += number;
        }
        return sum;
    }
}
