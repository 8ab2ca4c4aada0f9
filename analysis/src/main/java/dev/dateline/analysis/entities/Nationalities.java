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
            "PRC"));

    /** Reads the shipped table; the names of countries are those of the CLDR in the Java runtime. */
    Nationalities() {
        for (String[] row : TableFile.rows("nationalities.tsv")) {
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
        evidence.computeIfAbsent("US", key -> new HashSet<>())
                .addAll(List.of("US", "U.S.", "USA", "America", "Washington"));
        evidence.computeIfAbsent("GB", key -> new HashSet<>()).addAll(List.of("UK", "U.K.", "Britain", "London"));
    }

    /** Whether a word means a people or is the adjective of a country. */
    boolean isNationality(String word) {
        return words.contains(word) && !countries.contains(word);
    }

    /** Whether it is the everyday name of a country. */
    boolean isCountry(String name) {
        return countries.contains(name);
    }

    /** Whether a text speaks of a country, by its name or one of its adjectives. */
    boolean speaksOf(String countryCode, Collection<String> wordsOfText) {
        return evidence.getOrDefault(countryCode, Set.of()).stream().anyMatch(wordsOfText::contains);
    }
}
