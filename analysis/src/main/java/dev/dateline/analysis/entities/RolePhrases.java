package dev.dateline.analysis.entities;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells an office from an organisation: in "US Defense Secretary" the department is a part of the title, and only the country a name. */
final class RolePhrases {

    /** What stands before an office beside its field. */
    private static final Set<String> RANKS = Set.of("press", "assistant", "deputy", "cabinet");

    private static final Set<String> OFFICES = Set.of(
            "secretary",
            "secretaries",
            "minister",
            "ministers",
            "undersecretary",
            "adviser",
            "advisor",
            "envoy",
            "chief",
            "chiefs",
            "ambassador");

    private final Nationalities nationalities;

    RolePhrases(Nationalities nationalities) {
        this.nationalities = nationalities;
    }

    /** Whether a name is the beginning of an office, of fields of government and a country or its adjective alone. */
    boolean isOffice(Name name, List<String> words) {
        if (name.type() != EntityType.ORGANISATION
                || name.end() >= words.size()
                || !isOfficeWord(words.get(name.end()))) {
            return false;
        }
        int first = isCountryOrPeople(name.words().getFirst()) ? 1 : 0;
        List<String> rest = name.words().subList(first, name.words().size());
        return !rest.isEmpty()
                && rest.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .allMatch(word -> Portfolios.contains(word) || RANKS.contains(word));
    }

    /** The country that an office begins with. */
    Optional<Name> country(Name office) {
        return nationalities.isCountry(office.words().getFirst())
                ? Optional.of(office.as(EntityType.LOCATION).between(office.begin(), office.begin() + 1))
                : Optional.empty();
    }

    private boolean isCountryOrPeople(String word) {
        return nationalities.isCountry(word) || nationalities.isNationality(word);
    }

    private static boolean isOfficeWord(String word) {
        return OFFICES.contains(word.toLowerCase(Locale.ROOT));
    }
}
