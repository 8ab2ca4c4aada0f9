package dev.dateline.enrich.trend;

import dev.dateline.schemas.RankingMemory;
import dev.dateline.schemas.SilentFeed;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The newest closed rankings, in the order of their keys, and how each goes on from the one before. */
final class RankingBook {

    private final Map<String, RankingMemory> memories = new TreeMap<>();

    /** Goes on after a restart. */
    void resume(String key, RankingMemory memory) {
        memories.put(key, memory);
    }

    /** Whether nothing is remembered that a further hop could end. */
    boolean isEmpty() {
        return memories.isEmpty();
    }

    /** The keys of which anything is remembered. */
    Set<String> keys() {
        return Set.copyOf(memories.keySet());
    }

    /** What is remembered of a ranking. */
    Optional<RankingMemory> memory(String key) {
        return Optional.ofNullable(memories.get(key));
    }

    /**
     * Closes one hop.
     *
     * @param endHop the first hop after it
     * @param parts what all partitions told of it
     * @return the rankings that say anything, by key
     */
    List<TrendRanking> close(int endHop, Collection<TrendPart> parts) {
        List<SilentFeed> degraded = degraded(parts);
        Map<String, List<TrendPart>> byKey = new TreeMap<>();
        memories.keySet().forEach(key -> byKey.put(key, new ArrayList<>()));
        for (TrendPart part : parts) {
            if (!part.getComplete()) {
                byKey.computeIfAbsent(Rankings.key(part.getKind(), part.getWindow()), none -> new ArrayList<>())
                        .add(part);
            }
        }
        int historyDays =
                parts.stream().mapToInt(TrendPart::getHistoryDays).max().orElse(0);
        List<TrendRanking> rankings = new ArrayList<>();
        byKey.forEach((key, ofKey) -> {
            Optional<RankingMemory> before = memory(key);
            Rankings.Ranked ranked = Rankings.rank(
                    kind(key),
                    window(key),
                    TrendWindow.instant(endHop),
                    TrendWindow.instant(endHop),
                    true,
                    ofKey.stream().mapToInt(TrendPart::getHistoryDays).max().orElse(historyDays),
                    ofKey,
                    degraded,
                    before);
            ranked.memory().ifPresentOrElse(memory -> memories.put(key, memory), () -> memories.remove(key));
            if (Rankings.saysAnything(ranked.ranking(), before) && isKept(ranked.ranking(), endHop)) {
                rankings.add(ranked.ranking());
            }
        });
        return rankings;
    }

    /** Of the long windows, which change slowly, one ranking an hour is enough, and the first that is empty. */
    private static boolean isKept(TrendRanking ranking, int endHop) {
        return ranking.getEntries().isEmpty()
                || TrendWindow.of(ranking.getWindow()).hops < TrendWindow.HOPS_IN_DAY
                || endHop % TrendWindow.HOPS_IN_HOUR == 0;
    }

    /** The silent feeds that any partition tells of. */
    static List<SilentFeed> degraded(Collection<TrendPart> parts) {
        return parts.stream()
                .flatMap(part -> part.getDegraded().stream())
                .sorted(Comparator.comparing(SilentFeed::getFeed))
                .toList();
    }

    static TagKind kind(String key) {
        return TagKind.valueOf(key.substring(0, key.indexOf('/')).toUpperCase(Locale.ROOT));
    }

    static TrendWindow window(String key) {
        return TrendWindow.of(key.substring(key.indexOf('/') + 1));
    }
}
