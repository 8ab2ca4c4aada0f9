package dev.dateline.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the line that names the authors. */
final class Byline {

    private static final String PARTICLE =
            "(?:de|da|di|du|del|della|der|den|van|von|ten|la|le|el|al|bin|ibn|bint|dos|y)";
    private static final String NAME_WORD = "(?:(?:al-|el-|d'|d’)?\\p{Lu}[\\p{L}\\p{M}'’.-]*)";
    private static final Pattern NAME =
            Pattern.compile(NAME_WORD + "(?: (?:" + PARTICLE + " ){0,2}" + NAME_WORD + "){1,3}");

    private static final Pattern PREFIX = Pattern.compile(
            "(?:by|written by|words by|story by|reported by|reporting by|from)\\b[: ]\\s*(?<rest>.+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BETWEEN_NAMES =
            Pattern.compile("\\s*(?:,\\s*and\\s+|,\\s*|;\\s*|\\s+and\\s+|\\s*&\\s*)");

    /** What follows the names: an agency, a desk, a place, a role. */
    private static final Pattern AFFILIATION = Pattern.compile("\\s+(?:in|for|at|of)\\s+\\p{Lu}.*|\\s*[|/(–—-]\\s*.*");

    /** Words that stand in the names of organisations, desks and sections but not of people. */
    private static final Pattern NOT_A_PERSON = Pattern.compile(
            "(?i).*\\b(?:news|press|times|post|herald|tribune|guardian|agency|agencies|staff|reuters|afp|bloomberg|editors?|editorial|"
                    + "insider|desk|team|media|writers?|reporters?|correspondent|service|bureau|network|television|radio|daily|weekly|"
                    + "journal|magazine|wire|group|inc|ltd|the|and|of|home|sign|log|subscribe|world|latest|top|breaking|live|read|more|"
                    + "tensions|crisis|war|summit|talks|update|analysis|opinion|politics|business|sports?|united|north|south|east|west|"
                    + "relations|flash|point|points|key|video|photos?|menu|search|contact|about|minutes?|ago|share)\\b.*");

    private static final int LONGEST_NAME = 40;

    private Byline() {}

    /** The names on a line that says itself that it is a byline, such as {@code By Jane Doe and John Roe, Reuters}; else empty. */
    static List<String> stated(String line) {
        Matcher prefixed = PREFIX.matcher(line);
        return prefixed.matches() ? names(prefixed.group("rest"), true) : List.of();
    }

    /** The names on a line that holds nothing but names, and perhaps an affiliation after a comma; else empty. */
    static List<String> bare(String line) {
        return names(line, false);
    }

    /** The names in a list of authors written as one text; the text itself where it cannot be told apart. */
    static List<String> inField(String text) {
        List<String> stated = stated(text);
        if (!stated.isEmpty()) {
            return stated;
        }
        List<String> bare = names(text, false);
        return bare.isEmpty() ? List.of(text) : bare;
    }

    private static List<String> names(String text, boolean saysByline) {
        String rest = AFFILIATION.matcher(text).replaceFirst("").strip();
        List<String> names = new ArrayList<>();
        boolean first = true;
        for (String part : BETWEEN_NAMES.split(rest)) {
            String candidate = part.strip();
            if (isName(candidate)) {
                names.add(candidate);
            } else if (first || !isAffiliation(candidate, saysByline)) {
                return List.of();
            }
            first = false;
        }
        return List.copyOf(names);
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME
                && NAME.matcher(text).matches()
                && !NOT_A_PERSON.matcher(text).matches();
    }

    /** After a comma anything capitalised may follow a stated byline; after a bare name only what is surely no sentence. */
    private static boolean isAffiliation(String text, boolean saysByline) {
        return !text.isEmpty()
                && Character.isUpperCase(text.codePointAt(0))
                && (saysByline || NOT_A_PERSON.matcher(text).matches() || Prose.words(text) <= 2);
    }
}
