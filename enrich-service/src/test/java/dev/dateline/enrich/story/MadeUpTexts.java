package dev.dateline.enrich.story;

import java.util.Random;

/** Texts that share words with others of the same event. */
public final class MadeUpTexts {

    private static final int WORDS = 60;

    private MadeUpTexts() {}

    /** A text in which four words of ten are the event's own. */
    public static String about(int event, Random random) {
        Random own = new Random(event);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            int word = random.nextInt(10) < 4 ? own.nextInt(200) : random.nextInt(20_000);
            text.append("event").append(event % 40).append('x').append(word).append(' ');
        }
        return text.toString();
    }
}
