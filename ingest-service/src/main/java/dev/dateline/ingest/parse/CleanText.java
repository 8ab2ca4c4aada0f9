package dev.dateline.ingest.parse;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that every later stage can store and count: lines end in LF; every space is a plain one; no control character but
 * LF (PostgreSQL cannot store U+0000, logs and terminals should not see the others), no byte order mark, no half of a
 * surrogate pair.
 */
final class CleanText {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** The text with its lines kept. */
    static String lines(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)) {
                boolean paired = i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
                if (paired) {
                    out.append(c).append(text.charAt(++i));
                } else {
                    out.append(REPLACEMENT);
                }
            } else {
                boolean startOfCrLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
                if (!startOfCrLf) {
                    appendSpecial(c, out);
                }
            }
        }
        return out.toString();
    }

    /** Nearly every text is, and need not be copied. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((char) (c - ' ') >= 0x7F - ' ' && c != '\n') {
                return false;
            }
        }
        return true;
    }

    private static void appendSpecial(char c, StringBuilder out) {
        switch (c) {
            case '\n', '\r', '\u0085', '\u2028', '\u2029' -> out.append('\n');
            case '\f' -> out.append("\n\n");
            case '\t' -> out.append(' ');
            case '\uFEFF' -> {}
            default -> {
                if (Character.isLowSurrogate(c)) {
                    out.append(REPLACEMENT);
                } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                    out.append(' ');
                } else if (!Character.isISOControl(c)) {
                    out.append(c);
                }
            }
        }
    }

    /** The text as one line, its words separated by one space. */
    static String oneLine(String text) {
        String clean = lines(text);
        boolean single = clean.indexOf('\n') < 0 && !clean.contains("  ");
        return (single ? clean : BLANKS.matcher(clean).replaceAll(" ")).strip();
    }

    /** The text as one line, null where nothing is left of it. */
    static @Nullable String oneLineOrNull(@Nullable String text) {
        String line = text == null ? "" : oneLine(text);
        return line.isEmpty() ? null : line;
    }
}
