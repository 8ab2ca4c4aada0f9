package dev.dateline.analysis.entities;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which of a few lists a word is on: given names, surnames, titles, words for organisations, countries, nationalities. */
final class WordLists {

    private static final int GIVEN_NAME = 1;
    private static final int SURNAME = 1 << 1;
    private static final int TITLE = 1 << 2;
    private static final int BODY = 1 << 3;
    private static final int COUNTRY = 1 << 4;
    private static final int NATIONALITY = 1 << 5;
    private static final int CALENDAR = 1 << 6;

    /** How many office holders must share a name for it to count as one. */
    private static final int COMMON = 3;

    private static final Set<String> BODIES = Set.of(
            "agency",
            "airlines",
            "airways",
            "alliance",
            "army",
            "assembly",
            "association",
            "authority",
            "bank",
            "board",
            "brigade",
            "bureau",
            "center",
            "centre",
            "club",
            "college",
            "commission",
            "committee",
            "company",
            "confederation",
            "congress",
            "corp",
            "corporation",
            "council",
            "court",
            "department",
            "federation",
            "force",
            "forces",
            "forum",
            "foundation",
            "front",
            "fund",
            "group",
            "holdings",
            "hospital",
            "inc",
            "initiative",
            "institute",
            "institution",
            "league",
            "ltd",
            "ministry",
            "motors",
            "movement",
            "museum",
            "network",
            "news",
            "office",
            "organisation",
            "organization",
            "parliament",
            "partners",
            "party",
            "plc",
            "police",
            "post",
            "press",
            "school",
            "senate",
            "service",
            "services",
            "society",
            "squad",
            "studios",
            "systems",
            "team",
            "technologies",
            "times",
            "tribunal",
            "tribune",
            "trust",
            "union",
            "united",
            "university",
            "fc");

    private static final Set<String> CALENDAR_WORDS = Set.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private final Map<String, Integer> bits = new HashMap<>();

    /** Reads the shipped tables. */
    WordLists() {
        Map<String, Integer> given = new HashMap<>();
        Map<String, Integer> family = new HashMap<>();
        for (String[] row : TableFile.rows(KnownPeople.TABLE)) {
            String[] parts = row[0].toLowerCase(Locale.ROOT).split("[ -]");
            given.merge(parts[0], 1, Integer::sum);
            family.merge(parts[parts.length - 1], 1, Integer::sum);
        }
        given.forEach((word, count) -> add(word, count >= COMMON ? GIVEN_NAME : 0));
        family.forEach((word, count) -> add(word, count >= COMMON ? SURNAME : 0));
        PersonName.titles().forEach(word -> add(word, TITLE));
        BODIES.forEach(word -> add(word, BODY));
        CALENDAR_WORDS.forEach(word -> add(word, CALENDAR));
        for (String[] row : TableFile.rows(Nationalities.TABLE)) {
            List.of(row).subList(1, row.length).forEach(word -> add(word.toLowerCase(Locale.ROOT), NATIONALITY));
        }
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
            add(name.toLowerCase(Locale.ROOT), COUNTRY);
        }
    }

    private void add(String word, int bit) {
        if (bit != 0) {
            bits.merge(word, bit, (one, other) -> one | other);
        }
    }

    /** The lists that a lower-case word is on, as a set of bits. */
    int of(String lowerCase) {
        return bits.getOrDefault(
                lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase, 0);
    }
}
