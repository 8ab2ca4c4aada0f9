package dev.dateline.enrich.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into its words in lower case: runs of letters and digits. Writing that sets no spaces between words (Chinese,
 * Japanese, Thai, ...) is cut into pairs of signs, the usual stand-in for words there. Pure.
 */
public final class Words {

    private Words() {}

    /** The words of a text, in order. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>(text.length() / 6 + 1);
        int begin = -1;
        int unspaced = -1;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (setsNoSpaces(point)) {
                begin = close(text, begin, at, words);
                if (unspaced >= 0) {
                    words.add(text.substring(unspaced, at + Character.charCount(point)));
                }
                unspaced = at;
            } else if (isWordPart(point)) {
                unspaced = -1;
                begin = begin < 0 ? at : begin;
            } else {
                unspaced = -1;
                begin = close(text, begin, at, words);
            }
            at += Character.charCount(point);
        }
        close(text, begin, text.length(), words);
        return words;
    }

    private static int close(String text, int begin, int end, List<String> words) {
        if (begin >= 0) {
            words.add(text.substring(begin, end).toLowerCase(Locale.ROOT));
        }
        return -1;
    }

    private static boolean isWordPart(int point) {
        if (point < 128) {
            return point >= 'a' && point <= 'z' || point >= 'A' && point <= 'Z' || point >= '0' && point <= '9';
        }
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean setsNoSpaces(int point) {
        if (point < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(point);
            default -> false;
        };
    }
}
