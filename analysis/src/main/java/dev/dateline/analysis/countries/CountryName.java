package dev.dateline.analysis.countries;

/**
 * A way to name a country.
 *
 * @param name the words, as they stand in running text
 * @param country ISO 3166-1 alpha-2 code; empty for words that hold a country's name without meaning it
 * @param kind what the words are
 * @param caution when not to take them at their word
 */
record CountryName(String name, String country, NameKind kind, Caution caution) {

    /** When not to take the words at their word. */
    enum Caution {
        NONE,
        /** May be a part of a person's name. */
        PERSON,
        /** Means several things; an {@link Ambiguity} decides. */
        AMBIGUOUS
    }
}
