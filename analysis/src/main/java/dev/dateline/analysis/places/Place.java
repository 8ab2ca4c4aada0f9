package dev.dateline.analysis.places;

/**
 * A place on earth.
 *
 * @param id the GeoNames id of a city, GeoNames' code of a region or county such as {@code US.TX}, {@code place:} and the
 *     name for waters and stretches of land, the ISO code of a country
 * @param name its name
 * @param kind what it is
 * @param country ISO 3166-1 alpha-2 code of the country that it lies in; empty for what lies in none or in several
 * @param region GeoNames' code of the first-order division within the country; empty where there is none
 * @param latitude degrees north; not a number for a country
 * @param longitude degrees east; not a number for a country
 * @param population inhabitants; of a region or county those of its cities
 */
public record Place(
        String id,
        String name,
        Kind kind,
        String country,
        String region,
        double latitude,
        double longitude,
        long population) {

    private static final double EARTH_RADIUS_KM = 6371;

    /** What a place is, with the letter that stands for it in the tables. */
    public enum Kind {
        CAPITAL('C'),
        SEAT('S'),
        CITY('P'),
        REGION('R'),
        COUNTY('D'),
        COUNTRY('N'),
        WATER('W'),
        LAND('L');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** The letter in the tables. */
        public char letter() {
            return letter;
        }

        static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of place: " + letter);
        }

        /** Whether people live there as in a town. */
        public boolean isTown() {
            return this == CAPITAL || this == SEAT || this == CITY;
        }
    }

    /** A country as what a name may mean. */
    static Place ofCountry(String code) {
        return new Place(code, code, Kind.COUNTRY, code, "", Double.NaN, Double.NaN, 0);
    }

    /** The code of the region with that of its country, the id of the region. */
    String regionId() {
        return country + "." + region;
    }

    /** How a tag names the place. */
    String tagId() {
        return id.indexOf(':') < 0 ? "geonames:" + id : id;
    }

    /** The distance to another place along the surface. */
    double kilometresTo(Place other) {
        return kilometres(latitude, longitude, other.latitude, other.longitude);
    }

    /** The distance between two points along the surface, by the haversine formula. */
    public static double kilometres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double north = Math.toRadians(otherLatitude - latitude) / 2;
        double east = Math.toRadians(otherLongitude - longitude) / 2;
        double a = Math.sin(north) * Math.sin(north)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * Math.sin(east)
                        * Math.sin(east);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
