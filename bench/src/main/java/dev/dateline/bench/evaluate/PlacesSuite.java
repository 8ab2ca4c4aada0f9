package dev.dateline.bench.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.analysis.Analyzer;
import dev.dateline.analysis.places.Place;
import dev.dateline.analysis.places.Toponym;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Toponyms with offsets ({@code labels.toponyms}) against those found in the text. Found is the very same stretch; placed
 * is found and within 161 km (100 miles, the measure of the field), for a country and a region the same one. Toponyms that
 * people marked without saying where they lie are neither asked for nor counted against what finds them. Beside it stands,
 * in the same run, what a gazetteer alone gives ({@link GazetteerOnly}).
 */
public final class PlacesSuite implements Suite {

    private static final double NEAR_KM = 161;

    /** The sets that the bar is about; others are printed and not added up. */
    private static final Set<String> COUNTED = Set.of("LGL", "TR-News", "");

    private static final Set<String> COUNTRIES = Set.of("PCLI", "PCLS", "PCLD", "PCLIX", "PCL", "PCLF", "TERR");

    /** A toponym that people marked. */
    private record Marked(
            String text, String code, String name, Optional<String> country, double latitude, double longitude) {

        boolean isPlaced() {
            return !Double.isNaN(latitude);
        }
    }

    /** The figures of one reader on one set. */
    private static final class Figures {
        private final Counts found = new Counts();
        private final Counts placed = new Counts();
        private final Calibration calibration = new Calibration();
        private int withCountry;
        private int wrongCountry;

        double wrongCountries() {
            return withCountry == 0 ? 0 : (double) wrongCountry / withCountry;
        }

        void print(PrintStream out, String name) {
            out.printf(
                    Locale.ROOT,
                    "%-32s %9.4f %9.4f %9.4f %9.4f %9.4f %9.4f %9.4f %7d%n",
                    name,
                    found.precision(),
                    found.recall(),
                    found.f1(),
                    placed.precision(),
                    placed.recall(),
                    placed.f1(),
                    wrongCountries(),
                    placed.wanted());
        }
    }

    @Override
    public String name() {
        return "places";
    }

    @Override
    public String defaultSet() {
        return "geo";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        Map<String, Figures> ours = new TreeMap<>();
        Map<String, Figures> gazetteer = new TreeMap<>();
        Figures all = new Figures();
        Figures allGazetteer = new Figures();
        GazetteerOnly gazetteerOnly = new GazetteerOnly();
        for (LabelledArticle article : LabelledArticle.read(path)) {
            String set = article.node().path("dataset").asText("");
            Map<Integer, Marked> marked = marked(article);
            Function<LabelledArticle, List<Toponym>> reader =
                    one -> Analyzer.standard().toponyms(one.document());
            boolean counts = COUNTED.contains(set);
            count(reader.apply(article), marked, figures(ours, set, counts, all));
            count(gazetteerOnly.toponyms(article.document()), marked, figures(gazetteer, set, counts, allGazetteer));
        }
        out.printf(
                "%-32s %9s %9s %9s %9s %9s %9s %9s %7s%n",
                "", "found: p", "r", "f1", "placed: p", "r", "f1", "country!", "places");
        ours.forEach((set, figures) -> {
            figures.print(out, set);
            gazetteer.getOrDefault(set, allGazetteer).print(out, set + ", gazetteer only");
        });
        all.print(out, "all of LGL and TR-News");
        allGazetteer.print(out, "the same, gazetteer only");
        out.println("country!: of the found ones that were given a country, those given a wrong one");
        out.println(all.calibration.table("places"));
        out.printf(
                Locale.ROOT,
                "{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"found_f1\":%.4f,\"wrong_countries\":%.4f,"
                        + "\"gazetteer_f1\":%.4f,\"gazetteer_found_f1\":%.4f,\"gazetteer_wrong_countries\":%.4f,"
                        + "\"calibration_error\":%.4f,\"places\":%d}%n",
                all.placed.precision(),
                all.placed.recall(),
                all.placed.f1(),
                all.found.f1(),
                all.wrongCountries(),
                allGazetteer.placed.f1(),
                allGazetteer.found.f1(),
                allGazetteer.wrongCountries(),
                all.calibration.error(),
                all.placed.wanted());
    }

