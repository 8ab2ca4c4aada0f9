package dev.dateline.analysis.languages;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/** How many letters of a text are of which script. */
final class Writing {

    private static final int ASCII = 0x80;

    private final Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);

    private Writing() {}

    /** Counts the letters of a text. */
    static Writing of(String text) {
        Writing writing = new Writing();
        int latin = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point < ASCII) {
                latin += (point | 0x20) >= 'a' && (point | 0x20) <= 'z' ? 1 : 0;
            } else if (Character.isLetter(point)) {
                writing.letters.merge(UnicodeScript.of(point), 1, Integer::sum);
            }
        }
        if (latin > 0) {
            writing.letters.merge(UnicodeScript.LATIN, latin, Integer::sum);
        }
        return writing;
    }

    /** The number of letters of a script. */
    int letters(UnicodeScript script) {
        return letters.getOrDefault(script, 0);
    }

    /** The script of most letters; COMMON where there is no letter. What is written with Kana or with Hangul may hold Han letters. */
    UnicodeScript main() {
        UnicodeScript main = UnicodeScript.COMMON;
        int most = 0;
        for (Map.Entry<UnicodeScript, Integer> entry : letters.entrySet()) {
            if (entry.getValue() > most) {
                main = entry.getKey();
                most = entry.getValue();
            }
        }
        return main;
    }
}
