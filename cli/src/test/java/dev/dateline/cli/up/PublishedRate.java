package dev.dateline.cli.up;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * How many articles a second the API says were published, as bounds of what anybody can have seen who asked it twice, six to ten
 * seconds apart, the second time within the last five seconds.
 */
final class PublishedRate {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final double SHORTEST = 6;
    private static final double LONGEST = 10;
    private static final double OLDEST = 5;

    private final ReadApi api;
    private final List<Reading> readings = new ArrayList<>();

    /** What was published at a time, in seconds of this machine's clock. */
    private record Reading(double at, long published) {}

    PublishedRate(ReadApi api) {
        this.api = api;
    }

    /** Asks the API for so long. */
    void watch(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long published = api.json("/v1/ledger").at("/totals/published").asLong();
            readings.add(new Reading(System.nanoTime() / 1e9, published));
            Thread.sleep(PAUSE);
        }
    }

    /** The least, in articles a second. */
    double least() {
        return bound(Double.POSITIVE_INFINITY, Math::min, 1, 0);
    }

    /** The most, in articles a second. */
    double most() {
        return bound(Double.NEGATIVE_INFINITY, Math::max, 0, 1);
    }

    /**
     * Who asks between two readings sees a number between theirs: the least that two questions can differ by is from the reading
     * after the first to that before the second, and the most the other way round.
     */
    private double bound(double none, DoubleBinaryOperator better, int begin, int end) {
        double found = none;
        double now = readings.getLast().at();
        for (int i = 0; i + 1 < readings.size(); i++) {
            for (int j = i + 1; j + 1 < readings.size(); j++) {
                double longest = readings.get(j + 1).at() - readings.get(i).at();
                double shortest = readings.get(j).at() - readings.get(i + 1).at();
                if (now - readings.get(j + 1).at() <= OLDEST && longest >= SHORTEST && shortest <= LONGEST) {
                    long published = readings.get(j + end).published()
                            - readings.get(i + begin).published();
                    found = better.applyAsDouble(found, published / (begin == 1 ? longest : shortest));
                }
            }
        }
        return found;
    }
}
