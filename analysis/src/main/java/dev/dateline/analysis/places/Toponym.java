package dev.dateline.analysis.places;

import dev.dateline.schemas.Mention;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name of a place where it stands in a document, with the place that is meant as far as it is told.
 *
 * @param mention where it stands
 * @param place the place meant; null where that is not sure enough, and for countries
 * @param country ISO 3166-1 alpha-2 code of the country meant or that the place lies in; null where that is not sure enough
 * @param isCountry whether the name means the country itself
 * @param confidence how likely all of this is right, 0..1
 */
public record Toponym(
        Mention mention, @Nullable Place place, @Nullable String country, boolean isCountry, double confidence) {

    /** The place, where it is told. */
    public Optional<Place> resolved() {
        return Optional.ofNullable(place);
    }
}
