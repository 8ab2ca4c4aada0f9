package dev.dateline.bench.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.bench.feeds.FeedFile;
import dev.dateline.bench.feeds.GofeedExpectation;
import dev.dateline.bench.feeds.PythonAssertion;
import dev.dateline.bench.feeds.ReadFeed;
import dev.dateline.ingest.feed.FeedEntry;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ParsedDocument;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.ingest.parse.Reason;
import dev.dateline.schemas.Lane;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How ingest reads the feed and wire files of other projects' test suites: the items that gofeed expects, the assertions of
 * feedparser on what Dateline carries, the files that the IPTC calls valid and invalid, and documents made to do harm. A text counts as
 * right if a reader sees the same; markup is not carried.
 */
public final class FeedsSuite implements Suite {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SLOW_NANOS = 1_000_000_000;
    private static final long ATTACK_NANOS = 200_000_000;
    private static final long ATTACK_BYTES = 32L << 20;
    private static final int FAULTS_SHOWN = 60;

    @Override
    public String name() {
        return "feeds";
    }

    @Override
    public String defaultSet() {
        return "feeds";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        Tally tally = new Tally();
        for (FeedFile file : FeedFile.in(path)) {
            tally.take(file);
        }
        Path attacks = path.toAbsolutePath().normalize().resolveSibling("xmlattacks");
        if (Files.isDirectory(attacks)) {
            // Once for the classes to be loaded, which is no part of reading a file.
            for (FeedFile file : FeedFile.in(attacks)) {
                read(Files.readAllBytes(file.path()), null);
            }
            for (FeedFile file : FeedFile.in(attacks)) {
                tally.attack(file);
            }
        }
        tally.print(out);
    }

    private static ParsedDocument read(byte[] bytes, @Nullable String contentType) {
        return new ItemParser()
                .document(bytes, contentType, new ItemParser.Origin("evaluate", Instant.now(), Lane.BACKFILL));
    }

    /** Right ones of all. */
    private static final class Share {

        private int right;
        private int all;

        void add(boolean isRight) {
            right += isRight ? 1 : 0;
            all++;
        }

        double rate() {
            return all == 0 ? 1 : (double) right / all;
        }
    }

    /** What one project's files of one kind came to. */
    private static final class Row {

        private int files;
        private int items;
        private int refusedItems;
        private int refusedFiles;
        private int wrong;
        private int warned;
        private final Map<String, Integer> codes = new TreeMap<>();
    }

    private static final class Tally {

        private final Map<String, Row> rows = new TreeMap<>();
        private final Share items = new Share();
        private final Share assertions = new Share();
        private final Share illFormed = new Share();
        private final Share valid = new Share();
        private final Share invalid = new Share();
        private final Share attacks = new Share();
        private final List<String> faults = new ArrayList<>();
        private int notCarried;
        private final Map<String, Integer> validAs = new TreeMap<>();
        private int crashed;
        private int slow;
        private int read;
        private int refused;
        private int wrong;
        private long slowestAttack;
        private long largestAttack;

