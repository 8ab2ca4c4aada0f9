package dev.dateline.analysis.flashpoints;

import dev.dateline.schemas.Mention;
import java.util.List;

/**
 * Why a text is or is not tagged with a flashpoint: each rule with what it found and what it lacked, and what would have
 * changed the answer.
 *
 * @param flashpoint id of the definition
 * @param name its name
 * @param version its version
 * @param verdict the answer
 * @param confidence how likely the answer is right, 0..1
 * @param score what everything found adds up to
 * @param aboutThreshold the score from which a text is about it
 * @param mentionThreshold the score from which a text mentions it in passing
 * @param rules each rule of the definition, in the order in which it is applied
 * @param changes what would have changed the answer, the smallest change of each kind first; each was computed, not guessed
 */
public record Explanation(
        String flashpoint,
        String name,
        int version,
        Verdict verdict,
        double confidence,
        double score,
        double aboutThreshold,
        double mentionThreshold,
        List<Rule> rules,
        List<Change> changes) {

    /** Copies the lists. */
    public Explanation {
        rules = List.copyOf(rules);
        changes = List.copyOf(changes);
    }

    /**
     * One rule of a definition.
     *
     * @param name parties, rivals, places, actors, terms, against or conflict
     * @param asks what it asks of a text, in a sentence
     * @param satisfied whether the text gives it what it asks for; of against: whether nothing spoke against
     * @param points what it contributes to the score; below 0 where it speaks against
     * @param found what it found, in the order of the text
     * @param lacked what it did not find, or found where it does not count; a sentence each
     */
    public record Rule(
            String name, String asks, boolean satisfied, double points, List<Finding> found, List<String> lacked) {

        /** Copies the lists. */
        public Rule {
            found = List.copyOf(found);
            lacked = List.copyOf(lacked);
        }
    }

    /**
     * One thing that a rule found.
     *
     * @param phrase the words, country or countries of the definition
     * @param weight what the definition says it counts
     * @param points what it counts here; 0 if it stands out of reach, or counts elsewhere
     * @param note why it counts what it counts
     * @param mentions where it stands
     */
    public record Finding(String phrase, double weight, double points, String note, List<Mention> mentions) {

        /** Copies the list. */
        public Finding {
            mentions = List.copyOf(mentions);
        }
    }

    /**
     * A change of the text that would have changed the answer.
     *
     * @param verdict the answer then
     * @param what the change, in a sentence
     */
    public record Change(Verdict verdict, String what) {}
}
