package dev.dateline.analysis.text;

import org.jspecify.annotations.Nullable;

/** The text of a field, addressed by Java chars inside this package and by code points outside of it. */
final class FieldText {

    private final String text;

    /** Code points before each char; null where every char is a code point, which is nearly always. */
    private final int @Nullable [] codePoints;

    FieldText(String text) {
        this.text = text;
        this.codePoints = text.codePointCount(0, text.length()) == text.length() ? null : count(text);
    }

    private static int[] count(String text) {
        int[] before = new int[text.length() + 1];
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            before[i] = points;
            boolean first = Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!first) {
                points++;
            }
        }
        before[text.length()] = points;
        return before;
    }

    String string() {
        return text;
    }

    /** The text up to a number of chars. */
    String firstChars(int chars) {
        return text.substring(0, Math.min(chars, text.length()));
    }

    /** The code point offset of a char. */
    int codePoint(int charIndex) {
        return codePoints == null ? charIndex : codePoints[charIndex];
    }

    /** The stretch between two code point offsets. */
    String stretch(int begin, int end) {
        if (codePoints == null) {
            return text.substring(begin, end);
        }
        int from = text.offsetByCodePoints(0, begin);
        return text.substring(from, text.offsetByCodePoints(from, end - begin));
    }
}
