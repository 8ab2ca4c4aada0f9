package dev.dateline.enrich.words;

import java.util.Set;

/** Brings the common forms of an English word together and knows the words that say nothing of the subject. Pure. */
final class Stems {

    private static final Set<String> EMPTY_WORDS = Set.of(
            ("a an the of in on at to for from by with and or but is are was were be been being has have had do does"
                            + " did will would can could may might shall should must not no nor so as it its this that these those"
                            + " he she they we you i his her their our your my me him them us who whom which what when where why"
                            + " how if than then there here about after before over under into out up down off again more most"
                            + " some any all each other such only own same s t re ve ll d m said says say also just new now one"
                            + " two first last year years day days time via amid per")
                    .split(" "));

    private Stems() {}

    /** Whether the word says nothing of the subject: a function word of English or a single letter of a Latin text. */
    static boolean isEmpty(String word) {
        return word.length() < 2 && word.charAt(0) < 0x0E00 || EMPTY_WORDS.contains(word);
    }

    /** The word without the endings of plural, past and progressive; other languages pass through nearly unchanged. */
    static String stem(String word) {
        String stem = singular(word);
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = stem.substring(0, stem.length() - 3);
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = stem.substring(0, stem.length() - 2);
        }
        return stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4 && word.endsWith("sses")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
