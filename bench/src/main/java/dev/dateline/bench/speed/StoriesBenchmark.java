package dev.dateline.bench.speed;

import dev.dateline.enrich.story.Fingerprints;
import dev.dateline.enrich.story.Report;
import dev.dateline.enrich.story.StoryDesk;
import dev.dateline.enrich.story.StoryRules;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EndedStory;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.PlacedReport;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.StoryState;
import dev.dateline.schemas.Times;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to put an article into its story, at the start and at the end of a stream of 100,000 articles of which a
 * tenth are copies, and how large the state is then. What is kept is kept as bytes, encoded and decoded as a state store
 * does. The articles are made up: words by Zipf's law, five reports an event on average, events that go on for a while.
 */
final class StoriesBenchmark implements Benchmark {

    private static final int DEFAULT_ARTICLES = 100_000;
    private static final int PARTS = 10;
    private static final int TELL_EVERY = 250;
    private static final int VOCABULARY = 60_000;
    private static final int BODY_WORDS = 250;
    private static final int EVENT_WORDS = 14;
    private static final int REPORTS_AN_EVENT = 5;

    /** Events that are reported on at the same time. */
    private static final int OPEN_EVENTS = 400;

    private static final int COPIES_OF_RECENT = 2_000;
    /** Time of the processor, so that what else runs on the machine does not count. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Override
    public String name() {
        return "stories";
    }

    @Override
    public String description() {
        return "an article put into its story at the end of 100,000, as a ratio to the start; a number of articles may be given";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        int count = arguments.isEmpty() ? DEFAULT_ARTICLES : Integer.parseInt(arguments.getFirst());
        if (count < PARTS) {
            throw new IllegalArgumentException("at least " + PARTS + " articles, not " + count);
        }
        // The compiler gets to know the code on a stream of its own.
        measure(Math.min(count, DEFAULT_ARTICLES / PARTS), 1, null);
        measure(count, 2, out);
    }

    private record Part(double readMicros, double placeMicros, int reports, int stories, long bytes) {}

    private static void measure(int count, long seed, @Nullable PrintStream out) {
        StoryRules rules = StoryRules.standard();
        KeptBytes<Long, PlacedReport> reports = new KeptBytes<>(PlacedReport.class);
        KeptBytes<String, StoryState> states = new KeptBytes<>(StoryState.class);
        KeptBytes<String, EndedStory> ended = new KeptBytes<>(EndedStory.class);
        StoryDesk desk = new StoryDesk(rules, reports, states, ended);
        Articles articles = new Articles(count, seed, rules.window());
        List<Part> parts = new ArrayList<>();
        int copies = 0;
        long told = 0;
        long reading = 0;
        long placing = 0;
        int begun = 0;
        for (int i = 0; i < count; i++) {
            EnrichedArticle article = articles.next();
            long start = THREAD.getCurrentThreadCpuTime();
            ArticleReport report = new ArticleReport(article, Fingerprints.of(Report.of(article)));
            long read = THREAD.getCurrentThreadCpuTime();
            copies += desk.place(report, i).getCopyOf().isPresent() ? 1 : 0;
            if (i % TELL_EVERY == 0) {
                told += desk.tell().size();
            }
            long placed = THREAD.getCurrentThreadCpuTime();
            reading += read - start;
            placing += placed - read;
            if ((i + 1) % (count / PARTS) == 0) {
                int size = i + 1 - begun;
                parts.add(new Part(
                        reading / 1e3 / size, placing / 1e3 / size, desk.reports(), desk.stories(), desk.bytes()));
                reading = 0;
                placing = 0;
                begun = i + 1;
            }
        }
        if (out != null) {
            print(parts, count, copies, told, reports.bytes() + states.bytes() + ended.bytes(), out);
        }
    }

    private static void print(List<Part> parts, int count, int copies, long told, long kept, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-10s %14s %14s %10s %10s %10s%n",
                "articles",
                "read us",
                "place us",
                "reports",
                "stories",
                "MiB");
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            out.printf(
                    Locale.ROOT,
                    "%-10d %14.1f %14.1f %10d %10d %10.1f%n",
                    (i + 1) * (count / PARTS),
                    part.readMicros(),
                    part.placeMicros(),
                    part.reports(),
                    part.stories(),
                    part.bytes() / 1048576.0);
        }
        Part first = parts.getFirst();
        Part last = parts.getLast();
        double ratio = (last.readMicros() + last.placeMicros()) / (first.readMicros() + first.placeMicros());
        out.printf(Locale.ROOT, "%d copies found, %d stories told, %.1f MiB kept%n", copies, told, kept / 1048576.0);
        out.printf(
                Locale.ROOT,
                "{\"ratio\":%.4f,\"place_ratio\":%.4f,\"place_us\":%.1f,\"copies\":%d,\"memory_mib\":%.1f,\"kept_mib\":%.1f}%n",
                ratio,
                last.placeMicros() / first.placeMicros(),
                last.placeMicros(),
                copies,
                last.bytes() / 1048576.0,
                kept / 1048576.0);
    }

    /** Made-up articles, the same for the same seed, over one window of time. */
    private static final class Articles {

