package dev.dateline.publish.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction did.
 *
 * @param lags of each article revision stored, how long after its receipt
 * @param takedowns articles removed
 * @param refused records put among the rejected
 */
public record Written(List<Lag> lags, int takedowns, int refused) {

    /**
     * How long after its receipt an article had reached these stages.
     *
     * @param enriched until it was read and tagged
     * @param placed until it was in its story; empty for one from before that was written down
     * @param stored until the read model had it
     */
    public record Lag(Duration enriched, Optional<Duration> placed, Duration stored) {}
}
