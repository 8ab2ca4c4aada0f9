package dev.dateline.analysis.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a report was filed, as agencies set it before the first sentence: {@code CLEVELAND, Feb 26 -} or
 * {@code NAIROBI, Kenya (Reuters) —}. Offsets are Unicode code points of the body.
 *
 * @param placeBegin first character of the place
 * @param placeEnd one past the last character of the place, without a region, date or agency after it
 * @param end one past the sign that closes the dateline
 */
public record Dateline(int placeBegin, int placeEnd, int end) {

    /** A dateline is short; looking no further keeps a long first line from being read as one. */
    private static final int LONGEST = 90;

    private static final String SEGMENT = "[\\p{L}][\\p{L}\\p{M}.'’ \\d-]{1,24}?";
    private static final String AGENCY = "\\([\\p{L}][\\p{L}\\d&./ -]{1,30}\\)";
    private static final String CLOSE = "(?:--|[-–—])(?=\\s)";

    /** Capitals alone are enough; a place in mixed case needs the agency behind it. */
    private static final Pattern FORM = Pattern.compile("\\s*(?:"
            + "(?<capitals>\\p{Lu}[\\p{Lu}.'’-]+(?: \\p{Lu}[\\p{Lu}.'’-]*){0,3})(?:[,/] ?" + SEGMENT + "){0,3}\\s*(?:"
            + AGENCY + ")?"
            + "|(?<mixed>\\p{Lu}[\\p{L}.'’-]+(?: \\p{Lu}[\\p{L}.'’-]+){0,3})(?:, ?" + SEGMENT + "){0,3}\\s*" + AGENCY
            + ")\\s*" + CLOSE);

    /** Finds the dateline that a body opens with. */
    static Optional<Dateline> of(FieldText body) {
        Matcher matcher = FORM.matcher(body.firstChars(LONGEST));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String group = matcher.group("capitals") == null ? "mixed" : "capitals";
        return Optional.of(new Dateline(
                body.codePoint(matcher.start(group)),
                body.codePoint(matcher.end(group)),
                body.codePoint(matcher.end())));
    }
}
