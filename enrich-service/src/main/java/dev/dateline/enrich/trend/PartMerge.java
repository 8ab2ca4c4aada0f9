package dev.dateline.enrich.trend;

import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Merges the leaders of all who count into rankings, hop after hop, as soon as all have told all of it; in memory, for a batch. */
final class PartMerge {

    private final int tellers;
    private final NavigableMap<Integer, List<TrendPart>> told = new TreeMap<>();
    private final Map<Integer, Integer> complete = new HashMap<>();
    private final RankingBook book = new RankingBook();
    private int merged = Integer.MIN_VALUE;

    /** Merges what a number of partitions tell. */
    PartMerge(int tellers) {
        this.tellers = tellers;
    }

    /** Takes in a closed part; each ranking that closes with it is given away. */
    void take(TrendPart part, Consumer<TrendRanking> closed) {
        int end = TrendWindow.hop(part.getEnd());
        told.computeIfAbsent(end, none -> new ArrayList<>()).add(part);
        if (!part.getComplete()) {
            return;
        }
        complete.put(part.getPartition(), end);
        if (complete.size() < tellers) {
            return;
        }
        int target =
                complete.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        while (merged < target) {
            int next = book.isEmpty() ? Math.min(target, told.firstKey()) : merged + 1;
            List<TrendPart> parts = Objects.requireNonNullElse(told.remove(next), List.of());
            book.close(next, parts).forEach(closed);
            merged = next;
        }
    }
}
