package dev.dateline.enrich.story;

import java.time.Duration;

/**
 * What decides whether reports tell of one event. One set for all texts; found on labelled news, see docs/decisions.
 *
 * @param window how long a report is remembered, by the time of receipt
 * @param bytes how many bytes the remembered reports may take; the oldest go first
 * @param join likeness from which a report joins a story, 0..1
 * @param absorb likeness of two stories from which they are one, 0..1
 * @param fading time after which a story that nobody reports on counts for 1/e of its likeness
 */
public record StoryRules(Duration window, long bytes, double join, double absorb, Duration fading) {

    /** The rules that hold unless configured otherwise: 72 hours, 192 MiB. */
    public static StoryRules standard() {
        return new StoryRules(Duration.ofHours(72), 192L << 20, 0.2, 0.45, Duration.ofHours(48));
    }

    /** The same rules within other bounds. */
    public StoryRules within(Duration otherWindow, long otherBytes) {
        return new StoryRules(otherWindow, otherBytes, join, absorb, fading);
    }
}