        void take(FeedFile file) throws IOException {
            byte[] bytes = Files.readAllBytes(file.path());
            Row row = rows.computeIfAbsent(file.project() + "  " + file.kind(), key -> new Row());
            row.files++;
            List<String> found = new ArrayList<>();
            long begin = System.nanoTime();
            try {
                ParsedDocument document = read(bytes, ReadFeed.contentType(bytes));
                if (System.nanoTime() - begin > SLOW_NANOS) {
                    slow++;
                    found.add("slow: " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                }
                count(document, row);
                judge(file, bytes, document, found);
            } catch (RuntimeException | StackOverflowError e) {
                crashed++;
                found.add("crashed: " + e);
            }
            if (!found.isEmpty()) {
                row.wrong++;
                wrong++;
                found.forEach(fault -> faults.add(file.name() + ": " + fault));
            }
        }

        private void count(ParsedDocument document, Row row) {
            boolean refusedWhole = !document.items().isEmpty()
                    && document.items().stream().allMatch(ParsedItem.Refused.class::isInstance);
            read += refusedWhole ? 0 : 1;
            refused += refusedWhole ? 1 : 0;
            row.refusedFiles += refusedWhole ? 1 : 0;
            for (ParsedItem item : document.items()) {
                row.items++;
                switch (item) {
                    case ParsedItem.Refused no -> {
                        row.refusedItems++;
                        row.codes.merge(no.code(), 1, Integer::sum);
                    }
                    case ParsedItem.Article yes -> row.warned += yes.warnings().isEmpty() ? 0 : 1;
                }
            }
        }

        private void judge(FeedFile file, byte[] bytes, ParsedDocument document, List<String> found)
                throws IOException {
            if (file.expected() != null) {
                items(file.expected(), ReadFeed.of(bytes, file.name()), found);
            }
            if (file.assertion() != null) {
                assertion(file, file.assertion(), bytes, found);
            }
            if (file.valid() != null) {
                validity(file.valid(), document, found);
            }
        }

        private void items(Path expected, ReadFeed feed, List<String> found) throws IOException {
            List<JsonNode> wanted = new GofeedExpectation(MAPPER.readTree(expected.toFile())).items();
            List<FeedEntry> entries =
                    feed.feed() == null ? List.of() : feed.feed().entries();
            for (int i = 0; i < wanted.size(); i++) {
                List<String> wrongs =
                        GofeedExpectation.faults(wanted.get(i), i < entries.size() ? entries.get(i) : null);
                items.add(wrongs.isEmpty());
                int item = i;
                wrongs.forEach(fault -> found.add("item " + item + ": " + fault));
            }
            if (entries.size() > wanted.size()) {
                items.add(false);
                found.add(entries.size() + " items instead of " + wanted.size());
            }
        }

        private void assertion(FeedFile file, String assertion, byte[] bytes, List<String> found) {
            switch (PythonAssertion.judge(
                    assertion, ReadFeed.of(bytes, file.name()).inFeedparsersWords(), ReadFeed::equal)) {
                case HOLDS -> (file.wellFormed() ? assertions : illFormed).add(true);
                case FAILS -> {
                    (file.wellFormed() ? assertions : illFormed).add(false);
                    if (file.wellFormed()) {
                        found.add(assertion);
                    }
                }
                case NOT_CARRIED -> notCarried++;
            }
        }

        /**
         * A valid item is read if it comes back as an article, or with the name of what it is instead: no news but a plan or a
         * catalogue, without any text, under embargo. Those are counted apart, for nobody but a reader of the code would expect them.
         */
        private void validity(boolean isValid, ParsedDocument document, List<String> found) {
            boolean readAll = document.items().stream()
                    .allMatch(item -> item instanceof ParsedItem.Article
                            || (item instanceof ParsedItem.Refused no
                                    && (no.reason() == Reason.NOT_NEWS
                                            || no.reason() == Reason.NO_TEXT
                                            || no.reason() == Reason.EMBARGOED)));
            boolean objected = document.items().stream()
                    .anyMatch(item -> item instanceof ParsedItem.Refused
                            || (item instanceof ParsedItem.Article article
                                    && !article.warnings().isEmpty()));
            if (isValid) {
                valid.add(readAll);
                validAs.merge(
                        document.items().stream()
                                .filter(ParsedItem.Refused.class::isInstance)
                                .map(item -> ((ParsedItem.Refused) item).code())
                                .findFirst()
                                .orElse("article"),
                        1,
                        Integer::sum);
            } else {
                invalid.add(objected);
            }
            if (isValid ? !readAll : !objected) {
                found.add((isValid ? "valid, but: " : "invalid, but: ") + document.items());
            }
        }

        void attack(FeedFile file) throws IOException {
            byte[] bytes = Files.readAllBytes(file.path());
            long before = allocated();
            long begin = System.nanoTime();
            ParsedDocument document = read(bytes, null);
            long nanos = System.nanoTime() - begin;
            long allocated = allocated() - before;
            slowestAttack = Math.max(slowestAttack, nanos);
            largestAttack = Math.max(largestAttack, allocated);
            boolean declares = new String(bytes, StandardCharsets.ISO_8859_1)
                            .stripLeading()
                            .startsWith("<")
                    && new String(bytes, StandardCharsets.ISO_8859_1).contains("<!ENTITY");
            boolean stopped = document.items().stream().allMatch(ParsedItem.Refused.class::isInstance);
            boolean right = nanos <= ATTACK_NANOS && allocated <= ATTACK_BYTES && (stopped || !declares);
            attacks.add(right);
            if (!right) {
                wrong++;
                faults.add("xmlattacks " + file.name() + ": " + nanos / 1_000_000 + " ms, " + (allocated >> 20)
                        + " MB, " + document.items());
            }
        }

        private static long allocated() {
            return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                    .getCurrentThreadAllocatedBytes();
        }

        void print(PrintStream out) {
            out.printf(
                    "%-48s %6s %7s %7s %7s %7s %6s%n",
                    "project and kind", "files", "items", "refused", "of it", "warned", "wrong");
            rows.forEach((name, row) -> out.printf(
                    "%-48s %6d %7d %7d %7d %7d %6d  %s%n",
                    name, row.files, row.items, row.refusedItems, row.refusedFiles, row.warned, row.wrong, row.codes));
            out.println("(refused: items; of it: files in which nothing else was read)");
            out.println();
            faults.stream().limit(FAULTS_SHOWN).forEach(fault -> out.println(cut(fault)));
            if (faults.size() > FAULTS_SHOWN) {
                out.println("and " + (faults.size() - FAULTS_SHOWN) + " more");
            }
            out.println();
            line(out, "items as gofeed expects them", items);
            line(out, "feedparser's assertions on what is carried", assertions);
            line(out, "the same on ill-formed documents", illFormed);
            line(out, "valid ninjs and NewsML-G2 read", valid);
            line(out, "invalid ninjs and NewsML-G2 refused or warned", invalid);
            line(out, "attacks refused or harmless", attacks);
            out.printf("%d assertions speak of what is not carried%n", notCarried);
            out.println("valid ninjs and NewsML-G2 files came back as " + validAs);
            out.printf(
                    "slowest attack %d ms, largest %d MB allocated%n%n",
                    slowestAttack / 1_000_000, largestAttack >> 20);
            ObjectNode figures = MAPPER.createObjectNode()
                    .put(
                            "files",
                            rows.values().stream().mapToInt(row -> row.files).sum())
                    .put("read", read)
                    .put("refused", refused)
                    .put("wrong", wrong)
                    .put("crashed", crashed)
                    .put("slow", slow)
                    .put("gofeed_items_right", rounded(items))
                    .put("feedparser_assertions_hold", rounded(assertions))
                    .put("illformed_assertions_hold", rounded(illFormed))
                    .put("valid_read", rounded(valid))
                    .put("valid_as_articles", validAs.getOrDefault("article", 0))
                    .put("valid_named_as_no_text", validAs.getOrDefault(Reason.NO_TEXT.code(), 0))
                    .put("valid_named_as_no_news", validAs.getOrDefault(Reason.NOT_NEWS.code(), 0))
                    .put("invalid_refused", rounded(invalid))
                    .put("attacks_refused", rounded(attacks));
            out.println(figures);
        }

        private static void line(PrintStream out, String name, Share share) {
            out.printf(Locale.ROOT, "%-48s %5d of %5d  %.4f%n", name, share.right, share.all, share.rate());
        }

        private static double rounded(Share share) {
            return Math.round(share.rate() * 10_000) / 10_000.0;
        }

        private static String cut(String fault) {
            String line = fault.replaceAll("\\s+", " ");
            return line.length() > 400 ? line.substring(0, 400) + "..." : line;
        }
    }
}
