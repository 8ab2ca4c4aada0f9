package dev.dateline.analysis.entities;

import java.util.List;

/** Puts the tokens of a name together as one would write it. */
final class Spelling {

    private Spelling() {}

    /** The words with spaces between, but none around a hyphen and none before a possessive or comma. */
    static String joined(List<String> words) {
        StringBuilder text = new StringBuilder();
        boolean glue = true;
        for (String word : words) {
            boolean hyphen = word.equals("-");
            boolean closes = hyphen || word.startsWith("'") || word.startsWith("’") || word.equals(",");
            if (!glue && !closes) {
                text.append(' ');
            }
            text.append(word);
            glue = hyphen;
        }
        return text.toString();
    }
}
