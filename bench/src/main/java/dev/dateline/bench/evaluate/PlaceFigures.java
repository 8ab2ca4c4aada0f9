package dev.dateline.bench.evaluate;

import dev.dateline.analysis.places.Toponym;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one reader of places on one set. Found is the very same stretch; placed is found and the place that people
 * marked. Names that people marked without saying where they lie are neither asked for nor counted against what finds
 * them. Not safe for use by several threads.
 */
public final class PlaceFigures {

    private final Counts found = new Counts();
    private final Counts placed = new Counts();
    private final Calibration calibration = new Calibration();
    private int withCountry;
    private int wrongCountry;

    /** The head of a table of figures. */
    static String header() {
        return String.format(
                "%-32s %9s %9s %9s %9s %9s %9s %9s %7s",
                "", "found: p", "r", "f1", "placed: p", "r", "f1", "country!", "places");
    }

    /** A row of such a table. */
    public String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-32s %9.4f %9.4f %9.4f %9.4f %9.4f %9.4f %9.4f %7d",
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

    /** The share of the found ones with a country whose country is wrong, 0..1. */
    public double wrongCountries() {
        return withCountry == 0 ? 0 : (double) wrongCountry / withCountry;
    }

    /** F1 of the places that are found and told rightly. */
    public double placedF1() {
        return placed.f1();
    }

    Counts found() {
        return found;
    }

    Counts placed() {
        return placed;
    }

    /** The confidence of the coordinates told, against whether people marked that place there. */
    public Calibration calibration() {
        return calibration;
    }

    /** Adds what a reader made of an article. */
    public void add(List<Toponym> toponyms, Map<Integer, MarkedPlace> marked) {
        Map<Integer, MarkedPlace> missed = new HashMap<>(marked);
        for (Toponym toponym : toponyms) {
            Mention mention = toponym.mention();
            if (mention.getField() != Field.BODY) {
                continue;
            }
            MarkedPlace same = missed.get(mention.getBegin());
            if (same != null && same.text().equals(mention.getText())) {
                missed.remove(mention.getBegin());
                if (same.isPlaced()) {
                    count(toponym, same);
                }
            } else if (!overlapsUnplaced(mention, marked)) {
                count(toponym, null);
            }
        }
        for (MarkedPlace one : missed.values()) {
            if (one.isPlaced()) {
                found.missed();
                placed.missed();
            }
        }
    }

    private void count(Toponym toponym, @Nullable MarkedPlace same) {
        boolean told = toponym.isCountry() || toponym.place() != null;
        if (same == null) {
            found.wrong();
            if (told) {
                placed.wrong();
            }
            if (toponym.place() != null) {
                calibration.add(toponym.confidence(), false);
            }
            return;
        }
        found.right();
        boolean right = same.isMeantBy(toponym);
        if (toponym.place() != null) {
            calibration.add(toponym.confidence(), right);
        }
        if (right) {
            placed.right();
        } else {
            placed.missed();
            if (told) {
                placed.wrong();
            }
        }
        if (toponym.country() != null && same.country().isPresent()) {
            withCountry++;
            wrongCountry += toponym.country().equals(same.country().get()) ? 0 : 1;
        }
    }

    private static boolean overlapsUnplaced(Mention mention, Map<Integer, MarkedPlace> marked) {
        return marked.entrySet().stream().anyMatch(entry -> {
            int begin = entry.getKey();
            int end = begin + entry.getValue().text().length();
            return !entry.getValue().isPlaced() && begin < mention.getEnd() && mention.getBegin() < end;
        });
    }
}
