package dev.dateline.analysis.countries;

import dev.dateline.analysis.phrases.Lines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of countries as names: not their adjectives, capitals or regions. Immutable. */
public final class CountryNames {

    private static final String CAUTIONS = "~?";

    private final Map<String, String> byName = new HashMap<>();
    private final Set<String> pairs = new HashSet<>();

    private CountryNames() {
        for (String[] row : Lines.rows(CountryNames.class, "countries.txt", 2)) {
            for (String item : Lines.items(row[1])) {
                String name = key(CAUTIONS.indexOf(item.charAt(0)) < 0 ? item : item.substring(1));
                byName.putIfAbsent(name, row[0]);
                pairs.add(row[0] + name);
            }
        }
    }

    /** The names that ship with this module. */
    public static CountryNames load() {
        return new CountryNames();
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace(".", "");
        return lower.startsWith("the ") ? lower.substring(4) : lower;
    }

    /** The country of that name. */
    public Optional<String> country(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** Whether it is a name of that country. */
    public boolean isName(String name, String country) {
        return pairs.contains(country + key(name));
    }
}
