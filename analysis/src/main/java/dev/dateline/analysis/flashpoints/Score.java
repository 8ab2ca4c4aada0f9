package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.Part.Reach;
import dev.dateline.analysis.flashpoints.SentenceSignals.Country;
import dev.dateline.analysis.flashpoints.SentenceSignals.Found;
import dev.dateline.analysis.flashpoints.SentenceSignals.Position;
import dev.dateline.analysis.flashpoints.Signal.Role;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.Mention;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How strongly a text speaks for one definition. Each phrase, country and pair counts once, where it counts most; terms
 * count where a party, a place, an actor or a pair is within reach.
 */
final class Score {

    static final double MOST_BY_ANCHORS = 3.5;
    static final double MOST_BY_TERMS = 4;
    static final double MOST_AGAINST = 4;

    /** What words of conflict must contribute where the flashpoint is not named beyond doubt. */
    static final double LEAST_CONFLICT = 0.5;

    /** What parties, places, actors and pairs contribute that need no word of conflict. */
    static final double BEYOND_DOUBT = 2.8;

    /** From this many sentences that name it, and one in as many, it is a subject though neither title nor lead names it. */
    private static final int THROUGHOUT = 4;

    private final FlashpointDefinition definition;
    private final int index;
    private final TextSignals text;
    private final @Nullable Object without;
    private final boolean everything;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Object, Part> counted = new HashMap<>();
    private final Map<Integer, List<Mention>> anchors = new HashMap<>();
    private final Map<Role, Double> sums = new EnumMap<>(Role.class);

    private Score(
            FlashpointDefinition definition,
            int index,
            TextSignals text,
            @Nullable Object without,
            boolean everything) {
        this.definition = definition;
        this.index = index;
        this.text = text;
        this.without = without;
        this.everything = everything;
    }

    /** The score with all that an explanation tells of, also what does not count. */
    static Score of(FlashpointDefinition definition, int index, TextSignals text) {
        return of(definition, index, text, null);
    }

    /** The score that a text would have if it did not hold what a key stands for. */
    static Score of(FlashpointDefinition definition, int index, TextSignals text, @Nullable Object without) {
        return added(new Score(definition, index, text, without, true));
    }

    /** The same score and verdict, without the terms that count nothing: what tagging needs, at a fraction of the cost. */
    static Score ofWhatCounts(FlashpointDefinition definition, int index, TextSignals text) {
        return added(new Score(definition, index, text, null, false));
    }

    private static Score added(Score score) {
        score.addCountries();
        score.addPlacesAndActors();
        if (score.everything || score.isNamed()) {
            score.addTerms();
        }
        for (Part part : score.counted.values()) {
            if (part.role() == Role.RIVALS) {
                score.sums.merge(Role.RIVALS, part.points(), Math::max);
            } else {
                score.sums.merge(part.role(), part.points(), Double::sum);
            }
        }
        return score;
    }

    /** Everything that was found, also what does not count, in the order in which it was looked for. */
    List<Part> parts() {
        return parts;
    }

    /** Whether a part is the one that counts of all with its key. */
    boolean counts(Part part) {
        return part.points() > 0
                && counted.get(part.key()) == part
                && (part.role() != Role.RIVALS || part.points() >= sum(Role.RIVALS));
    }

    /** The whole score; what speaks against is taken off. */
    double total() {
        return totalWith(Role.TERM, 0);
    }

    /** The score with further points of a role. */
    double totalWith(Role role, double points) {
        return Math.min(MOST_BY_ANCHORS, named() + (role == Role.PLACE ? points : 0))
                + Math.max(sum(Role.RIVALS), role == Role.RIVALS ? points : 0)
                + Math.min(MOST_BY_TERMS, sum(Role.TERM) + (role == Role.TERM ? points : 0))
                - Math.min(MOST_AGAINST, sum(Role.AGAINST));
    }

    /** Whether it is more than the name of a country: words of conflict stand by, or it is named beyond doubt. */
    boolean isConflict() {
        return isConflictWith(Role.TERM, 0);
    }

