package dev.dateline.bench.evaluate;

import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.schemas.Tag;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The countries that articles concern against those that people set ({@code labels.places}, {@code labels.countries}):
 * sets per article, counted over all articles that have at least one. Countries named in passing, by their salience, are
 * not counted as found. Salience is the likelihood that the article concerns the country, which is what people set; both it
 * and confidence are held against that.
 */
public final class CountriesSuite implements Suite {

    private static final int ROWS = 15;

    /** Salience from which an article concerns a country. */
    public static final double CONCERNED = 0.4;

    @Override
    public String name() {
        return "countries";
    }

    @Override
    public String defaultSet() {
        return "reuters21578";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        Counts all = new Counts();
        Map<String, Counts> byCountry = new TreeMap<>();
        Calibration confidence = new Calibration();
        Calibration salience = new Calibration();
        long articles = 0;
        for (LabelledArticle article : LabelledArticle.read(path)) {
            Set<String> expected = CountryLabels.of(article);
            if (expected.isEmpty()) {
                continue;
            }
            articles++;
            List<Tag> tags = GeographyReader.standard().read(article.document()).countries();
            for (Tag tag : tags) {
                boolean right = expected.contains(tag.getId());
                salience.add(tag.getSalience(), right);
                if (tag.getSalience() >= CONCERNED) {
                    confidence.add(tag.getConfidence(), right);
                }
            }
            Set<String> found = tags.stream()
                    .filter(tag -> tag.getSalience() >= CONCERNED)
                    .map(Tag::getId)
                    .collect(Collectors.toSet());
            Set<String> either = new HashSet<>(found);
            either.addAll(expected);
            for (String country : either) {
                count(all, found.contains(country), expected.contains(country));
                count(
                        byCountry.computeIfAbsent(country, key -> new Counts()),
                        found.contains(country),
                        expected.contains(country));
            }
        }
        out.println(articles + " articles with at least one country; the " + ROWS + " with most errors:");
        out.println(Counts.header("country"));
        byCountry.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<String, Counts> entry) -> -entry.getValue().errors()))
                .limit(ROWS)
                .forEach(entry -> out.println(entry.getValue().row(entry.getKey())));
        out.println(all.row("all"));
        out.println(
                "confidence of the countries counted as found, and salience of all that are tagged, against what people set:");
        out.println(confidence.table("countries"));
        out.println(salience.table("salience"));
        out.printf(
                Locale.ROOT,
                "{\"articles\":%d,\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,"
                        + "\"calibration_error\":%.4f,\"salience_error\":%.4f}%n",
                articles,
                all.precision(),
                all.recall(),
                all.f1(),
                confidence.error(),
                salience.error());
    }

    private static void count(Counts counts, boolean found, boolean expected) {
        if (found && expected) {
            counts.right();
        } else if (found) {
            counts.wrong();
        } else {
            counts.missed();
        }
    }
}
