package dev.dateline.analysis.countries;

import dev.dateline.analysis.countries.CountryName.Caution;
import dev.dateline.analysis.phrases.Lines;
import dev.dateline.analysis.phrases.PhraseTrie;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All ways to name a country, from the tables beside this class. Immutable. */
final class CountryTable {

    private static final NameKind[] COLUMNS = {NameKind.NAME, NameKind.ADJECTIVE, NameKind.SEAT, NameKind.REGION};

    private final Map<String, String> labels = new TreeMap<>();
    private final PhraseTrie<CountryName> text;
    private final PhraseTrie<CountryName> dateline;

    private CountryTable() {
        PhraseTrie.Builder<CountryName> inText = PhraseTrie.builder();
        PhraseTrie.Builder<CountryName> inDateline = PhraseTrie.builder();
        addCountries(name -> {
            inText.add(name.name(), name);
            inDateline.add(name.name(), name);
        });
        for (String[] row : Lines.rows(CountryTable.class, "not-countries.txt", 1)) {
            inText.add(row[0], new CountryName(row[0], "", NameKind.NONE, Caution.NONE));
        }
        for (String[] row : Lines.rows(CountryTable.class, "cities.txt", 3)) {
            CountryName city = new CountryName(row[0], row[1], NameKind.CITY, Caution.PERSON);
            inDateline.add(row[0], city);
            if (row[2].equals("a")) {
                inText.add(row[0], city);
            }
        }
        for (String[] row : Lines.rows(CountryTable.class, "dateline-regions.txt", 2)) {
            inDateline.add(row[0], new CountryName(row[0], row[1], NameKind.REGION, Caution.NONE));
        }
        text = inText.build();
        dateline = inDateline.build();
    }

    /** The tables of this module, read once per JVM. */
    static CountryTable standard() {
        return Standard.TABLE;
    }

    /** Defers reading to the first use. */
    private static final class Standard {
        private static final CountryTable TABLE = new CountryTable();
    }

    /** The codes of all countries. */
    Set<String> countries() {
        return labels.keySet();
    }

    /** The name to show for a country. */
    String label(String country) {
        return labels.getOrDefault(country, country);
    }

    /** The names that count anywhere, among them phrases that only look like one. */
    PhraseTrie<CountryName> text() {
        return text;
    }

    /** The names that count in a dateline: all of the text's, smaller cities, shortened regions. */
    PhraseTrie<CountryName> dateline() {
        return dateline;
    }

    private void addCountries(Consumer<CountryName> add) {
        for (String[] row : Lines.rows(CountryTable.class, "countries.txt", COLUMNS.length + 1)) {
            String country = row[0];
            labels.put(country, Lines.items(row[1]).getFirst());
            for (int i = 0; i < COLUMNS.length; i++) {
                for (String item : Lines.items(row[i + 1])) {
                    CountryName name = name(item, country, COLUMNS[i]);
                    add.accept(name);
                    if (COLUMNS[i] == NameKind.ADJECTIVE && (item.endsWith("n") || item.endsWith("i"))) {
                        add.accept(new CountryName(name.name() + "s", country, name.kind(), name.caution()));
                    }
                }
            }
        }
    }

    private static CountryName name(String item, String country, NameKind kind) {
        Caution caution = switch (item.charAt(0)) {
            case '~' -> Caution.PERSON;
            case '?' -> Caution.AMBIGUOUS;
            default -> Caution.NONE;
        };
        return new CountryName(caution == Caution.NONE ? item : item.substring(1), country, kind, caution);
    }
}
