package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.enrich.trend.TrendEngine;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** What counting costs: memory after a day with many distinct tags, and the time in which a hop is ended and ranked. */
final class TrendsCost {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int HOPS = 288;
    private static final int TAGS = 15;

    private TrendsCost() {}

    static void measure(PrintStream out, ObjectNode figures) {
        out.println();
        out.println("Cost of a day's tags in one partition: each tag once, every other one again by Zipf");
        out.printf("%-12s %12s %14s %16s%n", "tags", "memory MB", "ms a hop", "ms the last hop");
        for (int tags : new int[] {10_000, 1_000_000}) {
            long before = used();
            TrendEngine engine = new TrendEngine(1);
            SplittableRandom random = new SplittableRandom(7);
            int articles = 2 * tags / TAGS;
            int next = 0;
            long nanos = 0;
            long last = 0;
            int hops = 0;
            int hop = -1;
            for (int i = 0; i < articles; i++) {
                int now = (int) ((long) i * HOPS / articles);
                List<Tag> people = new ArrayList<>(TAGS);
                for (int tag = 0; tag < TAGS; tag++) {
                    boolean first = tag % 2 == 0 || next == 0;
                    int id = first ? next++ : (int) Math.pow(next, random.nextDouble());
                    people.add(tag(id % tags));
                }
                EnrichedArticle article = article(i, now, people);
                long began = System.nanoTime();
                engine.read(0, article, Optional.empty(), ranking -> {});
                if (now != hop) {
                    last = System.nanoTime() - began;
                    nanos += last;
                    hops++;
                    hop = now;
                }
            }
            double megabytes = (used() - before) / 1e6;
            Reference.reachabilityFence(engine);
            out.printf(Locale.ROOT, "%-12d %12.0f %14.1f %16.1f%n", tags, megabytes, nanos / 1e6 / hops, last / 1e6);
            figures.put("memory_mb_" + tags, Math.round(megabytes));
            figures.put("ms_last_hop_" + tags, last / 1e6);
        }
    }

    private static long used() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Tag tag(int number) {
        return Tag.newBuilder()
                .setId("person-" + number)
                .setLabel("Person " + number)
                .setConfidence(1)
                .setSalience(1)
                .setRule("bench")
                .setRuleVersion("1")
                .build();
    }

    private static EnrichedArticle article(int number, int hop, List<Tag> people) {
        Instant received = START.plus(Duration.ofMinutes(5L * hop));
        RawArticle raw = RawArticle.newBuilder()
                .setId("article-" + number)
                .setFeed("feed-" + number % 500)
                .setPublisher("Publisher " + number % 200)
                .setTitle("Article " + number)
                .setBody("")
                .setContentType("application/json")
                .setPublished(Publication.newBuilder()
                        .setInstant(received)
                        .setConfidence(DateConfidence.INGEST)
                        .build())
                .setReceived(received)
                .setContentHash("")
                .build();
        return EnrichedArticle.newBuilder()
                .setArticle(raw)
                .setRevision(1)
                .setAnalyzer("bench")
                .setPeople(people)
                .setTimes(Times.newBuilder()
                        .setReceived(received)
                        .setEnriched(received)
                        .build())
                .build();
    }
}
