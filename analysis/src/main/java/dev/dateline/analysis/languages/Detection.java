package dev.dateline.analysis.languages;

/**
 * The language that a text is most likely written in.
 *
 * @param language its primary BCP 47 subtag; {@link #UNDETERMINED} where the text does not tell
 * @param confidence how likely that is right, 0..1; 0 where the text does not tell
 */
public record Detection(String language, double confidence) {

    /** Stands for no language, as BCP 47 has it. */
    public static final String UNDETERMINED = "und";

    static final Detection NONE = new Detection(UNDETERMINED, 0);

    /** Whether the text tells its language at all. */
    public boolean isDetermined() {
        return !language.equals(UNDETERMINED);
    }
}
