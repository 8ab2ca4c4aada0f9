package dev.dateline.bench.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.analysis.places.Place;
import dev.dateline.analysis.places.Toponym;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name of a place that people marked in a text.
 *
 * @param text the name
 * @param code GeoNames' code for what it is; empty where the set has none
 * @param name its name in GeoNames
 * @param country the country that it lies in or is, where the set says so
 * @param latitude degrees north; not a number where people did not say where it lies
 * @param longitude degrees east; not a number where people did not say where it lies
 */
public record MarkedPlace(
        String text, String code, String name, Optional<String> country, double latitude, double longitude) {

    /** 100 miles, the measure of the field. */
    private static final double NEAR_KM = 161;

    private static final Set<String> COUNTRIES = Set.of("PCLI", "PCLS", "PCLD", "PCLIX", "PCL", "PCLF", "TERR");

    /** Those of an article ({@code labels.toponyms}) by where they begin in the text. */
    public static Map<Integer, MarkedPlace> of(LabelledArticle article) {
        Map<Integer, MarkedPlace> marked = new HashMap<>();
        for (JsonNode node : article.label("toponyms")) {
            if (!node.path("offset_ok").asBoolean(true)) {
                continue;
            }
            marked.put(
                    node.path("start").asInt(),
                    new MarkedPlace(
                            node.path("phrase").asText(),
                            node.path("fcode").asText(""),
                            node.path("name").asText(""),
                            CountryLabels.code(node.path("country").asText("")),
                            node.path("lat").asDouble(Double.NaN),
                            node.path("lon").asDouble(Double.NaN)));
        }
        return marked;
    }

    /** Whether people said where it lies. */
    public boolean isPlaced() {
        return !Double.isNaN(latitude);
    }

    /** Whether people say that a country is meant. */
    public boolean isCountry() {
        return COUNTRIES.contains(code);
    }

    boolean isMeantBy(Toponym toponym) {
        if (toponym.isCountry() || isCountry()) {
            // GeoVirus and GeoWebNews name no country: there, a country's point cannot be told from a place's.
            return toponym.isCountry() && country.equals(Optional.ofNullable(toponym.country()));
        }
        return isMeantBy(toponym.place());
    }

    /** Whether a place is the marked one: within 161 km of it, for a country and a region the same one. */
    public boolean isMeantBy(@Nullable Place place) {
        if (place == null) {
            return false;
        }
        if (place.kind() == Place.Kind.COUNTRY || isCountry()) {
            return place.kind() == Place.Kind.COUNTRY && country.equals(Optional.of(place.country()));
        }
        boolean sameRegion = code.equals("ADM1")
                && place.kind() == Place.Kind.REGION
                && country.equals(Optional.of(place.country()))
                && name.contains(place.name());
        return sameRegion || Place.kilometres(place.latitude(), place.longitude(), latitude, longitude) <= NEAR_KM;
    }
}
