package dev.dateline.bench.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.analysis.text.Document;
import dev.dateline.enrich.duplicate.Likeness;
import dev.dateline.enrich.duplicate.Sketch;
import dev.dateline.schemas.Field;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of articles told apart as exact and near duplicates and others, against the label of the pair ({@code kind}). The
 * pairs name articles of other sets by id ({@code a}, {@code b}, or {@code text_a}, {@code text_b} in the pair itself); those are
 * looked for in the folder that holds the set's folder. Pairs whose texts are not there are counted and left out.
 */
public final class DuplicatesSuite implements Suite {

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public String defaultSet() {
        return "neardup_pairs";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        List<JsonNode> pairs = LabelledArticle.read(path).stream()
                .map(LabelledArticle::node)
                .filter(pair -> pair.hasNonNull("kind"))
                .toList();
        Map<String, Document> texts = texts(path, pairs);
        Counts exact = new Counts();
        Counts near = new Counts();
        Counts other = new Counts();
        Map<String, Counts> byKind = Map.of("exact", exact, "near", near, "update_or_partial", other);
        int absent = 0;
        for (JsonNode pair : pairs) {
            Document a = text(pair, "a", texts);
            Document b = text(pair, "b", texts);
            Counts wanted = byKind.get(pair.path("kind").asText());
            if (a == null || b == null || wanted == null) {
                absent++;
                continue;
            }
            Likeness.Kind kind = sketch(a).to(sketch(b)).kind();
            Counts given = switch (kind) {
                case EXACT -> exact;
                case NEAR -> near;
                case PARTIAL -> other;
                case NONE -> null;
            };
            if (given == wanted) {
                wanted.right();
            } else {
                wanted.missed();
                if (given != null) {
                    given.wrong();
                }
            }
        }
        out.println(Counts.header("pair"));
        out.println(exact.row("exact"));
        out.println(near.row("near"));
        out.println(other.row("update or partial"));
        out.println(absent + " of " + pairs.size() + " pairs are of texts that are not here");
        out.printf(
                Locale.ROOT,
                "{\"pairs\":%d,\"absent\":%d,\"exact_f1\":%.4f,\"near_f1\":%.4f,\"update_f1\":%.4f}%n",
                pairs.size(),
                absent,
                exact.f1(),
                near.f1(),
                other.f1());
    }

    private static Sketch sketch(Document document) {
        return Sketch.of(document.text(Field.TITLE), document.text(Field.BODY));
    }

    private static @Nullable Document text(JsonNode pair, String side, Map<String, Document> texts) {
        String inPair = pair.path("text_" + side).asText("");
        return inPair.isEmpty()
                ? texts.get(pair.path(side).asText())
                : Document.of(pair.path("title_" + side).asText(""), inPair);
    }

    /** The texts that the pairs name, from every set beside theirs. */
    private static Map<String, Document> texts(Path path, List<JsonNode> pairs) throws IOException {
        Set<String> wanted = new HashSet<>();
        pairs.forEach(pair -> {
            wanted.add(pair.path("a").asText());
            wanted.add(pair.path("b").asText());
        });
        Map<String, Document> texts = new HashMap<>();
        Path set = path.toAbsolutePath().normalize();
        Path above = Files.isDirectory(set) ? set.resolve("..") : set.resolve("../..");
        try (Stream<Path> sets = Files.list(above.normalize())) {
            for (Path folder : sets.filter(Files::isDirectory).sorted().toList()) {
                for (LabelledArticle article : LabelledArticle.readAny(folder)) {
                    String id = article.node().path("id").asText();
                    if (wanted.contains(id)) {
                        // The labels were made of title and text alone, without the dateline.
                        texts.putIfAbsent(
                                id,
                                Document.of(
                                        article.node().path("title").asText(""),
                                        article.node().path("text").asText("")));
                    }
                }
            }
        }
        return texts;
    }
}
