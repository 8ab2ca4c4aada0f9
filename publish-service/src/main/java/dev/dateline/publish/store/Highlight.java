package dev.dateline.publish.store;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of an article's text that says what was looked for, in the form of a tag's mention.
 *
 * @param field title or body
 * @param begin first character, counted in Unicode code points from 0
 * @param end one past the last character
 * @param text the stretch as the field has it
 */
public record Highlight(String field, int begin, int end, String text) {

    /** What PostgreSQL sets around a word; the texts that it is given hold neither. */
    static final char BEGIN = '\u0002';

    static final char END = '\u0003';

    /** Stretches of one article at most. */
    private static final int MOST = 100;

    /** The stretches that are marked in a copy of a text. Empty if the copy is not the text with marks. */
    static List<Highlight> marked(String field, String text, String copy) {
        List<Highlight> found = new ArrayList<>();
        int at = 0;
        int codePoints = 0;
        int begin = 0;
        int beginCodePoints = 0;
        for (int i = 0; i < copy.length() && found.size() < MOST; i++) {
            char character = copy.charAt(i);
            if (character == BEGIN) {
                begin = at;
                beginCodePoints = codePoints;
            } else if (character == END) {
                found.add(new Highlight(field, beginCodePoints, codePoints, text.substring(begin, at)));
            } else if (at == text.length()) {
                return List.of();
            } else {
                codePoints += Character.isLowSurrogate(text.charAt(at)) ? 0 : 1;
                at++;
            }
        }
        return found;
    }

    /** A text as it is marked: of the same length, without marks of its own. */
    static String markable(String text) {
        return WordQuery.searchable(text).replace(BEGIN, ' ').replace(END, ' ');
    }
}
