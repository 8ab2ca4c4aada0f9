package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.enrich.story.Report;
import dev.dateline.enrich.story.Stories;
import dev.dateline.enrich.story.StoryRules;
import dev.dateline.enrich.trend.TrendEngine;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendRanking;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Real news: of the stories that later led or stayed longest, how many were among our first 20 before that, and how long
 * before, beside a plain count of articles over the same window.
 */
final class TrendsSignal {

    private static final int TOP = 20;
    private final String window;
    private final Map<String, Instant> ours = new HashMap<>();
    private final Map<String, Instant> counted = new HashMap<>();
    private final Map<String, Instant> firsts = new HashMap<>();

    private record Item(JsonNode node, RawArticle article, String story) {

        Instant time() {
            return article.getReceived();
        }
    }

    private TrendsSignal(String window) {
        this.window = window;
    }

    static void measure(Path data, PrintStream out, ObjectNode figures) throws IOException {
        out.println();
        for (String set : List.of("uci_stories", "headlines_2025_26")) {
            if (!Files.isDirectory(data.resolve(set))) {
                out.println(data.resolve(set) + " is not there: no real signal is measured on it");
                continue;
            }
            List<Item> items = items(data.resolve(set));
            for (String window : List.of("PT1H", "PT24H")) {
                TrendsSignal signal = new TrendsSignal(window);
                signal.replay(items);
                String title = set + ", " + window;
                if (set.startsWith("uci")) {
                    signal.report(title + ", longest tenth, by the middle of its life", longest(items), out, figures);
                } else {
                    signal.report(title + ", held rank 1", firstPlaces(items), out, figures);
                    signal.report(title + ", stayed longest, by 24 h", stayed(items), out, figures);
                }
            }
        }
    }

