package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What counting costs one partition after a day with many distinct tags: memory, disk, and the time in which it ends a hop and
 * finds the leaders. Measured on the topology as the service runs it, with its broker in another process.
 */
final class TrendsCost {

    /** A day's people, and how many tags are held; every article is a story, which is a tag too. */
    private record Day(int people, int held) {}

    private static final int HELD = 50_000;

    private static final List<Day> DAYS =
            List.of(new Day(10_000, HELD), new Day(1_000_000, HELD), new Day(1_000_000, 2_000_000));

    /** What has not ended by then is told as far as it came. */
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private static final Duration PROGRESS = Duration.ofSeconds(20);

    private TrendsCost() {}

    static void measure(PrintStream out, ObjectNode figures) throws Exception {
        out.println();
        out.println("Cost of a day's tags in one partition: each person once, every other name again by Zipf");
        out.printf(
                "%-10s %12s %10s %10s %10s %8s %8s %11s %10s %12s%n",
                "people",
                "held at most",
                "held",
                "evicted",
                "heap MB",
                "disk MB",
                "hops",
                "articles/s",
                "ms a hop",
                "slowest ms");
        for (Day day : DAYS) {
            measure(day, out, figures);
        }
    }

    private static void measure(Day day, PrintStream out, ObjectNode figures) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create();
                LocalStack stack = LocalStack.start(
                        LocalStackConfig.in(folder.path().resolve("stack")).withBrokerProcess())) {
            KafkaSettings kafka = TrendsRun.kafka(stack.bootstrapServers(), stack.registryUrl());
            TrendsRun.write(kafka, 1, day.people());
            Path state = folder.path().resolve("state");
            double before = used();
            long began = System.nanoTime();
            try (TrendsRun run = TrendsRun.start(kafka, state, 1, day.held())) {
                double seconds = 0;
                while (!run.awaitDay(PROGRESS) && seconds < LONGEST.toSeconds()) {
                    seconds = (System.nanoTime() - began) / 1e9;
                    out.printf(
                            Locale.ROOT,
                            "  %d people, %d held: %d of %d hops after %.0f s%n",
                            day.people(),
                            day.held(),
                            run.hops(),
                            TrendsRun.HOPS,
                            seconds);
                }
                seconds = (System.nanoTime() - began) / 1e9;
                long hops = run.hops();
                double articles = TrendsRun.articles(day.people()) * (double) hops / TrendsRun.HOPS / seconds;
                double megabytes = (used() - before) / 1e6;
                out.printf(
                        Locale.ROOT,
                        "%-10d %12d %10d %10d %10.0f %8.0f %8d %11.0f %10.1f %12.1f%n",
                        day.people(),
                        day.held(),
                        run.held(),
                        run.evicted(),
                        megabytes,
                        size(state) / 1e6,
                        hops,
                        articles,
                        run.millisAHop(),
                        run.millisOfTheSlowest());
                String key = day.people() + "_held_" + run.held();
                figures.put("hops_" + key, hops);
                figures.put("memory_mb_" + key, Math.round(megabytes));
                figures.put("articles_per_second_" + key, Math.round(articles));
                figures.put("ms_hop_" + key, run.millisAHop());
            }
        }
    }

    /** Bytes on the heap that are in use. */
    private static double used() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Bytes of all files in a folder, some of which may go meanwhile. */
    private static double size(Path folder) throws IOException {
        double sum = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                try {
                    sum += Files.isRegularFile(file) ? Files.size(file) : 0;
                } catch (NoSuchFileException e) {
                    continue; // A file that was merged into another counts there.
                }
            }
        }
        return sum;
    }
}
