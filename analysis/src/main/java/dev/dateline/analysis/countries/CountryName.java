package dev.dateline.analysis.countries;

/**
 * A way to name a country.
 *
 * @param name the words, as they stand in running text
 * @param country ISO 3166-1 alpha-2 code; empty for words that hold a country's name without meaning it
 * @param kind what the words are
 * @param caution when not to take them at their word
 */
record CountryName(String name, String country, Kind kind, Caution caution) {

    /** What the words are, the surest first. */
    enum Kind {
        NAME("name", 0.97),
        ADJECTIVE("adjective", 0.93),
        SEAT("seat of government", 0.9),
        REGION("region", 0.88),
        CITY("city", 0.82),
        NONE("none", 0);

        private final String label;
        private final double confidence;

        Kind(String label, double confidence) {
            this.label = label;
            this.confidence = confidence;
        }

        /** How the receipt names it. */
        String label() {
            return label;
        }

        /** How sure one mention alone makes, 0..1. */
        double confidence() {
            return confidence;
        }
    }

    /** When not to take the words at their word. */
    enum Caution {
        NONE,
        /** May be a part of a person's name. */
        PERSON,
        /** Means several things; an {@link Ambiguity} decides. */
        AMBIGUOUS
    }
}
