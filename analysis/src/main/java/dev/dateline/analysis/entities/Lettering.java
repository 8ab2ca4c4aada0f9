package dev.dateline.analysis.entities;

import java.util.List;

/** How a sentence uses capitals, which decides what a capital tells. */
enum Lettering {
    /** Capitals mark names and the first word. */
    RUNNING,
    /** Nearly every word has one, and no full stop ends it, as in many headlines. */
    HEADLINE,
    /** All letters are capitals, as in old wire headlines and datelines. */
    CAPITALS;

    private static final int SHORTEST_WORD = 4;

    static Lettering of(List<String> words) {
        int lower = 0;
        int capitalised = 0;
        int upper = 0;
        int letters = 0;
        for (String word : words) {
            int second = word.length() > 1 ? word.charAt(word.length() - 1) : 0;
            boolean capitals = Character.isUpperCase(word.charAt(0)) && Character.isUpperCase(second);
            letters += Character.isLetter(word.charAt(0)) ? 1 : 0;
            if (word.length() < SHORTEST_WORD) {
                continue;
            }
            if (capitals) {
                upper++;
            } else if (Character.isUpperCase(word.charAt(0))) {
                capitalised++;
            } else if (Character.isLowerCase(word.charAt(0))) {
                lower++;
            }
        }
        int all = lower + capitalised + upper;
        if (all >= 2 && upper * 5 >= all * 4 && letters > 2) {
            return CAPITALS;
        }
        boolean fullStop = words.getLast().equals(".");
        return all >= 4 && lower * 8 <= all && !fullStop ? HEADLINE : RUNNING;
    }
}
