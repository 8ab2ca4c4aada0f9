package dev.dateline.analysis.flashpoints;

import java.util.Locale;

/** What a text is to a flashpoint. */
public enum Verdict {
    /** The flashpoint is a main subject. */
    ABOUT,
    /** It is named, but not what the text is about. */
    IN_PASSING,
    /** It is not named, or what is named is not the conflict. */
    NOT;

    /** The word of the JSON: about, in_passing, not. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