    /** Whether it would be a conflict with further points of a role. */
    boolean isConflictWith(Role role, double points) {
        double conflict = Math.min(MOST_BY_TERMS, sum(Role.TERM) + (role == Role.TERM ? points : 0));
        return conflict >= LEAST_CONFLICT
                || named() + sum(Role.RIVALS) + (role.isAnchor() ? points : 0) >= BEYOND_DOUBT;
    }

    /** What a text with this score is to the definition. */
    Verdict verdict() {
        return verdict(isNamed(), total(), isConflict(), isCentral());
    }

    /** What a text with this score and further points of a role is to the definition. */
    Verdict verdictWith(Role role, double points) {
        return verdict(
                isNamed() || role.isAnchor(),
                totalWith(role, points),
                isConflictWith(role, points),
                isCentralWith(role));
    }

    /** Whether a party, a pair, or a place or actor that stands alone is named. */
    boolean isNamed() {
        return namedWeight() >= Signal.STANDS_ALONE
                || definition.getParties().stream()
                        .anyMatch(code -> text.countries().contains(code) && !excluded(code))
                || definition.getRivals().stream().anyMatch(this::isNamed);
    }

    /** What the places and actors weigh, each once. */
    private double namedWeight() {
        return counted.values().stream()
                .filter(part -> part.role() == Role.PLACE || part.role() == Role.ACTOR)
                .mapToDouble(Part::weight)
                .sum();
    }

    private boolean isNamed(FlashpointRivalry rivals) {
        return text.countries().contains(rivals.getFirst())
                && text.countries().contains(rivals.getSecond())
                && !excluded(pair(rivals));
    }

    private boolean excluded(Object key) {
        return key.equals(without);
    }

    private static String pair(FlashpointRivalry rivals) {
        return rivals.getFirst() + " and " + rivals.getSecond();
    }

    /** Whether it is named where an article says what it is about: in the title, in the lead, or throughout. */
    boolean isCentral() {
        return isCentralWith(Role.TERM);
    }

    private boolean isCentralWith(Role role) {
        return role.isAnchor()
                || anchors.size() >= Math.max(THROUGHOUT, text.sentences().size() / THROUGHOUT)
                || counted.values().stream()
                        .anyMatch(part -> part.role().isAnchor() && part.position() != Position.BODY);
    }

    private Verdict verdict(boolean named, double total, boolean conflict, boolean central) {
        if (!named || !conflict || total < definition.getMentionThreshold()) {
            return Verdict.NOT;
        }
        return central && total >= definition.getAboutThreshold() ? Verdict.ABOUT : Verdict.IN_PASSING;
    }

    /** What the parts of a role contribute before its limit; of rivals the most that one pair does. */
    double sum(Role role) {
        return sums.getOrDefault(role, 0.0);
    }

    /** The mentions that speak for it: what names it, and the terms near that. */
    List<Mention> mentions() {
        List<Mention> mentions = new ArrayList<>();
        for (Part part : parts) {
            if (part.points() > 0 && part.role() != Role.AGAINST && part.reach() == Reach.NEAR) {
                mentions.addAll(part.mentions());
            }
        }
        return mentions;
    }

    private double named() {
        return sum(Role.PARTY) + sum(Role.PLACE) + sum(Role.ACTOR);
    }

