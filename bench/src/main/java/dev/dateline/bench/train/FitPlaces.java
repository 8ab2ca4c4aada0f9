package dev.dateline.bench.train;

import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.analysis.places.Clue;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.analysis.places.NameChoice;
import dev.dateline.analysis.places.NameChoice.Meaning;
import dev.dateline.analysis.places.Weights;
import dev.dateline.bench.evaluate.LabelledArticle;
import dev.dateline.bench.evaluate.MarkedPlace;
import dev.dateline.bench.evaluate.PlaceFigures;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fits the weights by which the analysis decides between places of one name, on articles whose places people marked:
 * {@code FitPlaces FOLDER WEIGHTS}. A conditional logistic regression over the meanings of each name, the meaning "none of
 * them" among them. What it gives on articles that it has not seen is measured by cross validation over two halves, whose
 * figures are printed; the thresholds are chosen by them, and the weights that are written are fitted to all. The same
 * articles give the same bytes.
 */
public final class FitPlaces {

    /** The sets that tell the country of a place; of the others only coordinates are learned. */
    private static final Set<String> WITH_COUNTRIES = Set.of("LGL", "TR-News", "");

    /** The share of wrong countries that the thresholds may let through where they are chosen. */
    private static final double MOST_WRONG = 0.03;

    /** The clues hold what other names seem to mean, which follows from the weights: fitted by turns. */
    private static final int ROUNDS = 4;

    private static final int STEPS = 400;
    private static final double RATE = 0.05;
    private static final double RIDGE = 0.5;
    private static final int HALVES = 2;
    private static final Clue[] CLUES = Clue.values();

    /** What speaks for a place never speaks against it, whatever a small set says; the other way round for the last two. */
    private static final Set<Clue> FOR = EnumSet.range(Clue.INHABITANTS, Clue.SEAT);

    private static final Set<Clue> AGAINST = EnumSet.of(Clue.TOWN_AFTER_THE, Clue.TOWN_WITH_WORD_OF_LANDSCAPE);

    static {
        FOR.addAll(EnumSet.range(Clue.COUNTRY_NAMED, Clue.FILED_AT));
    }

    private FitPlaces() {}

    /** A name with its meanings, those that people say are right, and how much it counts. */
    private record Example(double[][] clues, boolean[] right, double weight) {}

    /** Thresholds with what they give. */
    private record Thresholds(double place, double country, PlaceFigures figures) {}

    /** Fits; the arguments are the folder and the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Give a folder of articles with marked places and the file to write");
        }
        List<LabelledArticle> articles = LabelledArticle.read(Path.of(arguments[0]));
        List<double[]> byHalf = new ArrayList<>();
        for (int half = 0; half < HALVES; half++) {
            byHalf.add(fit(inHalf(articles, half, false)));
        }
        Thresholds best = best(articles, byHalf);
        System.out.println(best.figures().row("on the half not fitted to"));
        System.out.println(best.figures().calibration().table("the same"));
        Weights weights = new Weights(fit(articles), best.place(), best.country());
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(arguments[1])), false, "UTF-8")) {
            write(weights, out);
        }
    }

    private static List<LabelledArticle> inHalf(List<LabelledArticle> articles, int half, boolean in) {
        return articles.stream()
                .filter(article -> (half(article) == half) == in)
                .toList();
    }

    private static int half(LabelledArticle article) {
        return Math.floorMod(article.node().path("id").asText("").hashCode(), HALVES);
    }

    /** Each half read with the weights of the other, at every pair of thresholds. */
    private static Thresholds best(List<LabelledArticle> articles, List<double[]> byHalf) {
        Thresholds best = null;
        for (double country : new double[] {0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9}) {
            for (double place : new double[] {0.5, 0.55, 0.6}) {
                PlaceFigures figures = new PlaceFigures();
                for (int half = 0; half < HALVES; half++) {
                    GeographyReader reader = GeographyReader.with(new Weights(byHalf.get(half), place, country));
                    for (LabelledArticle article : inHalf(articles, half, true)) {
                        if (WITH_COUNTRIES.contains(set(article))) {
                            figures.add(reader.read(article.document()).toponyms(), MarkedPlace.of(article));
                        }
                    }
                }
                System.out.println(figures.row(String.format(Locale.ROOT, "place %.2f country %.2f", place, country)));
                boolean allowed = figures.wrongCountries() <= MOST_WRONG;
                if (best == null
                        || (allowed && best.figures().wrongCountries() > MOST_WRONG)
                        || (allowed && figures.placedF1() > best.figures().placedF1())) {
                    best = new Thresholds(place, country, figures);
                }
            }
        }
        return Objects.requireNonNull(best);
    }

    private static String set(LabelledArticle article) {
        return article.node().path("dataset").asText("");
    }

