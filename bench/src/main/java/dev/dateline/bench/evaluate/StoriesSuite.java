package dev.dateline.bench.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.analysis.Analyzer;
import dev.dateline.enrich.article.ArticleEnricher;
import dev.dateline.enrich.story.Report;
import dev.dateline.enrich.story.Stories;
import dev.dateline.enrich.story.StoryRules;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which reports are told as one story against what people said ({@code labels.story}). The articles are streamed in the
 * order of their times, or of the file where they have none, through what the service runs. A folder whose own folders
 * are sets is measured set by set.
 */
public final class StoriesSuite implements Suite {

    /** The set that the headline figure is of where several are measured. */
    private static final String LEADING = "ecbplus";

    private static final Instant UNDATED = Instant.parse("2020-01-01T00:00:00Z");

    private final ArticleEnricher enricher = new ArticleEnricher(Analyzer::standard);

    @Override
    public String name() {
        return "stories";
    }

    @Override
    public String defaultSet() {
        return ".";
    }

    private record Article(RawArticle raw, String gold, Instant time) {}

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        Map<String, Path> sets = sets(path);
        out.println(Clustering.header("set"));
        Map<String, Clustering> found = new HashMap<>();
        for (Map.Entry<String, Path> set : sets.entrySet()) {
            Clustering clustering = cluster(set.getValue());
            found.put(set.getKey(), clustering);
            out.println(clustering.row(set.getKey()));
        }
        Clustering first = found.getOrDefault(LEADING, found.values().iterator().next());
        StringBuilder json = new StringBuilder();
        json.append(first.json());
        found.forEach((name, clustering) -> {
            if (clustering != first) {
                json.append(String.format(
                        Locale.ROOT, ",\"%s_bcubed_f1\":%.4f", name.replaceAll("_.*", ""), clustering.bcubedF1()));
            }
        });
        out.println("{" + json + "}");
    }

    /** The folder itself, or, where it is the folder of all sets, those with stories. */
    private static Map<String, Path> sets(Path path) {
        Map<String, Path> sets = new HashMap<>();
        for (String name : List.of(LEADING, "uci_stories")) {
            if (Files.isDirectory(path.resolve(name))) {
                sets.put(name, path.resolve(name));
            }
        }
        return sets.isEmpty()
                ? Map.of(String.valueOf(path.toAbsolutePath().normalize().getFileName()), path)
                : sets;
    }

    private Clustering cluster(Path path) throws IOException {
        List<Article> articles = new ArrayList<>();
        for (LabelledArticle article : LabelledArticle.read(path)) {
            String gold = article.label("story").asText("");
            if (!gold.isEmpty()) {
                articles.add(article(article, gold, articles.size()));
            }
        }
        articles.sort(Comparator.comparing(Article::time));
        Stories stories = new Stories(StoryRules.standard());
        Clustering clustering = new Clustering();
        for (int i = 0; i < articles.size(); i++) {
            Article article = articles.get(i);
            Report report = Report.of(enricher.enrich(article.raw(), 1, article.time()));
            var placement = stories.place(report, i);
            placement.absorbed().forEach(absorbed -> clustering.absorb(absorbed.story(), placement.story()));
            clustering.add(article.gold(), placement.story());
        }
        return clustering;
    }

    private static Article article(LabelledArticle article, String gold, int number) {
        JsonNode node = article.node();
        Instant time = time(node.path("published").asText(""), number);
        RawArticle raw = RawArticle.newBuilder()
                .setId(node.path("id").asText("line-" + number) + "#" + number)
                .setFeed("evaluate")
                .setPublisher(node.path("source").asText(""))
                .setTitle(article.document().text(Field.TITLE))
                .setBody(article.document().text(Field.BODY))
                .setContentType("text/plain")
                .setPublished(new Publication(null, time, DateConfidence.STATED))
                .setReceived(time)
                .setContentHash("")
                .build();
        return new Article(raw, gold, time);
    }

    /** Articles without a time come a second apart, in the order of the file. */
    private static Instant time(String published, int number) {
        try {
            return published.length() > 10
                    ? OffsetDateTime.parse(published).toInstant()
                    : OffsetDateTime.parse(published + "T00:00:00Z")
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            return UNDATED.plusSeconds(number);
        }
    }
}
