package dev.dateline.enrich.trend;

import dev.dateline.enrich.Articles;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

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
}
