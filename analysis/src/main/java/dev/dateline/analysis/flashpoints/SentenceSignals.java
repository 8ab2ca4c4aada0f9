package dev.dateline.analysis.flashpoints;

import dev.dateline.schemas.Mention;
import java.util.ArrayList;
import java.util.List;

/**
 * What one sentence holds for every definition.
 *
 * @param position where it stands in the article
 * @param paragraph number of its paragraph
 * @param countries the countries that it names
 * @param shared the phrases in it that hold for every flashpoint
 */
record SentenceSignals(Position position, int paragraph, List<Country> countries, List<Found> shared) {

    SentenceSignals(Position position, int paragraph) {
        this(position, paragraph, new ArrayList<>(2), new ArrayList<>());
    }

    /** Where a sentence stands, and what that counts. */
    enum Position {
        /** The title, or the first sentence of a text that has none. */
        TITLE(1.5, "in the title"),
        /** The first sentences of the body. */
        LEAD(1, "in the lead"),
        /** Farther down. */
        BODY(0.5, "in the body");

        private final double factor;
        private final String note;

        Position(double factor, String note) {
            this.factor = factor;
            this.note = note;
        }

        double factor() {
            return factor;
        }

        String note() {
            return note;
        }
    }

    /** A country's mention. */
    record Country(String code, Mention mention) {}

    /**
     * A phrase's mention.
     *
     * @param sentence index of its sentence
     */
    record Found(Signal signal, int sentence, Mention mention, Standing standing) {}
}
