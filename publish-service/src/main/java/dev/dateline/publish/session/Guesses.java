package dev.dateline.publish.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts keys that were wrong, by who sent them and in all, within a minute; so that nobody tries many. Thread-safe. */
final class Guesses {

    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MOST_OF_ONE = 10;
    static final int MOST_OF_ALL = 200;

    private final LongSupplier nanoTime;
    private final Map<String, Integer> wrong = new HashMap<>();
    private int all;
    private long begun;

    Guesses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /** Whether this one may try. */
    synchronized boolean mayTry(String sender) {
        if (nanoTime.getAsLong() - begun >= WINDOW.toNanos()) {
            wrong.clear();
            all = 0;
            begun = nanoTime.getAsLong();
        }
        return all < MOST_OF_ALL && wrong.getOrDefault(sender, 0) < MOST_OF_ONE;
    }

    /** This one was wrong. */
    synchronized void wrong(String sender) {
        wrong.merge(sender, 1, Integer::sum);
        all++;
    }
}
