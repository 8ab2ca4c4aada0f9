package dev.dateline.publish.materialize;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long each time, up to a limit. */
final class Patience {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    Duration next() {
        Duration wait = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        return wait;
    }

    void reset() {
        next = FIRST;
    }
}
