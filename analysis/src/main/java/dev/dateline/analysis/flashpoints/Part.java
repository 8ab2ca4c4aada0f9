package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.SentenceSignals.Position;
import dev.dateline.analysis.flashpoints.Signal.Role;
import dev.dateline.schemas.Mention;
import java.util.List;

/**
 * One thing that a text holds for or against a definition, and what it counts there.
 *
 * @param role the rule that it belongs to
 * @param key what it is; of several parts of one key only the strongest counts
 * @param phrase the rule's own words
 * @param weight what the definition says it counts
 * @param points what it counts here, before the limits on a whole rule; 0 where it is out of reach
 * @param position where its sentence stands
 * @param standing how its sentence speaks of it
 * @param reach how near it stands to what names the flashpoint; of terms alone
 * @param mentions where it stands; of rivals the two countries
 */
record Part(
        Role role,
        Object key,
        String phrase,
        double weight,
        double points,
        Position position,
        Standing standing,
        Reach reach,
        List<Mention> mentions) {

    /** How near a term stands to a party, place or actor. */
    enum Reach {
        /** In its sentence and few characters off. */
        NEAR(1, ""),
        /** Farther off, but within what the definition allows. */
        FAR(0.5, "far from any party, place or actor"),
        /** Too far to count. */
        OUT(0, "out of reach of any party, place or actor");

        private final double factor;
        private final String note;

        Reach(double factor, String note) {
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
}
