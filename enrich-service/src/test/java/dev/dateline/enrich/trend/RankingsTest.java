package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.PartialRanking;
import dev.dateline.schemas.RankingParts;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendRanking;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RankingsTest {

    private static final Instant END = Instant.parse("2026-03-01T12:05:00Z");

    @Test
    void moreArticlesRankFirstThenMorePublishersThenTheIdInAscendingOrder() {
        List<TrendEntry> ranked = Rankings.ranked(
                List.of(entry("d", 3, 1), entry("b", 5, 1), entry("c", 3, 2), entry("a", 5, 1)), Map.of());

        assertThat(ranked).extracting(TrendEntry::getId).containsExactly("a", "b", "c", "d");
        assertThat(ranked).extracting(TrendEntry::getRank).containsExactly(1, 2, 3, 4);
    }

    @Test
    void whatWasNotSeenIsNotRanked() {
        assertThat(Rankings.ranked(List.of(entry("a", 0, 0)), Map.of())).isEmpty();
    }

    @Test
    void theMergeOfPartitionsRanksOverAllOfThem() {
        RankingParts one = Rankings.merge(Optional.empty(), part(0, END, entry("a", 2, 1), entry("b", 1, 1)));
        RankingParts two = Rankings.merge(Optional.of(one), part(1, END, entry("c", 3, 1)));

        assertThat(ids(two)).containsExactly("c", "a", "b");
    }

    @Test
    void aNewerPartReplacesTheOneOfTheSamePartition() {
        RankingParts one = Rankings.merge(Optional.empty(), part(0, END, entry("a", 2, 1)));
        RankingParts two = Rankings.merge(Optional.of(one), part(0, END, entry("b", 1, 1)));

        assertThat(ids(two)).containsExactly("b");
    }

    @Test
    void aPartWhoseWindowHasPassedCountsNoMore() {
        RankingParts one = Rankings.merge(Optional.empty(), part(0, END, entry("a", 2, 1)));
        Instant later = END.plus(TrendWindow.HOUR.length);
        RankingParts two = Rankings.merge(Optional.of(one), part(1, later, entry("b", 1, 1)));

        assertThat(ids(two)).containsExactly("b");
    }

    @Test
    void theRankBeforeIsThatOfTheWindowBeforeAndNotOfAnEarlierLookAtTheSameWindow() {
        RankingParts before = Rankings.merge(Optional.empty(), part(0, END, entry("a", 2, 1), entry("b", 1, 1)));
        Instant next = END.plus(TrendWindow.HOP);
        RankingParts first = Rankings.merge(Optional.of(before), part(0, next, entry("b", 3, 1), entry("a", 2, 1)));
        RankingParts second =
                Rankings.merge(Optional.of(first), part(0, next, entry("b", 4, 1), entry("a", 2, 1), entry("c", 1, 1)));

        assertThat(second.getPublished().orElseThrow().getEntries())
                .extracting(entry -> entry.getId() + entry.getPreviousRank())
                .containsExactly("b" + Optional.of(2), "a" + Optional.of(1), "c" + Optional.empty());
    }

    @Test
    void aRankingHasABoundedLength() {
        TrendEntry[] many = new TrendEntry[3 * Rankings.LENGTH];
        Arrays.setAll(many, i -> entry("id" + i, i + 1, 1));

        assertThat(Rankings.ranked(List.of(many), Map.of())).hasSize(Rankings.LENGTH);
    }

    private static List<String> ids(RankingParts parts) {
        return parts.getPublished().orElseThrow().getEntries().stream()
                .map(TrendEntry::getId)
                .toList();
    }

    private static PartialRanking part(int partition, Instant end, TrendEntry... entries) {
        TrendRanking ranking = Rankings.ranking(
                TagKind.PEOPLE,
                TrendWindow.HOUR.iso,
                TrendWindow.HOUR.start(end),
                end,
                end.minusSeconds(1),
                List.of(entries));
        return PartialRanking.newBuilder()
                .setPartition(partition)
                .setRanking(ranking)
                .build();
    }

    private static TrendEntry entry(String id, long articles, int publishers) {
        return TrendEntry.newBuilder()
                .setRank(0)
                .setId(id)
                .setLabel(id)
                .setScore(articles)
                .setArticles(articles)
                .setPublishers(publishers)
                .build();
    }
}
