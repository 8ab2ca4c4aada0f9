package dev.dateline.bench.evaluate;

import dev.dateline.analysis.languages.ArticleLanguage;
import dev.dateline.analysis.languages.Detection;
import dev.dateline.analysis.languages.LanguageDetector;
import dev.dateline.bench.calibrate.Calibration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The language that is told from title and text against the one that the line states ({@code lang}), as an article is read whose feed
 * states none. Lines without a label are counted by what they were told to be.
 */
public final class LanguagesSuite implements Suite {

    @Override
    public String name() {
        return "languages";
    }

    @Override
    public String defaultSet() {
        return "global_rss_2025";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        Map<String, Map<String, Integer>> table = new TreeMap<>();
        Calibration calibration = new Calibration();
        int labelled = 0;
        int right = 0;
        int undetermined = 0;
        int foreign = 0;
        int readAsEnglish = 0;
        for (LabelledArticle article : LabelledArticle.read(path)) {
            Detection detected = LanguageDetector.standard().detect(article.text());
            String told = ArticleLanguage.of(detected, Optional.empty());
            String label = article.node().path("lang").asText("-");
            table.computeIfAbsent(label, key -> new TreeMap<>()).merge(told, 1, Integer::sum);
            if (label.equals("-")) {
                continue;
            }
            labelled++;
            right += told.equals(label) ? 1 : 0;
            undetermined += told.equals(Detection.UNDETERMINED) ? 1 : 0;
            foreign += label.equals(ArticleLanguage.ENGLISH) ? 0 : 1;
            readAsEnglish += told.equals(ArticleLanguage.ENGLISH) && !label.equals(ArticleLanguage.ENGLISH) ? 1 : 0;
            if (detected.isDetermined()) {
                calibration.add(detected.confidence(), detected.language().equals(label));
            }
        }
        out.printf(Locale.ROOT, "%-8s %9s  %s%n", "stated", "articles", "told");
        table.forEach((label, told) -> out.printf(
                Locale.ROOT,
                "%-8s %9d  %s%n",
                label,
                told.values().stream().mapToInt(Integer::intValue).sum(),
                told));
        if (labelled > 0) {
            out.println(calibration.table("language"));
        }
        out.printf(
                Locale.ROOT,
                "{\"articles\":%d,\"labelled\":%d,\"accuracy\":%.4f,\"undetermined\":%.4f,\"read_as_english\":%.4f,\"calibration_error\":%.4f}%n",
                table.values().stream()
                        .flatMap(told -> told.values().stream())
                        .mapToInt(Integer::intValue)
                        .sum(),
                labelled,
                share(right, labelled),
                share(undetermined, labelled),
                share(readAsEnglish, foreign),
                calibration.error());
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
