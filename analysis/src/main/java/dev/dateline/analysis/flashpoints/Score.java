package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.SentenceSignals.Country;
import dev.dateline.analysis.flashpoints.SentenceSignals.Found;
import dev.dateline.analysis.flashpoints.Signal.Role;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.Mention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How strongly a document speaks for one definition. Each phrase and country counts once, where it counts most; terms
 * count in sentences that hold an anchor, a party or a rivalry, and half in those next to one.
 */
final class Score {

    private static final double MOST_BY_ANCHORS = 3.5;
    private static final double MOST_BY_TERMS = 4;
    private static final double MOST_AGAINST = 4;

    /** What words of conflict must contribute where the flashpoint is not named beyond doubt. */
    private static final double LEAST_CONFLICT = 0.5;

    /** What places, actors and rivalries contribute that need no word of conflict. */
    private static final double BEYOND_DOUBT = 2.8;
    /** What a term counts that stands in the sentence of an anchor but far from it, or in a sentence beside it. */
    private static final double NEXT_TO = 0.5;

    /** Characters between a term and an anchor of its sentence that are near. */
    private static final int NEAR = 90;

    private final FlashpointDefinition definition;
    private final int index;
    private final Map<Object, Double> anchors = new HashMap<>();
    private final Map<Object, Double> terms = new HashMap<>();
    private final Map<Object, Double> against = new HashMap<>();
    private final List<Mention> mentions = new ArrayList<>();
    private double rivalry;

    private Score(FlashpointDefinition definition, int index) {
        this.definition = definition;
        this.index = index;
    }

    static Score of(FlashpointDefinition definition, int index, List<SentenceSignals> sentences) {
        Score score = new Score(definition, index);
        List<List<Mention>> anchors = new ArrayList<>(sentences.size());
        for (SentenceSignals sentence : sentences) {
            int before = score.mentions.size();
            score.addAnchors(sentence);
            anchors.add(List.copyOf(score.mentions.subList(before, score.mentions.size())));
        }
        for (int i = 0; i < anchors.size(); i++) {
            boolean beside = i > 0 && !anchors.get(i - 1).isEmpty()
                    || i + 1 < anchors.size() && !anchors.get(i + 1).isEmpty();
            score.addTerms(
                    sentences.get(i), anchors.get(i), beside || !anchors.get(i).isEmpty());
        }
        return score;
    }

    /** The whole score; what speaks against is taken off. */
    double total() {
        return Math.min(MOST_BY_ANCHORS, sum(anchors)) + rivalry + conflict() - Math.min(MOST_AGAINST, sum(against));
    }

    /** Whether it is more than the name of a country: words of conflict stand by, or it is named beyond doubt. */
    boolean isConflict() {
        return conflict() >= LEAST_CONFLICT || sum(anchors) + rivalry >= BEYOND_DOUBT;
    }

    /** What words of conflict, posture or negotiation contribute. */
    private double conflict() {
        return Math.min(MOST_BY_TERMS, sum(terms));
    }

    /** The mentions that speak for it, in the order of the text. */
    List<Mention> mentions() {
        return mentions;
    }

    private void addAnchors(SentenceSignals sentence) {
        for (Country country : sentence.countries()) {
            if (definition.getParties().contains(country.code())) {
                keep(anchors, country.code(), definition.getPartyWeight() * sentence.position());
                mentions.add(country.mention());
            }
        }
        for (Found found : sentence.found()) {
            if (found.signal().definition() == index && found.signal().role() == Role.ANCHOR) {
                keep(anchors, found.signal().term(), found.signal().weight() * sentence.position() * found.factor());
                mentions.add(found.mention());
            }
        }
        for (FlashpointRivalry rivals : definition.getRivals()) {
            Mention first = mention(sentence, rivals.getFirst());
            Mention second = mention(sentence, rivals.getSecond());
            if (first != null && second != null) {
                rivalry = Math.max(rivalry, rivals.getWeight() * sentence.position());
                mentions.add(first);
                mentions.add(second);
            }
        }
    }

    private static @Nullable Mention mention(SentenceSignals sentence, String country) {
        for (Country one : sentence.countries()) {
            if (one.code().equals(country)) {
                return one.mention();
            }
        }
        return null;
    }

    private void addTerms(SentenceSignals sentence, List<Mention> anchorsHere, boolean beside) {
        for (Found found : sentence.found()) {
            Signal signal = found.signal();
            if (signal.definition() != index && signal.definition() != Signal.SHARED) {
                continue;
            }
            double weight = signal.weight() * sentence.position();
            if (signal.role() == Role.AGAINST) {
                keep(against, signal.term(), weight);
            } else if (signal.role() == Role.TERM && beside && weight > 0) {
                boolean near = anchorsHere.stream().anyMatch(anchor -> isNear(anchor, found.mention()));
                keep(terms, signal.term(), weight * found.factor() * (near ? 1 : NEXT_TO));
                if (near) {
                    mentions.add(found.mention());
                }
            }
        }
    }

    private static boolean isNear(Mention anchor, Mention term) {
        return term.getBegin() - anchor.getEnd() <= NEAR && anchor.getBegin() - term.getEnd() <= NEAR;
    }

    private static void keep(Map<Object, Double> weights, Object key, double weight) {
        weights.merge(key, weight, Math::max);
    }

    private static double sum(Map<Object, Double> weights) {
        double sum = 0;
        for (double weight : weights.values()) {
            sum += weight;
        }
        return sum;
    }
}
