package dev.dateline.analysis.entities;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words for countries' peoples and their adjectives, which look like names and are none; and for the countries. */
final class Nationalities {

    /** The table of nationalities. */
    static final String TABLE = "nationalities.tsv";

    private final Set<String> words = new HashSet<>();
    private final Map<String, Set<String>> evidence = new HashMap<>();
    private final Set<String> countries = new HashSet<>(List.of(
            "US",
            "U.S.",
            "USA",
            "UK",
            "U.K.",
            "Britain",
            "America",
            "Russia",
            "England",
            "Scotland",
            "Wales",
            "UAE",
            "DRC",
            "PRC",
            "Turkey",
            "Ivory Coast",
            "Burma",
            "Czech Republic",
            "South Korea",
            "North Korea",
            "Korea",
            "Congo",
            "Holland",
            "Palestine",
            "Soviet Union",
            "USSR",
            "U.S.S.R.",
            "Great Britain",
            "Northern Ireland",
            "United States of America",
            "D.R. Congo"));

    private final Set<String> countriesInCapitals = new HashSet<>();

    /** Reads the shipped table; the names of countries are those of the CLDR in the Java runtime. */
    Nationalities() {
        for (String[] row : TableFile.rows(TABLE)) {
            Set<String> ofCountry = evidence.computeIfAbsent(row[0], key -> new HashSet<>());
            for (int i = 1; i < row.length; i++) {
                words.add(row[i]);
                ofCountry.add(row[i]);
            }
        }
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
            countries.add(name);
            evidence.computeIfAbsent(code, key -> new HashSet<>()).add(name);
        }
        countries.forEach(name -> countriesInCapitals.add(name.toUpperCase(Locale.ROOT)));
        evidence.computeIfAbsent("US", key -> new HashSet<>())
                .addAll(List.of("US", "U.S.", "USA", "America", "Washington"));
        evidence.computeIfAbsent("GB", key -> new HashSet<>()).addAll(List.of("UK", "U.K.", "Britain", "London"));
    }

    /** Whether a word means a people or is the adjective of a country. */
    boolean isNationality(String word) {
        return words.contains(word) && !countries.contains(word);
    }

    /** Whether it is an everyday name of a country, also in capitals and with an article. */
    boolean isCountry(String name) {
        String bare = name.startsWith("the ") || name.startsWith("The ") ? name.substring(4) : name;
        return countries.contains(bare) || countriesInCapitals.contains(bare);
    }

    /** Whether a text speaks of a country, by its name or one of its adjectives. */
    boolean speaksOf(String countryCode, Collection<String> wordsOfText) {
        return evidence.getOrDefault(countryCode, Set.of()).stream().anyMatch(wordsOfText::contains);
    }
}
