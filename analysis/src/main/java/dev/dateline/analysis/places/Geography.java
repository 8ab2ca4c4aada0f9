package dev.dateline.analysis.places;

import dev.dateline.schemas.Tag;
import java.util.List;

/**
 * Where a document plays.
 *
 * @param countries the countries that it concerns, the most salient first
 * @param places the places that it names, the most salient first
 * @param toponyms every name of a place with what it means, and every other naming of a country, in the order of the text
 */
public record Geography(List<Tag> countries, List<Tag> places, List<Toponym> toponyms) {

    /** Copies the lists. */
    public Geography {
        countries = List.copyOf(countries);
        places = List.copyOf(places);
        toponyms = List.copyOf(toponyms);
    }
}
