package dev.dateline.enrich.trend;

import dev.dateline.schemas.PartialRanking;
import dev.dateline.schemas.RankingParts;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendRanking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The arithmetic of rankings; pure functions. */
final class Rankings {

    /**
     * The ranking's definition: the number of articles, then of distinct publishers, then the id in ascending order, so
     * that equal counts always give an equal ranking.
     */
    static final String DEFINITION = "count/v1";

    /** How many entries a ranking has at most. */
    static final int LENGTH = 50;

    private static final Comparator<TrendEntry> ORDER = Comparator.comparingDouble(TrendEntry::getScore)
            .thenComparingInt(TrendEntry::getPublishers)
            .reversed()
            .thenComparing(TrendEntry::getId);

    private Rankings() {}

    /** The key of a ranking on its topic, such as {@code people/PT1H}. */
    static String key(TagKind kind, String window) {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + window;
    }

    /** The leading entries in their order, ranks set, what was counted 0 times left out. */
    static List<TrendEntry> ranked(List<TrendEntry> counted, Map<String, Integer> previousRanks) {
        List<TrendEntry> ordered = counted.stream()
                .filter(entry -> entry.getArticles() > 0)
                .sorted(ORDER)
                .limit(LENGTH)
                .toList();
        List<TrendEntry> ranked = new ArrayList<>(ordered.size());
        for (TrendEntry entry : ordered) {
            ranked.add(TrendEntry.newBuilder(entry)
                    .setRank(ranked.size() + 1)
                    .setPreviousRank(previousRanks.get(entry.getId()))
                    .build());
        }
        return ranked;
    }

    static TrendRanking ranking(
            TagKind kind, String window, Instant start, Instant end, Instant computed, List<TrendEntry> entries) {
        return TrendRanking.newBuilder()
                .setKind(kind)
                .setWindow(window)
                .setWindowStart(start)
                .setWindowEnd(end)
                .setComputed(computed)
                .setDefinition(DEFINITION)
                .setEntries(entries)
                .build();
    }

    /** The parts with a newer part of one partition taken in; parts whose whole window has passed are dropped. */
    static List<PartialRanking> withPart(List<PartialRanking> parts, PartialRanking part) {
        TrendRanking newest = part.getRanking();
        Duration length = Duration.between(newest.getWindowStart(), newest.getWindowEnd());
        Instant horizon = newest.getWindowEnd().minus(length);
        List<PartialRanking> merged = new ArrayList<>();
        for (PartialRanking known : parts) {
            if (known.getPartition() != part.getPartition()
                    && known.getRanking().getWindowEnd().isAfter(horizon)) {
                merged.add(known);
            }
        }
        merged.add(part);
        return merged;
    }

    /**
     * The parts after one more, with the ranking over all of them; a tag is counted in one partition alone, so the merge
     * of the partitions' leaders is exact.
     */
    static RankingParts merge(Optional<RankingParts> known, PartialRanking part) {
        List<PartialRanking> parts = withPart(known.map(RankingParts::getParts).orElse(List.of()), part);
        Optional<TrendRanking> published = known.flatMap(RankingParts::getPublished);
        TrendRanking newest = parts.stream()
                .map(PartialRanking::getRanking)
                .max(Comparator.comparing(TrendRanking::getWindowEnd).thenComparing(TrendRanking::getComputed))
                .orElseThrow();
        Optional<TrendRanking> previous = published
                .filter(ranking -> ranking.getWindowEnd().isBefore(newest.getWindowEnd()))
                .or(() -> known.flatMap(RankingParts::getPrevious));
        List<TrendEntry> entries = parts.stream()
                .flatMap(each -> each.getRanking().getEntries().stream())
                .toList();
        TrendRanking merged = ranking(
                newest.getKind(),
                newest.getWindow(),
                newest.getWindowStart(),
                newest.getWindowEnd(),
                newest.getComputed(),
                ranked(entries, previous.map(Rankings::ranks).orElse(Map.of())));
        return RankingParts.newBuilder()
                .setParts(parts)
                .setPublished(merged)
                .setPrevious(previous.orElse(null))
                .build();
    }

    private static Map<String, Integer> ranks(TrendRanking ranking) {
        Map<String, Integer> ranks = new HashMap<>();
        for (TrendEntry entry : ranking.getEntries()) {
            ranks.put(entry.getId(), entry.getRank());
        }
        return ranks;
    }
}
