package dev.dateline.enrich.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The windows that rankings are made for; each hops by five minutes and counts in the time of receipt. */
public enum TrendWindow {
    /** What rose within 15 minutes. */
    QUARTER_HOUR("PT15M", Duration.ofMinutes(15), TrendScore.FEWEST_UNITS),
    /** What rose within an hour. */
    HOUR("PT1H", Duration.ofHours(1), TrendScore.FEWEST_UNITS),
    /** What rose within a day: five reports in a whole day are no rise, whatever was expected. */
    DAY("PT24H", Duration.ofHours(24), 12),
    /** What is most in the news, whether it rises or not: each unit counts half as much six hours later. */
    TOP("top", Duration.ofHours(24), 0);

    /** The step of every window. */
    public static final Duration HOP = Duration.ofMinutes(5);

    /** Hops in an hour. */
    static final int HOPS_IN_HOUR = 12;

    /** Hops in a day, and in the longest window; what is older counts nowhere. */
    static final int HOPS_IN_DAY = 288;

    /** The windows that a score is told for. */
    public static final List<TrendWindow> SCORED = List.of(QUARTER_HOUR, HOUR, DAY);

    private static final long HOP_MILLIS = HOP.toMillis();

    /** The length as the records state it: ISO 8601, or {@code top}. */
    final String iso;

    /** The length in hops. */
    final int hops;

    /** Fewer units within the window are no trend. */
    final int fewestUnits;

    TrendWindow(String iso, Duration length, int fewestUnits) {
        this.iso = iso;
        this.hops = Math.toIntExact(length.dividedBy(Duration.ofMinutes(5)));
        this.fewestUnits = fewestUnits;
    }

    /** The window as the records state it. */
    public String iso() {
        return iso;
    }

    /** The length in hops. */
    public int hops() {
        return hops;
    }

    /** The window that records state so. */
    static TrendWindow of(String iso) {
        return Arrays.stream(values())
                .filter(window -> window.iso.equals(iso))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no window is called " + iso));
    }

    /** The number of the hop that the instant falls into, counted from 1970. */
    static int hop(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.toEpochMilli(), HOP_MILLIS));
    }

    /** The first instant of a hop. */
    static Instant instant(int hop) {
        return Instant.ofEpochMilli(hop * HOP_MILLIS);
    }
}
