package dev.dateline.ingest.parse;

/** Tells running text from labels, headlines and links by length and punctuation. */
final class Prose {

    private static final int PROSE_CHARACTERS = 60;
    private static final int PROSE_WORDS = 9;
    private static final String CLOSING = "\"'”’»)]";
    private static final String TERMINAL = ".!?…。！？";

    private Prose() {}

    /** Whether the text is at least one full sentence of running text, not a label or a headline. */
    static boolean isProse(String text) {
        return text.length() >= PROSE_CHARACTERS && words(text) >= PROSE_WORDS && endsSentence(text);
    }

    /** Whether the text ends as a sentence does, quotation marks and brackets aside. */
    static boolean endsSentence(String text) {
        int end = text.length();
        while (end > 0 && CLOSING.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0 && TERMINAL.indexOf(text.charAt(end - 1)) >= 0;
    }

    static int words(String text) {
        return text.isEmpty() ? 0 : text.split(" ", -1).length;
    }
}
