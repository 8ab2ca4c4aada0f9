package dev.dateline.analysis.entities;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Office holders by their full names, to link a name to; who is not in the table is a person all the same. */
final class KnownPeople {

    /** The table of office holders. */
    static final String TABLE = "people.tsv.gz";

    private static final Pattern ENDINGS = Pattern.compile("(?:yy|iy|yi|ii|ij)(?= |$)");

    private static final int HIGHEST_TIER = 1;

    /** The sources do not say later than this year that a head is out of office. */
    private static final int STILL_IN_OFFICE = 2022;

    /** A shorter name is too many people's, or a word. */
    private static final int SHORTEST_ALONE = 4;

    /**
     * One office holder.
     *
     * @param name the name to show
     * @param wikidata the item, as the source states it; empty where it states none
     * @param country ISO 3166-1 alpha-2 code of the country of the office
     * @param tier 1 for heads of state and government, 2 for ministers and the like
     * @param lastYear the last year in office that the sources know of
     */
    record Person(String name, Optional<String> wikidata, String country, int tier, int lastYear) {

        boolean isHead() {
            return tier == HIGHEST_TIER;
        }

        /** Whether the person is head of a state or government, as far as the sources know. */
        boolean leads() {
            return isHead() && lastYear >= STILL_IN_OFFICE;
        }
    }

    private final Map<String, Person> byName = new HashMap<>();
    private final Map<String, Optional<Person>> headsBySurname = new HashMap<>();
    private final Map<String, Integer> bearers = new HashMap<>();

    /** The shipped table, read once per JVM. */
    static KnownPeople standard() {
        return Standard.PEOPLE;
    }

    /** Defers reading to the first use. */
    private static final class Standard {
        private static final KnownPeople PEOPLE = new KnownPeople();
    }

    private KnownPeople() {
        for (String[] row : TableFile.rows(TABLE)) {
            Person person = new Person(
                    row[0],
                    row[1].isEmpty() ? Optional.empty() : Optional.of(row[1]),
                    row[2],
                    Integer.parseInt(row[3]),
                    Integer.parseInt(row[4]));
            byName.put(key(row[0]), person);
            for (int i = 5; i < row.length; i++) {
                byName.putIfAbsent(key(row[i]), person);
            }
            for (String part : key(person.name()).split(" ")) {
                bearers.merge(part, 1, Integer::sum);
            }
            if (person.isHead()) {
                headsBySurname.merge(surname(person), Optional.of(person), (one, other) -> Optional.empty());
            }
        }
    }

    private static String surname(Person person) {
        String[] parts = key(person.name()).split(" ");
        return parts[parts.length - 1];
    }

    /** The person of a full name. */
    Optional<Person> byFullName(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** The only head of state or government of a surname. */
    Optional<Person> headBySurname(String surname) {
        return headsBySurname.getOrDefault(key(surname), Optional.empty());
    }

    /** Whether a leader is known by the surname alone: no other office holder bears it, nor as a given name. */
    boolean isKnownBySurname(Person person) {
        return person.leads()
                && person.name().indexOf('-') < 0
                && surname(person).length() >= SHORTEST_ALONE
                && bearers.getOrDefault(surname(person), 0) == 1;
    }

    /** Folded, and with the endings of East Slavic names as news spells them: Zelenskyy, Zelenskiy and Zelensky are one. */
    private static String key(String name) {
        return ENDINGS.matcher(PersonName.fold(name).replace('-', ' ')).replaceAll("y");
    }
}