    private static List<Figures> figures(Map<String, Figures> bySet, String set, boolean counts, Figures all) {
        List<Figures> figures = new ArrayList<>(List.of(bySet.computeIfAbsent(set, key -> new Figures())));
        if (counts) {
            figures.add(all);
        }
        return figures;
    }

    /** By where they begin in the text. */
    private static Map<Integer, Marked> marked(LabelledArticle article) {
        Map<Integer, Marked> marked = new HashMap<>();
        for (JsonNode node : article.label("toponyms")) {
            if (!node.path("offset_ok").asBoolean(true)) {
                continue;
            }
            double latitude = node.path("lat").asDouble(Double.NaN);
            double longitude = node.path("lon").asDouble(Double.NaN);
            marked.put(
                    node.path("start").asInt(),
                    new Marked(
                            node.path("phrase").asText(),
                            node.path("fcode").asText(""),
                            node.path("name").asText(""),
                            CountryLabels.code(node.path("country").asText("")),
                            latitude,
                            longitude));
        }
        return marked;
    }

    private static void count(List<Toponym> toponyms, Map<Integer, Marked> marked, List<Figures> figures) {
        Map<Integer, Marked> missed = new HashMap<>(marked);
        for (Toponym toponym : toponyms) {
            Mention mention = toponym.mention();
            if (mention.getField() != Field.BODY) {
                continue;
            }
            Marked same = missed.get(mention.getBegin());
            boolean found = same != null && same.text().equals(mention.getText());
            if (found) {
                missed.remove(mention.getBegin());
            } else if (overlapsUnplaced(mention, marked)) {
                continue;
            }
            if (found && same != null && !same.isPlaced()) {
                continue;
            }
            for (Figures one : figures) {
                count(toponym, found ? same : null, one);
            }
        }
        for (Marked one : missed.values()) {
            if (one.isPlaced()) {
                figures.forEach(figure -> {
                    figure.found.missed();
                    figure.placed.missed();
                });
            }
        }
    }

    private static void count(Toponym toponym, @Nullable Marked same, Figures figures) {
        boolean told = toponym.isCountry() || toponym.place() != null;
        if (same == null) {
            figures.found.wrong();
            if (told) {
                figures.placed.wrong();
            }
            return;
        }
        figures.found.right();
        boolean right = isRight(toponym, same);
        if (told) {
            figures.calibration.add(toponym.confidence(), right);
        }
        if (right) {
            figures.placed.right();
        } else {
            figures.placed.missed();
            if (told) {
                figures.placed.wrong();
            }
        }
        if (toponym.country() != null && same.country().isPresent()) {
            figures.withCountry++;
            figures.wrongCountry += toponym.country().equals(same.country().get()) ? 0 : 1;
        }
    }

    private static boolean overlapsUnplaced(Mention mention, Map<Integer, Marked> marked) {
        return marked.entrySet().stream().anyMatch(entry -> {
            int begin = entry.getKey();
            int end = begin + entry.getValue().text().length();
            return !entry.getValue().isPlaced() && begin < mention.getEnd() && mention.getBegin() < end;
        });
    }

    private static boolean isRight(Toponym toponym, Marked marked) {
        String country = toponym.country();
        if (toponym.isCountry() || COUNTRIES.contains(marked.code())) {
            // GeoVirus and GeoWebNews name no country: there, a country's point cannot be told from a place's.
            return toponym.isCountry() && marked.country().equals(Optional.ofNullable(country));
        }
        Place place = toponym.place();
        if (place == null) {
            return false;
        }
        boolean sameRegion = marked.code().equals("ADM1")
                && place.kind() == Place.Kind.REGION
                && marked.country().equals(Optional.of(place.country()))
                && marked.name().contains(place.name());
        return sameRegion
                || Place.kilometres(place.latitude(), place.longitude(), marked.latitude(), marked.longitude())
                        <= NEAR_KM;
    }
}
