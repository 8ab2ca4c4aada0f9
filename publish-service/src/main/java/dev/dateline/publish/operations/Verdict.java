package dev.dateline.publish.operations;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a stage does.
 *
 * @param says what is so, in a sentence
 * @param fix what to do about it; null where nothing is to be done
 */
record Verdict(State state, String says, @Nullable String fix) {

    /** From the best to the worst. */
    enum State {
        /** Nothing is to be done. */
        OK,
        /** It cannot be told. */
        UNKNOWN,
        /** It goes on, but somebody should look. */
        WARN,
        /** It stands still. */
        BAD;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict ok(String says) {
        return new Verdict(State.OK, says, null);
    }
}
