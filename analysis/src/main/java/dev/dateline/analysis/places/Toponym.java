package dev.dateline.analysis.places;

import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.schemas.Mention;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name of a place where it stands in a document, with the place that is meant as far as it is told.
 *
 * @param name the name
 * @param place the place meant; null where that is not sure enough, and for countries
 * @param country ISO 3166-1 alpha-2 code of the country meant or that the place lies in; null where that is not sure enough
 * @param isCountry whether the name means the country itself
 * @param confidence how likely all of this is right, 0..1
 */
public record Toponym(
        PlaceName name, @Nullable Place place, @Nullable String country, boolean isCountry, double confidence) {

    /** Where it stands. */
    public Mention mention() {
        return name.mention();
    }

    /** The place, where it is told. */
    public Optional<Place> resolved() {
        return Optional.ofNullable(place);
    }

    boolean overlaps(int sentence, int begin, int end) {
        return name.sentence() == sentence && name.begin() < end && begin < name.end();
    }
}
