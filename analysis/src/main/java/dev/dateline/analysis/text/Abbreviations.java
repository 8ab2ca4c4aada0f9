package dev.dateline.analysis.text;

import java.util.Locale;
import java.util.Set;

/** Words whose full stop belongs to them. */
final class Abbreviations {

    /** Those that a name or number follows, so that no sentence ends here. */
    private static final Set<String> BEFORE_A_NAME = Set.of(
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "st",
            "sr",
            "sra",
            "rev",
            "hon",
            "gov",
            "sen",
            "rep",
            "reps",
            "sens",
            "gen",
            "lt",
            "col",
            "maj",
            "capt",
            "cmdr",
            "sgt",
            "cpl",
            "pvt",
            "adm",
            "brig",
            "cdr",
            "insp",
            "supt",
            "det",
            "amb",
            "pres",
            "fr",
            "msgr",
            "mt",
            "ft",
            "no",
            "nos",
            "vs",
            "v",
            "op",
            "art",
            "fig",
            "pp",
            "vol",
            "ed",
            "eds",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
            "approx",
            "cf",
            "messrs",
            "mme",
            "mlle",
            "ald",
            "cllr",
            "secy",
            "dep",
            "asst",
            "atty",
            "spc",
            "pfc",
            "ltc",
            "vice-adm",
            "ee");

    /** Those that a sentence may end with. */
    private static final Set<String> ANYWHERE = Set.of(
            "inc", "corp", "co", "ltd", "llc", "plc", "bros", "jr", "etc", "al", "dept", "univ", "assn", "ave", "blvd",
            "rd", "sq", "est", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "ariz", "calif", "colo",
            "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mich", "minn", "mo", "mont", "neb",
            "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "ala", "ark", "bn", "cia",
            "ph.d", "m.d", "esq", "hon", "lb", "lbs", "oz", "sec", "min", "hr", "hrs", "ca", "govt", "intl", "uu");

    private Abbreviations() {}

    /** Whether the full stop after this word (given without it) belongs to the word. */
    static boolean ownsFullStop(String word) {
        return isInitials(word) || beforeName(word) || ANYWHERE.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the word, given without its full stop, stands before a name or a number. */
    static boolean beforeName(String word) {
        return BEFORE_A_NAME.contains(word.toLowerCase(Locale.ROOT)) && (word.length() > 2 || isCapitalised(word));
    }

    /** Whether the word is a single capital letter such as the initial of a name. */
    static boolean isInitial(String word) {
        return word.length() == 1 && Character.isUpperCase(word.charAt(0)) && word.charAt(0) != 'I';
    }

    /** Single letters with full stops between them: U.S, a.m, J. */
    private static boolean isInitials(String word) {
        if (isInitial(word)) {
            return true;
        }
        if (word.length() < 3) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (i % 2 == 0 ? !Character.isLetter(c) : c != '.') {
                return false;
            }
        }
        return word.length() % 2 == 1;
    }

    private static boolean isCapitalised(String word) {
        return Character.isUpperCase(word.charAt(0));
    }
}