    private void addCountries() {
        List<FlashpointRivalry> rivalries = definition.getRivals().stream()
                .filter(rivals -> text.countries().contains(rivals.getFirst())
                        && text.countries().contains(rivals.getSecond()))
                .toList();
        if (rivalries.isEmpty() && definition.getParties().stream().noneMatch(text.countries()::contains)) {
            return;
        }
        for (int i = 0; i < text.sentences().size(); i++) {
            SentenceSignals sentence = text.sentences().get(i);
            if (sentence.countries().isEmpty()) {
                continue;
            }
            for (Country country : sentence.countries()) {
                if (definition.getParties().contains(country.code())) {
                    addAnchor(
                            i,
                            Role.PARTY,
                            country.code(),
                            country.code(),
                            definition.getPartyWeight(),
                            Standing.PLAIN,
                            List.of(country.mention()));
                }
            }
            for (FlashpointRivalry rivals : rivalries) {
                Mention first = mention(sentence, rivals.getFirst());
                Mention second = mention(sentence, rivals.getSecond());
                if (first != null && second != null) {
                    String pair = pair(rivals);
                    addAnchor(i, Role.RIVALS, pair, pair, rivals.getWeight(), Standing.PLAIN, List.of(first, second));
                }
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

    private void addPlacesAndActors() {
        for (Found found : text.own(index)) {
            Signal signal = found.signal();
            if (signal.role().isAnchor()) {
                addAnchor(
                        found.sentence(),
                        signal.role(),
                        signal.term(),
                        signal.text(),
                        signal.weight(),
                        found.standing(),
                        List.of(found.mention()));
            }
        }
    }

    private void addAnchor(
            int sentence,
            Role role,
            Object key,
            String phrase,
            double weight,
            Standing standing,
            List<Mention> mentions) {
        SentenceSignals where = text.sentences().get(sentence);
        double points = weight * where.position().factor() * standing.factor();
        if (add(new Part(role, key, phrase, weight, points, where.position(), standing, Reach.NEAR, mentions))) {
            anchors.computeIfAbsent(sentence, number -> new ArrayList<>()).addAll(mentions);
        }
    }

    private void addTerms() {
        for (Found found : text.own(index)) {
            addTerm(found);
        }
        for (SentenceSignals sentence : text.sentences()) {
            sentence.shared().forEach(this::addTerm);
        }
    }

    private void addTerm(Found found) {
        Signal signal = found.signal();
        SentenceSignals where = text.sentences().get(found.sentence());
        double weight = signal.weight() * where.position().factor();
        if (signal.role() == Role.AGAINST) {
            add(new Part(
                    Role.AGAINST,
                    signal.term(),
                    signal.text(),
                    signal.weight(),
                    weight,
                    where.position(),
                    Standing.PLAIN,
                    Reach.NEAR,
                    List.of(found.mention())));
        } else if (signal.role() == Role.TERM && weight > 0) {
            Reach reach = reach(found);
            if (reach == Reach.OUT && !everything) {
                return;
            }
            add(new Part(
                    Role.TERM,
                    signal.term(),
                    signal.text(),
                    signal.weight(),
                    weight * found.standing().factor() * reach.factor(),
                    where.position(),
                    found.standing(),
                    reach,
                    List.of(found.mention())));
        }
    }

    private Reach reach(Found term) {
        int sentence = term.sentence();
        List<Mention> here = anchors.getOrDefault(sentence, List.of());
        for (Mention anchor : here) {
            if (isNear(anchor, term.mention())) {
                return Reach.NEAR;
            }
        }
        boolean within = !here.isEmpty()
                || switch (definition.getReach()) {
                    case SENTENCE -> false;
                    case NEIGHBOURS -> anchors.containsKey(sentence - 1) || anchors.containsKey(sentence + 1);
                    case PARAGRAPH -> inParagraph(sentence);
                };
        return within ? Reach.FAR : Reach.OUT;
    }

    private boolean inParagraph(int sentence) {
        int paragraph = text.sentences().get(sentence).paragraph();
        return anchors.keySet().stream()
                .anyMatch(number -> text.sentences().get(number).paragraph() == paragraph);
    }

    private boolean isNear(Mention anchor, Mention term) {
        int near = definition.getNearCharacters();
        return term.getBegin() - anchor.getEnd() <= near && anchor.getBegin() - term.getEnd() <= near;
    }

    private boolean add(Part part) {
        if (excluded(part.key())) {
            return false;
        }
        parts.add(part);
        counted.merge(part.key(), part, (one, other) -> one.points() >= other.points() ? one : other);
        return true;
    }
}
