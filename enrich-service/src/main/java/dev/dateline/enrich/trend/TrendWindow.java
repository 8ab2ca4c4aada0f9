package dev.dateline.enrich.trend;

import java.time.Duration;
import java.time.Instant;

/** The windows that rankings are made for; each hops by five minutes and counts in the time of receipt. */
enum TrendWindow {
    QUARTER_HOUR("PT15M", Duration.ofMinutes(15)),
    HOUR("PT1H", Duration.ofHours(1)),
    DAY("PT24H", Duration.ofHours(24));

    /** The step of every window, and the length of a bucket. */
    static final Duration HOP = Duration.ofMinutes(5);
    /** The longest window; what is older counts nowhere. */
    static final Duration LONGEST = DAY.length;

    /** The length as the records state it, ISO 8601. */
    final String iso;

    final Duration length;

    TrendWindow(String iso, Duration length) {
        this.iso = iso;
        this.length = length;
    }

    /** The first instant of the bucket that the instant falls into. */
    static Instant bucket(Instant instant) {
        long hop = HOP.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), hop) * hop);
    }

    /** The end of the windows that are open at the instant: the end of its bucket. */
    static Instant endAt(Instant instant) {
        return bucket(instant).plus(HOP);
    }

    /** The first instant of this window, where it ends at the given one. */
    Instant start(Instant end) {
        return end.minus(length);
    }
}