        private final Random random;
        private final Duration step;
        private final double[] cumulated = new double[VOCABULARY];
        private final List<int[]> events = new ArrayList<>();
        private final List<RawArticle> recent = new ArrayList<>();
        private int made;

        Articles(int count, long seed, Duration window) {
            random = new Random(seed);
            step = window.dividedBy(count);
            double sum = 0;
            for (int i = 0; i < VOCABULARY; i++) {
                sum += 1.0 / (i + 10);
                cumulated[i] = sum;
            }
            for (int i = 0; i < OPEN_EVENTS; i++) {
                events.add(event());
            }
        }

        private int[] event() {
            return random.ints(EVENT_WORDS, VOCABULARY / 20, VOCABULARY).toArray();
        }

        EnrichedArticle next() {
            Instant received = START.plus(step.multipliedBy(made));
            RawArticle article = !recent.isEmpty() && random.nextInt(10) == 0 ? reprint(received) : written(received);
            made++;
            return EnrichedArticle.newBuilder()
                    .setArticle(article)
                    .setRevision(1)
                    .setAnalyzer("none")
                    .setTimes(new Times(received, received, null, null))
                    .build();
        }

        private RawArticle written(Instant received) {
            int place = random.nextInt(events.size());
            if (random.nextInt(REPORTS_AN_EVENT) == 0) {
                events.set(place, event());
            }
            int[] event = events.get(place);
            StringBuilder title = new StringBuilder();
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                title.append(i % 2 == 0 ? word(event[random.nextInt(EVENT_WORDS)]) : common())
                        .append(' ');
            }
            for (int i = 0; i < BODY_WORDS; i++) {
                body.append(i % 9 == 0 ? word(event[random.nextInt(EVENT_WORDS)]) : common())
                        .append(' ');
            }
            RawArticle article =
                    article(title.toString().strip(), body.toString().strip(), received);
            recent.add(article);
            if (recent.size() > COPIES_OF_RECENT) {
                recent.set(random.nextInt(COPIES_OF_RECENT), recent.removeLast());
            }
            return article;
        }

        /** The same text under another headline. */
        private RawArticle reprint(Instant received) {
            RawArticle original = recent.get(random.nextInt(recent.size()));
            return article(common() + " " + original.getTitle(), original.getBody(), received);
        }

        private RawArticle article(String title, String body, Instant received) {
            return RawArticle.newBuilder()
                    .setId("article-" + made)
                    .setFeed("feed-" + made % 50)
                    .setPublisher("Publisher " + made % 50)
                    .setTitle(title)
                    .setBody(body)
                    .setContentType("text/plain")
                    .setPublished(new Publication(null, received, DateConfidence.STATED))
                    .setReceived(received)
                    .setContentHash("")
                    .build();
        }

        private String common() {
            double drawn = random.nextDouble() * cumulated[VOCABULARY - 1];
            int low = 0;
            int high = VOCABULARY - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cumulated[middle] < drawn) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return word(low);
        }

        /** A word that looks like one, so that stems and tokens are what they are in a text. */
        private static String word(int number) {
            StringBuilder word = new StringBuilder();
            for (int rest = number + 40; rest > 0; rest /= 100) {
                word.append("bdfgklmnprstvzhjwcxq".charAt(rest % 20)).append("aeiou".charAt(rest / 20 % 5));
            }
            return word.append('n').toString();
        }
    }
}
