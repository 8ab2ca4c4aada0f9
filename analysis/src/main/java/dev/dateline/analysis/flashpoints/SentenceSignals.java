package dev.dateline.analysis.flashpoints;

import dev.dateline.schemas.Mention;
import java.util.ArrayList;
import java.util.List;

/**
 * What one sentence holds.
 *
 * @param position how much its place in the article counts
 * @param countries the countries that it names
 * @param found the phrases in it, of all definitions
 */
record SentenceSignals(double position, List<Country> countries, List<Found> found) {

    SentenceSignals(double position) {
        this(position, new ArrayList<>(), new ArrayList<>());
    }

    /** A country's mention. */
    record Country(String code, Mention mention) {}

    /**
     * A phrase's mention.
     *
     * @param factor 1, or less where the sentence names it as a cause or a date of something else
     */
    record Found(Signal signal, Mention mention, double factor) {}
}
