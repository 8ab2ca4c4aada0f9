package dev.dateline.bench.evaluate;

import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.analysis.places.Toponym;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Toponyms with offsets ({@code labels.toponyms}) against those found in the text. Found is the very same stretch; placed
 * is found and within 161 km (100 miles, the measure of the field), for a country and a region the same one. Toponyms that
 * people marked without saying where they lie are neither asked for nor counted against what finds them. Beside it stands,
 * in the same run, what a gazetteer alone gives ({@link GazetteerOnly}).
 */
public final class PlacesSuite implements Suite {

    /** The sets that the bar is about; others are printed and not added up. */
    private static final Set<String> COUNTED = Set.of("LGL", "TR-News", "");

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
        Map<String, PlaceFigures> ours = new TreeMap<>();
        Map<String, PlaceFigures> gazetteer = new TreeMap<>();
        PlaceFigures all = new PlaceFigures();
        PlaceFigures allGazetteer = new PlaceFigures();
        GazetteerOnly gazetteerOnly = new GazetteerOnly();
        for (LabelledArticle article : LabelledArticle.read(path)) {
            String set = article.node().path("dataset").asText("");
            Map<Integer, MarkedPlace> marked = MarkedPlace.of(article);
            List<Toponym> read =
                    GeographyReader.standard().read(article.document()).toponyms();
            List<Toponym> lookedUp = gazetteerOnly.toponyms(article.document());
            boolean counts = COUNTED.contains(set);
            figures(ours, set, counts, all).forEach(figures -> figures.add(read, marked));
            figures(gazetteer, set, counts, allGazetteer).forEach(figures -> figures.add(lookedUp, marked));
        }
        out.println(PlaceFigures.header());
        ours.forEach((set, figures) -> {
            out.println(figures.row(set));
            out.println(gazetteer.getOrDefault(set, allGazetteer).row(set + ", gazetteer only"));
        });
        out.println(all.row("all of LGL and TR-News"));
        out.println(allGazetteer.row("the same, gazetteer only"));
        out.println("country!: of the found ones that were given a country, those given a wrong one");
        out.println(all.calibration().table("coordinates"));
        out.printf(
                Locale.ROOT,
                "{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"found_f1\":%.4f,\"wrong_countries\":%.4f,"
                        + "\"gazetteer_f1\":%.4f,\"gazetteer_found_f1\":%.4f,\"gazetteer_wrong_countries\":%.4f,"
                        + "\"calibration_error\":%.4f,\"places\":%d}%n",
                all.placed().precision(),
                all.placed().recall(),
                all.placed().f1(),
                all.found().f1(),
                all.wrongCountries(),
                allGazetteer.placed().f1(),
                allGazetteer.found().f1(),
                allGazetteer.wrongCountries(),
                all.calibration().error(),
                all.placed().wanted());
    }

    private static List<PlaceFigures> figures(
            Map<String, PlaceFigures> bySet, String set, boolean counts, PlaceFigures all) {
        List<PlaceFigures> figures = new ArrayList<>(List.of(bySet.computeIfAbsent(set, key -> new PlaceFigures())));
        if (counts) {
            figures.add(all);
        }
        return figures;
    }
}