    private static List<Item> items(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Item> items = new ArrayList<>();
        List<JsonNode> nodes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    nodes.add(json.readTree(line));
                }
            }
        }
        nodes.sort(Comparator.comparing((JsonNode node) -> time(node, "published"))
                .thenComparing(node -> node.path("id").asText()));
        Stories stories = new Stories(StoryRules.standard());
        for (JsonNode node : nodes) {
            RawArticle article = article(node, items.size());
            String gold = node.at("/labels/story").asText("");
            String story = gold.isEmpty()
                    ? stories.place(Report.of(enriched(article, null)), items.size())
                            .story()
                    : gold;
            items.add(new Item(node, article, story));
        }
        return items;
    }

    private static Instant time(JsonNode node, String field) {
        return OffsetDateTime.parse(node.path(field).asText()).toInstant();
    }

    private static RawArticle article(JsonNode node, int number) {
        Instant time = time(node, "published");
        return RawArticle.newBuilder()
                .setId(node.path("id").asText() + "#" + number)
                .setFeed("replay")
                .setPublisher(node.path("source").asText("unknown"))
                .setTitle(node.path("title").asText())
                .setBody("")
                .setContentType("text/plain")
                .setPublished(Publication.newBuilder()
                        .setInstant(time)
                        .setConfidence(DateConfidence.INGEST)
                        .build())
                .setReceived(time)
                .setContentHash("")
                .build();
    }

    private static EnrichedArticle enriched(RawArticle article, @Nullable String story) {
        return EnrichedArticle.newBuilder()
                .setArticle(article)
                .setRevision(1)
                .setStory(story)
                .setAnalyzer("replay")
                .setTimes(Times.newBuilder()
                        .setReceived(article.getReceived())
                        .setEnriched(article.getReceived())
                        .build())
                .build();
    }

    private void replay(List<Item> items) {
        TrendEngine engine = new TrendEngine(1);
        for (Item item : items) {
            firsts.putIfAbsent(item.story(), item.time());
            engine.read(0, enriched(item.article(), item.story()), Optional.empty(), ranking -> rank(ranking, items));
        }
    }

    private void rank(TrendRanking ranking, List<Item> items) {
        if (ranking.getKind() != TagKind.STORIES || !ranking.getWindow().equals(window)) {
            return;
        }
        Instant end = ranking.getWindowEnd();
        ranking.getEntries().stream().limit(TOP).map(TrendEntry::getId).forEach(story -> ours.putIfAbsent(story, end));
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Integer> newest = new HashMap<>();
        for (int i = firstAtOrAfter(items, ranking.getWindowStart());
                i < items.size() && items.get(i).time().isBefore(end);
                i++) {
            counts.merge(items.get(i).story(), 1, Integer::sum);
            newest.put(items.get(i).story(), i);
        }
        counts.entrySet().stream()
                // Among equals the newest first, as in our rankings: otherwise the order of ties would be the
                // difference.
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(story -> newest.getOrDefault(story.getKey(), -1))
                        .reversed())
                .limit(TOP)
                .forEach(story -> counted.putIfAbsent(story.getKey(), end));
    }

    private static int firstAtOrAfter(List<Item> items, Instant time) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (items.get(middle).time().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Stories with a headline that was ever first, from the moment at which that headline was first seen. */
    private static Map<String, Instant> firstPlaces(List<Item> items) {
        Map<String, Instant> targets = new HashMap<>();
        for (Item item : items) {
            if (item.node().path("best_rank").asInt() == 1) {
                targets.putIfAbsent(item.story(), item.time());
            }
        }
        return targets;
    }

    /** The hundredth of headlines that was seen in most snapshots, from the moment at which it had stayed a day. */
    private static Map<String, Instant> stayed(List<Item> items) {
        Map<String, Instant> targets = new HashMap<>();
        items.stream()
                .sorted(Comparator.comparingInt(
                                (Item item) -> item.node().path("snapshots").asInt())
                        .reversed())
                .limit(items.size() / 100)
                .forEach(item -> targets.putIfAbsent(item.story(), item.time().plus(Duration.ofDays(1))));
        return targets;
    }

    /** The tenth of stories that were told for longest, from the middle of that time. */
    private static Map<String, Instant> longest(List<Item> items) {
        Map<String, Instant> first = new HashMap<>();
        Map<String, Instant> last = new HashMap<>();
        for (Item item : items) {
            first.putIfAbsent(item.story(), item.time());
            last.put(item.story(), item.time());
        }
        Map<String, Instant> targets = new HashMap<>();
        first.keySet().stream()
                .sorted(Comparator.comparing((String story) -> span(story, first, last))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(Math.max(1, first.size() / 10))
                .forEach(story -> targets.put(
                        story,
                        instant(story, first).plus(span(story, first, last).dividedBy(2))));
        return targets;
    }

    private static Duration span(String story, Map<String, Instant> first, Map<String, Instant> last) {
        return Duration.between(instant(story, first), instant(story, last));
    }

    private static Instant instant(String story, Map<String, Instant> times) {
        return Objects.requireNonNull(times.get(story));
    }

    private void report(String title, Map<String, Instant> targets, PrintStream out, ObjectNode figures) {
        // A story whose first report is the very one that leads can be told by nobody beforehand.
        Map<String, Instant> tellable = new HashMap<>(targets);
        tellable.entrySet()
                .removeIf(target -> !instant(target.getKey(), firsts)
                        .plus(Duration.ofMinutes(5))
                        .isBefore(target.getValue()));
        double[] ourShare = share(tellable, ours);
        double[] countShare = share(tellable, counted);
        out.printf(
                Locale.ROOT,
                "%s: %d stories, %d with a report before; first 20 beforehand: trend/v1 %.3f, median %.0f min before;"
                        + " plain count %.3f, median %.0f min before%n",
                title,
                targets.size(),
                tellable.size(),
                ourShare[0],
                ourShare[1],
                countShare[0],
                countShare[1]);
        String key = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        figures.put(key, ourShare[0]);
        figures.put(key + "_count", countShare[0]);
    }

    private static double[] share(Map<String, Instant> targets, Map<String, Instant> found) {
        List<Long> minutes = new ArrayList<>();
        targets.forEach((story, time) -> {
            Instant seen = found.get(story);
            if (seen != null && !seen.isAfter(time)) {
                minutes.add(Duration.between(seen, time).toMinutes());
            }
        });
        minutes.sort(null);
        return new double[] {
            targets.isEmpty() ? 0 : (double) minutes.size() / targets.size(),
            minutes.isEmpty() ? 0 : minutes.get(minutes.size() / 2)
        };
    }
}
