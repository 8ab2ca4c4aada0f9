package dev.dateline.publish.rejected;

import java.util.concurrent.TimeUnit;

/** Lets no more than so many pass within a second. For one thread. */
final class Pace {

    private final long gap;
    private long next = System.nanoTime();

    Pace(int aSecond) {
        gap = TimeUnit.SECONDS.toNanos(1) / aSecond;
    }

    /** Returns when the next may pass. */
    void await() throws InterruptedException {
        long now = System.nanoTime();
        if (next > now) {
            TimeUnit.NANOSECONDS.sleep(next - now);
        }
        next = Math.max(next, now) + gap;
    }
}
