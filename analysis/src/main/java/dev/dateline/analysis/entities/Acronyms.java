package dev.dateline.analysis.entities;

import java.util.List;
import java.util.Optional;

/** Acronyms that a text defines: a name of an organisation and right after it, in brackets, its short form. */
final class Acronyms {

    private static final int LONGEST = 8;

    private Acronyms() {}

    /** The short form that stands in brackets after a name, as a name of its own, as sure as the long one. */
    static Optional<Name> definedAfter(Name name, List<String> words) {
        int at = name.end() + 1;
        boolean defined = name.type() == EntityType.ORGANISATION
                && name.words().size() > 1
                && at + 1 < words.size()
                && words.get(at - 1).equals("(")
                && words.get(at + 1).equals(")")
                && isAcronym(words.get(at));
        return defined
                ? Optional.of(new Name(
                        name.type(), name.sentence(), at, at + 1, words.subList(at, at + 1), name.confidence()))
                : Optional.empty();
    }

    /** Whether one name is the short form that stands in brackets after another. */
    static boolean isDefinition(Name full, Name shortForm) {
        return full.sentence() == shortForm.sentence()
                && full.end() + 1 == shortForm.begin()
                && full.words().size() > 1
                && shortForm.words().size() == 1
                && isAcronym(shortForm.words().getFirst());
    }

    /** Two to eight letters and digits, most of them capitals: IAEA, UNRWA, M23, EPaM. */
    private static boolean isAcronym(String word) {
        int capitals = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-') {
                return false;
            }
            capitals += Character.isUpperCase(c) ? 1 : 0;
        }
        return word.length() <= LONGEST && capitals >= 2 && 2 * capitals >= word.length();
    }
}