    private static double[] fit(List<LabelledArticle> articles) {
        double[] weights = Weights.load().byClue();
        Arrays.fill(weights, 0);
        weights[Clue.INHABITANTS.ordinal()] = 1;
        for (int round = 0; round < ROUNDS; round++) {
            GeographyReader reader = GeographyReader.with(new Weights(weights, 0.5, 0.5));
            List<Example> examples = new ArrayList<>();
            for (LabelledArticle article : articles) {
                Map<Integer, MarkedPlace> marked = MarkedPlace.of(article);
                boolean countries = WITH_COUNTRIES.contains(set(article));
                for (NameChoice choice : reader.choices(article.document())) {
                    addExamples(choice, marked, countries, examples);
                }
            }
            weights = fit(examples, weights);
        }
        return weights;
    }

    private static void addExamples(
            NameChoice choice, Map<Integer, MarkedPlace> marked, boolean countries, List<Example> examples) {
        List<Meaning> meanings = choice.meanings();
        double[][] clues = meanings.stream().map(Meaning::clues).toArray(double[][]::new);
        int none = clues.length - 1;
        List<boolean[]> answers = new ArrayList<>();
        for (PlaceName name : choice.mentions()) {
            Mention mention = name.mention();
            if (mention.getField() != Field.BODY) {
                continue;
            }
            MarkedPlace same = marked.get(mention.getBegin());
            boolean[] right = new boolean[clues.length];
            if (same == null || !same.text().equals(mention.getText())) {
                // What nobody marked means no place, if the set marks all of them.
                if (!countries
                        || marked.entrySet().stream()
                                .anyMatch(one -> overlaps(one.getKey(), one.getValue(), mention))) {
                    continue;
                }
                right[none] = true;
            } else if (!same.isPlaced()) {
                continue;
            } else {
                boolean any = false;
                for (int i = 0; i < none; i++) {
                    right[i] = same.isMeantBy(meanings.get(i).place());
                    any |= right[i];
                }
                right[none] = !any;
                boolean country = meanings.stream()
                        .anyMatch(meaning -> meaning.place() != null
                                && Double.isNaN(meaning.place().latitude()));
                if (!countries && (country || !any)) {
                    continue;
                }
            }
            answers.add(right);
        }
        for (boolean[] right : answers) {
            examples.add(new Example(clues, right, 1 / Math.sqrt(answers.size())));
        }
    }

    private static boolean overlaps(int begin, MarkedPlace marked, Mention mention) {
        return begin < mention.getEnd()
                && mention.getBegin() < begin + marked.text().length();
    }

    /** Gradient ascent with a step for each weight (Adam, Kingma and Ba 2015) on the ridged likelihood of the right meanings. */
    private static double[] fit(List<Example> examples, double[] start) {
        double[] weights = start.clone();
        double[] mean = new double[weights.length];
        double[] square = new double[weights.length];
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = new double[weights.length];
            for (int i = 0; i < weights.length; i++) {
                gradient[i] = -RIDGE * weights[i];
            }
            for (Example example : examples) {
                addGradient(example, weights, gradient);
            }
            for (int i = 0; i < weights.length; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
                double bias = Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
                weights[i] += RATE * bias * mean[i] / (Math.sqrt(square[i]) + 1e-8);
                Clue clue = CLUES[i];
                weights[i] = FOR.contains(clue) ? Math.max(0, weights[i]) : weights[i];
                weights[i] = AGAINST.contains(clue) ? Math.min(0, weights[i]) : weights[i];
            }
        }
        return weights;
    }

    private static void addGradient(Example example, double[] weights, double[] gradient) {
        double[] shares = IntStream.range(0, example.clues().length)
                .mapToDouble(i -> dot(weights, example.clues()[i]))
                .toArray();
        double most = Arrays.stream(shares).max().orElse(0);
        double all = 0;
        double right = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(shares[i] - most);
            all += shares[i];
            right += example.right()[i] ? shares[i] : 0;
        }
        for (int i = 0; i < shares.length; i++) {
            double gap = (example.right()[i] ? shares[i] / right : 0) - shares[i] / all;
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += example.weight() * gap * example.clues()[i][j];
            }
        }
    }

    private static double dot(double[] weights, double[] clues) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * clues[i];
        }
        return sum;
    }

    private static void write(Weights weights, PrintStream out) {
        out.print(
                "# How much each clue speaks for a place, in logits, and the shares from which a place and a country are told."
                        + " Written by FitPlaces.\n");
        double[] byClue = weights.byClue();
        for (Clue clue : CLUES) {
            out.printf(Locale.ROOT, "%s\t%.2f\n", clue, byClue[clue.ordinal()]);
        }
        out.printf(Locale.ROOT, "SURE_PLACE\t%.2f\nSURE_COUNTRY\t%.2f\n", weights.surePlace(), weights.sureCountry());
    }
}
