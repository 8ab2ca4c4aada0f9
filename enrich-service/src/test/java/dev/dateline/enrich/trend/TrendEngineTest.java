package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.HopsEnded;
import dev.dateline.schemas.Omitted;
import dev.dateline.schemas.SilentFeed;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import dev.dateline.schemas.TrendReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrendEngineTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOrderInWhichPartitionsAreReadChangesNothing(boolean stamped) {
        List<List<News.Logged>> logs = logs(1, stamped);

        assertThat(interleaved(logs, 11)).isEqualTo(News.rankings(logs)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tagsCountedInSeveralPartitionsWithRestartsGiveTheSameRankings(boolean stamped) {
        List<List<News.Logged>> logs = logs(2, stamped);

        assertThat(new Spread(logs, 4, Integer.MAX_VALUE, 21).rankings()).isEqualTo(News.rankings(logs));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 30})
    void whichTagsAreHeldFollowsFromTheLogWhateverIsRestarted(int held) {
        List<List<News.Logged>> logs = News.stamped(News.days(2, 3, 3));

        List<TrendRanking> rankings = new Spread(logs, logs.size(), held, 21).rankings();

        assertThat(rankings).isEqualTo(News.rankings(logs, held));
        assertThat(rankings).anyMatch(ranking -> ranking.getOmitted().isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9})
    void whatARankingLacksIsWithinWhatItSaysThatItMayLackAndAllElseIsExact(int held) {
        List<List<News.Logged>> logs = News.stamped(News.days(8, 3, 3));
        Map<String, TrendRanking> whole = byKey(News.rankings(logs));
        Map<String, TrendRanking> rankings = byKey(News.rankings(logs, held));

        assertThat(rankings.keySet()).containsAll(whole.keySet());
        int lacking = 0;
        for (Map.Entry<String, TrendRanking> entry : whole.entrySet()) {
            TrendRanking ranking = Objects.requireNonNull(rankings.get(entry.getKey()));
            List<TrendEntry> is = exact(ranking);
            List<TrendEntry> should = exact(entry.getValue());
            List<TrendEntry> lacked =
                    should.stream().filter(one -> !is.contains(one)).toList();
            if (ranking.getOmitted().isEmpty()) {
                assertThat(is).as(entry.getKey()).isEqualTo(should);
                continue;
            }
            Omitted omitted = ranking.getOmitted().orElseThrow();
            assertThat(lacked).as(entry.getKey()).hasSizeLessThanOrEqualTo((int) omitted.getTags());
            assertThat(lacked).as(entry.getKey()).allSatisfy(one -> {
                assertThat(one.getReceipt().orElseThrow().getUnits()).isLessThanOrEqualTo(omitted.getUnits());
                assertThat(one.getScore()).isLessThanOrEqualTo(omitted.getScore());
            });
            // In their order, with what was too far down to be in the whole ranking behind.
            List<TrendEntry> common = should.stream().filter(is::contains).toList();
            assertThat(is.subList(0, common.size())).as(entry.getKey()).isEqualTo(common);
            assertThat(should.size() == Rankings.LENGTH || is.size() == common.size())
                    .as(entry.getKey())
                    .isTrue();
            TrendWindow window = TrendWindow.of(ranking.getWindow());
            if (omitted.getUnits() < window.fewestUnits) {
                assertThat(certain(is, window, omitted)).as(entry.getKey()).isEqualTo(certain(should, window, omitted));
            }
            lacking += lacked.size();
        }
        assertThat(lacking).isPositive();
    }

    /** The first entries, which nothing that is omitted may be before. */
    private static List<TrendEntry> certain(List<TrendEntry> entries, TrendWindow window, Omitted omitted) {
        return entries.stream()
                .takeWhile(entry -> entry.getScore() > omitted.getScore()
                        || TrendScore.evident(
                                window,
                                entry.getReceipt().orElseThrow().getUnits(),
                                entry.getReceipt().orElseThrow().getFamilies()))
                .toList();
    }

    /** The entries without what follows from the rankings before, and from the place. */
    private static List<TrendEntry> exact(TrendRanking ranking) {
        return ranking.getEntries().stream()
                .map(entry -> TrendEntry.newBuilder(entry)
                        .setRank(0)
                        .setPreviousRank(null)
                        .setReceipt(TrendReceipt.newBuilder(entry.getReceipt().orElseThrow())
                                .setTrending(false)
                                .build())
                        .build())
                .toList();
    }

    private static Map<String, TrendRanking> byKey(List<TrendRanking> rankings) {
        Map<String, TrendRanking> byKey = new TreeMap<>();
        rankings.forEach(ranking -> byKey.put(
                Rankings.key(ranking.getKind(), ranking.getWindow()) + '/' + ranking.getWindowEnd(), ranking));
        return byKey;
    }

    @Test
    void whereAllTagsOfADayFitTheRankingsAreThoseWithoutABound() {
        List<List<News.Logged>> logs = News.stamped(News.days(5, 3, 3));

        assertThat(News.rankings(logs, 10_000)).isEqualTo(News.rankings(logs));
    }

    @Test
    void ofManyTagsOnlySoManyAreHeldAndATagThatIsSeenAgainHasAllItHad() {
        int held = 40;
        TagCounts counts = new TagCounts(0, 1, held, new TagMemory.InMemory());
        counts.ended(0, ended(0, 0));
        List<TrendEntry> told = List.of();
        for (int hop = 0; hop < 12; hop++) {
            for (int i = 0; i < 500; i++) {
                counts.see(sighting("tag" + hop + '-' + i, hop, i));
            }
            if (hop % 5 == 0) {
                counts.see(sighting("again", hop, hop));
            }
            counts.ended(0, ended(hop + 1, hop));
            told = counts.endNext().stream()
                    .filter(part -> part.getWindow().equals(TrendWindow.HOUR.iso))
                    .flatMap(part -> part.getEntries().stream())
                    .filter(entry -> entry.getId().equals("again"))
                    .toList();
            assertThat(counts.held()).isEqualTo(held);
            assertThat(counts.evicted()).isEqualTo(500 * (hop + 1) + 1 - held);
        }

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().getReceipt().orElseThrow().getUnits()).isEqualTo(3);
        assertThat(told.getFirst().getArticles()).isEqualTo(3);
    }

    private static HopsEnded ended(int reached, int hop) {
        return HopsEnded.newBuilder()
                .setReached(TrendWindow.instant(reached))
                .setHop(TrendWindow.instant(hop))
                .setArticles(1)
                .build();
    }

    private static TagSighting sighting(String id, int hop, int unit) {
        return TagSighting.newBuilder()
                .setKind(TagKind.PEOPLE)
                .setId(id)
                .setLabel(id)
                .setArticleId(id + '/' + hop)
                .setUnit(unit + 1)
                .setFamily(unit + 1)
                .setHop(TrendWindow.instant(hop))
                .setReceived(TrendWindow.instant(hop))
                .build();
    }

    private static List<List<News.Logged>> logs(long seed, boolean stamped) {
        List<List<EnrichedArticle>> days = News.days(seed, 3, 8);
        return stamped ? News.stamped(days) : News.plain(days);
    }

    @Test
    void aPartitionWithoutArticlesHoldsNothingBack() {
        List<List<EnrichedArticle>> days = new ArrayList<>(News.days(6, 2, 2));
        days.add(List.of());
        Instant newest = days.stream()
                .flatMap(List::stream)
                .map(article -> article.getArticle().getReceived())
                .max(Comparator.naturalOrder())
                .orElseThrow();

        List<TrendRanking> rankings = News.rankings(News.stamped(days));

        assertThat(rankings.getLast().getWindowEnd()).isEqualTo(TrendWindow.instant(TrendWindow.hop(newest)));
        assertThat(News.rankings(News.plain(days))).isEmpty();
    }

    @Test
    void marksThatTheTopicHasForgottenChangeWhenAHopClosesAndNotWhatItSays() {
        List<List<News.Logged>> logs = News.stamped(News.days(7, 2, 2));
        List<List<News.Logged>> compacted = logs.stream()
                .map(log ->
                        log.stream().filter(logged -> logged.article() != null).toList())
                .toList();

        List<TrendRanking> rankings = News.rankings(compacted);

        assertThat(rankings).hasSizeGreaterThan(500);
        assertThat(News.rankings(logs).subList(0, rankings.size())).isEqualTo(rankings);
    }

    @Test
    void underSevenDaysOfHistoryNothingTrends() {
        List<TrendRanking> rankings = News.rankings(News.plain(News.days(4, 1, 6)));

        assertThat(rankings).allMatch(TrendRanking::getWarming);
        assertThat(rankings)
                .flatExtracting(TrendRanking::getEntries)
                .noneMatch(entry -> entry.getReceipt().orElseThrow().getTrending());
    }

    @Test
    void whatEndsToTrendDoesSoOnlyAfterTwoHopsBelow() {
        List<EnrichedArticle> log = steady(Duration.ofDays(8), "EU");
        Instant burst = START.plus(Duration.ofDays(8));
        for (int i = 0; i < 8; i++) {
            log.add(News.about("burst" + i, "P" + i, burst.plusSeconds(i), "NO", "EU"));
        }
        log.addAll(steady(burst.plusSeconds(20), Duration.ofHours(2), "EU"));

        List<Instant> trending = News.rankings(News.plain(List.of(log))).stream()
                .filter(ranking -> ranking.getKind() == TagKind.COUNTRIES
                        && ranking.getWindow().equals("PT15M"))
                .filter(ranking -> ranking.getEntries().stream()
                        .anyMatch(entry -> entry.getId().equals("NO")
                                && entry.getReceipt()
                                        .map(TrendReceipt::getTrending)
                                        .orElse(false)))
                .map(TrendRanking::getWindowEnd)
                .toList();

        assertThat(trending)
                .containsExactly(
                        burst.plus(Duration.ofMinutes(5)),
                        burst.plus(Duration.ofMinutes(10)),
                        burst.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aFeedThatFallsSilentIsToldWithWhatWasExpected() {
        List<EnrichedArticle> log = new ArrayList<>();
        Instant silence = START.plus(Duration.ofDays(8));
        for (Instant now = START; now.isBefore(silence.plus(Duration.ofHours(2))); now = now.plusSeconds(60)) {
            log.add(News.about("a" + log.size(), "Loud", now, "EU"));
            if (now.isBefore(silence)) {
                log.add(News.about("b" + log.size(), "Lost", now, "EU"));
            }
        }

        List<TrendRanking> rankings = News.rankings(News.plain(List.of(log)));

        TrendRanking last = rankings.getLast();
        assertThat(last.getDegraded()).extracting(SilentFeed::getFeed).containsExactly("feed-Lost");
        assertThat(last.getDegraded().getFirst().getSays()).matches("expected 53 ± \\d+ this hour, got 0");
        assertThat(rankings.stream()
                        .filter(ranking -> !ranking.getWindowEnd().isAfter(silence))
                        .flatMap(ranking -> ranking.getDegraded().stream()))
                .isEmpty();
    }

    @Test
    void theTopListHoldsWhatIsSteady() {
        TrendRanking top = News.rankings(News.plain(List.of(steady(Duration.ofDays(8), "UA")))).stream()
                .filter(ranking -> ranking.getWindow().equals("top") && ranking.getKind() == TagKind.COUNTRIES)
                .reduce((first, last) -> last)
                .orElseThrow();

        assertThat(top.getEntries()).extracting(TrendEntry::getId).containsExactly("UA");
        assertThat(top.getEntries().getFirst().getReceipt().orElseThrow().getTrending())
                .isFalse();
    }

    private static List<EnrichedArticle> steady(Duration length, String country) {
        return steady(START, length, country);
    }

    private static List<EnrichedArticle> steady(Instant start, Duration length, String country) {
        List<EnrichedArticle> log = new ArrayList<>();
        for (Instant now = start; now.isBefore(start.plus(length)); now = now.plusSeconds(240)) {
            log.add(News.about(now + "", "P" + now.getEpochSecond() / 240 % 7, now, country));
        }
        return log;
    }

    private static List<TrendRanking> interleaved(List<List<News.Logged>> logs, long seed) {
        TrendEngine engine = new TrendEngine(logs.size());
        List<TrendRanking> rankings = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        int[] places = new int[logs.size()];
        int left = logs.stream().mapToInt(List::size).sum();
        while (left > 0) {
            int partition = random.nextInt(logs.size());
            if (places[partition] < logs.get(partition).size()) {
                News.Logged logged = logs.get(partition).get(places[partition]++);
                engine.read(partition, logged.article(), logged.newest(), rankings::add);
                left--;
            }
        }
        return rankings;
    }

    /** The topology's parts without Kafka: those who count are made anew from what they keep, now and then. */
    private static final class Spread {

        private final List<List<News.Logged>> logs;
        private final SplittableRandom random;
        private final List<Teller> tellers = new ArrayList<>();
        private final PartMerge merge;
        private final List<TrendRanking> rankings = new ArrayList<>();

        Spread(List<List<News.Logged>> logs, int tellers, int held, long seed) {
            this.logs = logs;
            this.random = new SplittableRandom(seed);
            this.merge = new PartMerge(tellers);
            for (int i = 0; i < tellers; i++) {
                this.tellers.add(new Teller(i, logs.size(), held));
            }
        }

        List<TrendRanking> rankings() {
            List<Horizon> horizons = logs.stream().map(log -> new Horizon(null)).toList();
            int[] places = new int[logs.size()];
            int left = logs.stream().mapToInt(List::size).sum();
            while (left > 0) {
                int partition = random.nextInt(logs.size());
                if (places[partition] < logs.get(partition).size()) {
                    read(partition, horizons.get(partition), logs.get(partition).get(places[partition]++));
                    left--;
                    if (random.nextInt(200) == 0) {
                        tellers.get(random.nextInt(tellers.size())).restart();
                    }
                }
            }
            return rankings;
        }

        private void read(int partition, Horizon horizon, News.Logged logged) {
            EnrichedArticle article = logged.article();
            Horizon.Reading reading = horizon.read(article, logged.newest());
            reading.ended()
                    .ifPresent(ended -> tellers.forEach(teller -> {
                        teller.reached.put(partition, TrendWindow.hop(ended.getReached()));
                        teller.counts.ended(partition, ended);
                        teller.endAll(part -> merge.take(part, rankings::add));
                    }));
            if (article != null && reading.leftOut().isEmpty()) {
                for (TagSighting sighting : Sightings.of(article, reading.hop())) {
                    String key = Rankings.key(sighting.getKind(), sighting.getId());
                    tellers.get(TrendsTopology.counting(key, tellers.size())).see(sighting);
                }
            }
        }
    }

    private static final class Teller {

        private final int number;
        private final int sources;
        private final int held;
        private final TagMemory.InMemory memory = new TagMemory.InMemory();
        private final List<TagSighting> seen = new ArrayList<>();
        private final Map<Integer, Integer> reached = new HashMap<>();
        private TagCounts counts;

        Teller(int number, int sources, int held) {
            this.number = number;
            this.sources = sources;
            this.held = held;
            this.counts = new TagCounts(number, sources, held, memory);
        }

        void see(TagSighting sighting) {
            seen.add(sighting);
            counts.see(sighting);
        }

        void endAll(Consumer<TrendPart> sink) {
            List<TrendPart> parts = counts.endNext();
            while (!parts.isEmpty()) {
                parts.forEach(sink);
                parts = counts.endNext();
            }
        }

        void restart() {
            TagCounts before = counts;
            counts = new TagCounts(number, sources, held, memory);
            counts.resumeFirst(before.first());
            before.open().ifPresent(counts::resumeOpen);
            reached.forEach(counts::resumeReached);
            before.open()
                    .ifPresent(open -> seen.removeIf(
                            sighting -> TrendWindow.hop(sighting.getHop()) < open - TrendWindow.HOPS_IN_DAY));
            seen.sort(Comparator.comparing(TagSighting::getHop));
            seen.forEach(counts::resume);
        }
    }
}
