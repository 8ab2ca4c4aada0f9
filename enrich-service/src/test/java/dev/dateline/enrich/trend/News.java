package dev.dateline.enrich.trend;

import dev.dateline.enrich.Articles;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.TrendRanking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Enriched articles for tests of trends. */
final class News {

    private News() {}

    /** An article that concerns these countries. */
    static EnrichedArticle about(RawArticle article, String... countries) {
        return EnrichedArticle.newBuilder()
                .setArticle(article)
                .setRevision(1)
                .setAnalyzer("test")
                .setCountries(Stream.of(countries).map(News::tag).toList())
                .setTimes(Times.newBuilder()
                        .setReceived(article.getReceived())
                        .setEnriched(article.getReceived())
                        .build())
                .build();
    }

    private static Tag tag(String code) {
        return Tag.newBuilder()
                .setId(code)
                .setLabel(code)
                .setConfidence(1)
                .setSalience(1)
                .setRule("test")
                .setRuleVersion("1")
                .build();
    }

    /** An article by its id, publisher and time. */
    static EnrichedArticle about(String id, String publisher, Instant received, String... countries) {
        RawArticle article = RawArticle.newBuilder(Articles.from(Articles.article(id, "Title " + id, ""), publisher))
                .setReceived(received)
                .setFeed("feed-" + publisher)
                .build();
        return about(article, countries);
    }

    /**
     * Articles of some days in some partitions, each in the order of its time but for a few: steady countries, one that
     * rises on the last day, backfills, late ones, and hours in which a partition is quiet.
     */
    static List<List<EnrichedArticle>> days(long seed, int partitions, int days) {
        return days(seed, partitions, days, Instant.parse("2026-01-05T00:00:00Z"));
    }

    /** The same, from an instant on. */
    static List<List<EnrichedArticle>> days(long seed, int partitions, int days, Instant start) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<EnrichedArticle>> logs = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            List<EnrichedArticle> log = new ArrayList<>();
            Instant now = start.plusSeconds(random.nextInt(600));
            Instant end = start.plus(Duration.ofDays(days));
            while (now.isBefore(end)) {
                boolean burst = now.isAfter(end.minus(Duration.ofHours(3)));
                now = now.plusSeconds(random.nextInt(1, burst ? 240 : 900) * (long) partitions);
                if (random.nextInt(60) == 0) {
                    now = now.plusSeconds(random.nextInt(4000));
                }
                Instant received = random.nextInt(20) == 0 ? now.minusSeconds(random.nextInt(2000)) : now;
                String country = burst && random.nextInt(2) == 0 ? "NO" : "C" + random.nextInt(1, 9);
                EnrichedArticle article =
                        about(partition + "-" + log.size(), "P" + random.nextInt(8), received, country, "EU");
                log.add(
                        random.nextInt(25) == 0
                                ? EnrichedArticle.newBuilder(article)
                                        .setArticle(Articles.backfilled(article.getArticle()))
                                        .build()
                                : article);
            }
            logs.add(log);
        }
        return logs;
    }

    /**
     * A record of news.enriched.
     *
     * @param article null for a mark
     * @param newest the newest receipt of all partitions up to it, if it bears it
     */
    record Logged(@Nullable EnrichedArticle article, Optional<Instant> newest) {}

    /** The logs as a build wrote them whose records did not bear the newest receipt. */
    static List<List<Logged>> plain(List<List<EnrichedArticle>> logs) {
        return logs.stream()
                .map(log -> log.stream()
                        .map(article -> new Logged(article, Optional.empty()))
                        .toList())
                .toList();
    }

    /** The logs as the desk of stories writes them, in the order of receipt: with the newest receipt, and with marks. */
    static List<List<Logged>> stamped(List<List<EnrichedArticle>> logs) {
        List<List<Logged>> stamped = new ArrayList<>();
        logs.forEach(log -> stamped.add(new ArrayList<>()));
        int[] places = new int[logs.size()];
        Instant newest = Instant.MIN;
        for (int next = earliest(logs, places); next >= 0; next = earliest(logs, places)) {
            EnrichedArticle article = logs.get(next).get(places[next]++);
            Instant received = article.getArticle().getReceived();
            boolean entered = newest == Instant.MIN
                    || received.isAfter(newest) && TrendWindow.hop(received) > TrendWindow.hop(newest);
            newest = received.isAfter(newest) ? received : newest;
            Optional<Instant> horizon = Optional.of(newest);
            stamped.get(next).add(new Logged(article, horizon));
            if (entered) {
                stamped.forEach(log -> log.add(new Logged(null, horizon)));
            }
        }
        return stamped;
    }

    private static int earliest(List<List<EnrichedArticle>> logs, int[] places) {
        return IntStream.range(0, logs.size())
                .filter(partition -> places[partition] < logs.get(partition).size())
                .boxed()
                .min(Comparator.comparing(partition ->
                        logs.get(partition).get(places[partition]).getArticle().getReceived()))
                .orElse(-1);
    }

    /** All closed rankings of whole partitions, in the order in which they close. */
    static List<TrendRanking> rankings(List<? extends List<Logged>> partitions) {
        return rankings(partitions, Integer.MAX_VALUE);
    }

    /** The same, where as many partitions hold so many tags each. */
    static List<TrendRanking> rankings(List<? extends List<Logged>> partitions, int held) {
        TrendEngine engine = new TrendEngine(partitions.size(), held);
        List<TrendRanking> rankings = new ArrayList<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            for (Logged logged : partitions.get(partition)) {
                engine.read(partition, logged.article(), logged.newest(), rankings::add);
            }
        }
        return rankings;
    }
}
