package dev.dateline.bench.train;

import dev.dateline.analysis.countries.CountryChoice;
import dev.dateline.analysis.countries.CountrySign;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.bench.calibrate.Logistic;
import dev.dateline.bench.calibrate.Logistic.Example;
import dev.dateline.bench.evaluate.CountriesSuite;
import dev.dateline.bench.evaluate.CountryLabels;
import dev.dateline.bench.evaluate.LabelledArticle;
import dev.dateline.bench.evaluate.MarkedPlace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fits how sure the signs of a country make it: {@code FitCountries COUNTRIES PLACES WEIGHTS}. On articles whose countries
 * people set, the salient ones are judged, as people do not set those named in passing; on articles whose places people
 * marked, all are judged that the article names as a place. What it gives on articles that it has not seen is measured by
 * cross validation over five parts and printed; the weights that are written are fitted to all. The same articles give the
 * same bytes.
 */
public final class FitCountries {

    private static final int PARTS = 5;
    private static final double RIDGE = 1;
    private static final CountrySign[] SIGNS = CountrySign.values();

    private static final Set<CountrySign> AS_PLACE =
            EnumSet.of(CountrySign.BY_NAME, CountrySign.BY_SEAT, CountrySign.BY_REGION, CountrySign.BY_CITY);

    private FitCountries() {}

    /** Fits; the arguments are the two folders and the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "Give a folder of articles with their countries, one of articles with marked places, and the file to write");
        }
        List<Judged> judged = new ArrayList<>();
        judged.addAll(byCountries(LabelledArticle.read(Path.of(arguments[0]))));
        judged.addAll(byPlaces(LabelledArticle.read(Path.of(arguments[1]))));
        unseen(judged).forEach((set, calibration) -> System.out.println(calibration.table(set + ", unseen")));
        double[] weights = fit(judged.stream().map(Judged::example).toList());
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(arguments[2])), false, "UTF-8")) {
            write(weights, out);
        }
    }

    /** A country that was told of an article, and whether people say the same. */
    private record Judged(String set, int part, Example example) {

        static Judged of(String set, LabelledArticle article, CountryChoice choice, boolean right) {
            int part = Math.floorMod(article.node().path("id").asText("").hashCode(), PARTS);
            return new Judged(set, part, new Example(choice.signs(), right));
        }
    }

    private static List<Judged> byCountries(List<LabelledArticle> articles) {
        List<Judged> judged = new ArrayList<>();
        for (LabelledArticle article : articles) {
            Set<String> labels = CountryLabels.of(article);
            if (labels.isEmpty()) {
                continue;
            }
            for (CountryChoice choice : GeographyReader.standard().countryChoices(article.document())) {
                if (choice.salience() >= CountriesSuite.CONCERNED) {
                    judged.add(Judged.of("countries", article, choice, labels.contains(choice.country())));
                }
            }
        }
        return judged;
    }

    private static List<Judged> byPlaces(List<LabelledArticle> articles) {
        List<Judged> judged = new ArrayList<>();
        for (LabelledArticle article : articles) {
            Set<String> marked = MarkedPlace.of(article).values().stream()
                    .flatMap(place -> place.country().stream())
                    .collect(Collectors.toSet());
            if (marked.isEmpty()) {
                continue;
            }
            for (CountryChoice choice : GeographyReader.standard().countryChoices(article.document())) {
                if (isNamed(choice.signs())) {
                    judged.add(Judged.of("places", article, choice, marked.contains(choice.country())));
                }
            }
        }
        return judged;
    }

    /** Whether a country is named as a place, which people mark, and not only by its adjective. */
    private static boolean isNamed(double[] signs) {
        return AS_PLACE.stream().anyMatch(sign -> signs[sign.ordinal()] > 0);
    }

    /** Each part by the weights that are fitted to the others. */
    private static Map<String, Calibration> unseen(List<Judged> judged) {
        Map<String, Calibration> calibrations = new TreeMap<>();
        for (int part = 0; part < PARTS; part++) {
            int left = part;
            double[] weights = fit(judged.stream()
                    .filter(one -> one.part() != left)
                    .map(Judged::example)
                    .toList());
            for (Judged one : judged) {
                if (one.part() == left) {
                    calibrations
                            .computeIfAbsent(one.set(), key -> new Calibration())
                            .add(
                                    Logistic.at(weights, one.example().signs()),
                                    one.example().right());
                }
            }
        }
        return calibrations;
    }

    private static double[] fit(List<Example> examples) {
        return Logistic.fit(examples, SIGNS.length, RIDGE);
    }

    private static void write(double[] weights, PrintStream out) {
        out.print("# How much each sign makes a country sure, in logits. Written by FitCountries.\n");
        for (CountrySign sign : SIGNS) {
            out.printf(Locale.ROOT, "%s\t%.3f\n", sign, weights[sign.ordinal()]);
        }
    }
}
