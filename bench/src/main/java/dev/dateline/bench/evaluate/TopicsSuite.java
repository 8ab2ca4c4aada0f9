package dev.dateline.bench.evaluate;

import dev.dateline.analysis.topics.TopicTagger;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.schemas.Tag;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The main subject of articles against the section that people put them in ({@code labels.category}), both at the top
 * level of IPTC Media Topics. As every article of such a set is of one of its sections, the strongest subject among
 * those is taken. The calibration error is that of its confidence, where it is strong enough to be a tag.
 */
public final class TopicsSuite implements Suite {

    private static final Map<String, String> SUBJECTS = Map.of(
            "business", "medtop:04000000",
            "entertainment", "medtop:01000000",
            "health", "medtop:07000000",
            "politics", "medtop:11000000",
            "religion", "medtop:12000000",
            "sport", "medtop:15000000",
            "sports", "medtop:15000000",
            "tech", "medtop:13000000",
            "technology", "medtop:13000000");

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public String defaultSet() {
        return "bbc2225";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        List<LabelledArticle> articles = LabelledArticle.read(path).stream()
                .filter(article -> SUBJECTS.containsKey(section(article)))
                .toList();
        Set<String> sections = new TreeSet<>();
        articles.forEach(article -> sections.add(section(article)));
        Map<String, Map<String, Integer>> confusion = new TreeMap<>();
        Calibration calibration = new Calibration();
        long right = 0;
        for (LabelledArticle article : articles) {
            String found = strongest(TopicTagger.standard().subjects(article.document()), sections);
            String subject = SUBJECTS.getOrDefault(found, "");
            for (Tag tag : TopicTagger.standard().tag(article.document())) {
                if (tag.getId().equals(subject)) {
                    calibration.add(tag.getConfidence(), found.equals(section(article)));
                }
            }
            confusion.computeIfAbsent(section(article), key -> new TreeMap<>()).merge(found, 1, Integer::sum);
            right += found.equals(section(article)) ? 1 : 0;
        }
        print(confusion, sections, out);
        double accuracy = articles.isEmpty() ? 0 : (double) right / articles.size();
        out.println(calibration.table("strongest"));
        out.printf(
                Locale.ROOT,
                "{\"articles\":%d,\"accuracy\":%.4f,\"tagged\":%d,\"calibration_error\":%.4f}%n",
                articles.size(),
                accuracy,
                calibration.size(),
                calibration.error());
    }

    private static String section(LabelledArticle article) {
        return article.label("category").asText("").toLowerCase(Locale.ROOT);
    }

    private static String strongest(Map<String, Double> subjects, Set<String> sections) {
        String strongest = "";
        double most = -1;
        for (String section : sections) {
            double strength = subjects.getOrDefault(SUBJECTS.getOrDefault(section, ""), 0.0);
            if (strength > most) {
                strongest = section;
                most = strength;
            }
        }
        return strongest;
    }

    private static void print(Map<String, Map<String, Integer>> confusion, Set<String> sections, PrintStream out) {
        out.print(String.format(Locale.ROOT, "%-16s", "is / found"));
        sections.forEach(section -> out.print(String.format(Locale.ROOT, "%15s", section)));
        out.println();
        confusion.forEach((section, found) -> {
            out.print(String.format(Locale.ROOT, "%-16s", section));
            sections.forEach(other -> out.print(String.format(Locale.ROOT, "%15d", found.getOrDefault(other, 0))));
            out.println();
        });
    }
}
