package dev.dateline.enrich.trend;

import dev.dateline.schemas.Omitted;
import dev.dateline.schemas.RankingMemory;
import dev.dateline.schemas.SilentFeed;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendMemory;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import dev.dateline.schemas.TrendReceipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes one ranking of the leaders of all partitions; pure functions. */
final class Rankings {

    /** How many entries a ranking has at most. */
    static final int LENGTH = 50;

    private static final RankingMemory NOTHING =
            RankingMemory.newBuilder().setTags(List.of()).build();

    private Rankings() {}

    /** The key of a ranking on its topic, such as {@code people/PT1H}. */
    static String key(TagKind kind, String window) {
        return kind.name().toLowerCase(Locale.ROOT) + '/' + window;
    }

    /** A ranking, and what the next one must know of it; empty where there is nothing to remember. */
    record Ranked(TrendRanking ranking, Optional<RankingMemory> memory) {}

    /** Whether a ranking says anything: an empty one does only after one that was not, or of what it lacks. */
    static boolean saysAnything(TrendRanking ranking, Optional<RankingMemory> before) {
        return !ranking.getEntries().isEmpty()
                || ranking.getOmitted().isPresent()
                || before.orElse(NOTHING).getLacking()
                || before.orElse(NOTHING).getTags().stream().anyMatch(tag -> tag.getRank() > 0);
    }

    /**
     * The ranking of one kind and window, of the leaders of each partition. First those with evidence enough for a trend, then
     * by score, families, units, the newest article, and the id in ascending order, so that a replay gives the same.
     *
     * @param end first instant after the window
     * @param computed when
     * @param historyDays days that it is compared with
     */
    static Ranked rank(
            TagKind kind,
            TrendWindow window,
            Instant end,
            Instant computed,
            boolean closed,
            int historyDays,
            Collection<TrendPart> parts,
            List<SilentFeed> degraded,
            Optional<RankingMemory> before) {
        Map<String, TrendMemory> known = new HashMap<>();
        before.orElse(NOTHING).getTags().forEach(tag -> known.put(tag.getId(), tag));
        boolean warming = historyDays < TrendScore.WARM_DAYS;
        List<TrendEntry> entries = new ArrayList<>();
        Map<String, TrendMemory> memory = new TreeMap<>();
        for (TrendEntry leader : leaders(window, parts)) {
            TrendMemory was = known.get(leader.getId());
            TrendMemory is = remembered(window, leader, entries.size() + 1, warming, Optional.ofNullable(was));
            memory.put(leader.getId(), is);
            entries.add(TrendEntry.newBuilder(leader)
                    .setRank(is.getRank())
                    .setPreviousRank(was == null || was.getRank() == 0 ? null : was.getRank())
                    .setReceipt(TrendReceipt.newBuilder(leader.getReceipt().orElseThrow())
                            .setTrending(is.getTrending())
                            .build())
                    .build());
        }
        for (TrendMemory tag : known.values()) {
            // Trending a hop ago and no more among the leaders: it may be back within the next hop.
            if (!memory.containsKey(tag.getId()) && tag.getTrending() && tag.getBelow() + 1 < TrendScore.HOPS_TO_END) {
                memory.put(
                        tag.getId(),
                        TrendMemory.newBuilder(tag)
                                .setRank(0)
                                .setBelow(tag.getBelow() + 1)
                                .build());
            }
        }
        TrendRanking ranking = TrendRanking.newBuilder()
                .setKind(kind)
                .setWindow(window.iso)
                .setWindowStart(end.minus(TrendWindow.HOP.multipliedBy(window.hops)))
                .setWindowEnd(end)
                .setComputed(computed)
                .setDefinition(TrendScore.DEFINITION)
                .setEntries(entries)
                .setClosed(closed)
                .setWarming(warming)
                .setHistoryDays(historyDays)
                .setDegraded(degraded)
                .setOmitted(omitted(parts).orElse(null))
                .build();
        return new Ranked(
                ranking,
                memory.isEmpty() && ranking.getOmitted().isEmpty()
                        ? Optional.empty()
                        : Optional.of(RankingMemory.newBuilder()
                                .setTags(List.copyOf(memory.values()))
                                .setLacking(ranking.getOmitted().isPresent())
                                .build()));
    }

    /** What all parts together may lack. */
    private static Optional<Omitted> omitted(Collection<TrendPart> parts) {
        return parts.stream()
                .flatMap(part -> part.getOmitted().stream())
                .reduce((one, other) -> Omitted.newBuilder()
                        .setTags(one.getTags() + other.getTags())
                        .setUnits(Math.max(one.getUnits(), other.getUnits()))
                        .setScore(Math.max(one.getScore(), other.getScore()))
                        .setHeld(one.getHeld())
                        .build());
    }

    private static List<TrendEntry> leaders(TrendWindow window, Collection<TrendPart> parts) {
        return parts.stream()
                .flatMap(part -> part.getEntries().stream())
                .sorted(bestFirst(window))
                .limit(LENGTH)
                .toList();
    }

    /** The order of entries before hysteresis: evident ones, then by score, publishers, units, the newest, and id. */
    static Comparator<TrendEntry> bestFirst(TrendWindow window) {
        return Comparator.<TrendEntry, Boolean>comparing(entry -> evident(window, entry))
                .thenComparingDouble(TrendEntry::getScore)
                .thenComparingInt(entry -> receipt(entry).getFamilies())
                .thenComparingInt(entry -> receipt(entry).getUnits())
                .thenComparing(entry -> receipt(entry).getNewest())
                .reversed()
                .thenComparing(TrendEntry::getId);
    }

    private static TrendReceipt receipt(TrendEntry entry) {
        return entry.getReceipt().orElseThrow();
    }

    private static boolean evident(TrendWindow window, TrendEntry entry) {
        return TrendScore.evident(
                window, receipt(entry).getUnits(), receipt(entry).getFamilies());
    }

    private static TrendMemory remembered(
            TrendWindow window, TrendEntry leader, int rank, boolean warming, Optional<TrendMemory> was) {
        boolean trended = was.map(TrendMemory::getTrending).orElse(false);
        int below = trended && leader.getScore() < TrendScore.OFF
                ? was.map(TrendMemory::getBelow).orElse(0) + 1
                : 0;
        boolean passes = TrendScore.passes(
                window, receipt(leader).getUnits(), receipt(leader).getFamilies(), leader.getScore());
        boolean trending = TrendWindow.SCORED.contains(window)
                && !warming
                && (passes || trended && below < TrendScore.HOPS_TO_END);
        return TrendMemory.newBuilder()
                .setId(leader.getId())
                .setRank(rank)
                .setTrending(trending)
                .setBelow(below)
                .build();
    }
}
