package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.Explanation.Change;
import dev.dateline.analysis.flashpoints.Explanation.Finding;
import dev.dateline.analysis.flashpoints.Explanation.Rule;
import dev.dateline.analysis.flashpoints.Part.Reach;
import dev.dateline.analysis.flashpoints.SentenceSignals.Position;
import dev.dateline.analysis.flashpoints.Signal.Role;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says why a text is or is not about a flashpoint, by the very rules that tag it. Pure; safe for use by many threads. */
public final class Explainer {

    private static final int EXAMPLES = 5;

    private final FlashpointDefinition definition;
    private final TextSignals text;
    private final Score score;

    private Explainer(Document document, List<Tag> countries, FlashpointDefinition definition) {
        this.definition = definition;
        this.text = new SignalReader(List.of(definition)).read(document, countries);
        this.score = Score.of(definition, 0, text);
    }

    /** Explains what an article is to a flashpoint. */
    public static Explanation explain(RawArticle article, FlashpointDefinition definition) {
        return explain(Document.of(article.getTitle(), article.getBody()), definition);
    }

    /** Explains what a document is to a flashpoint. */
    public static Explanation explain(Document document, FlashpointDefinition definition) {
        return new Explainer(document, GeographyReader.standard().read(document).countries(), definition).explanation();
    }

    private Explanation explanation() {
        Verdict verdict = score.verdict();
        double margin = score.total() - definition.getAboutThreshold();
        return new Explanation(
                definition.getId(),
                definition.getName(),
                definition.getVersion(),
                verdict,
                Confidence.of(verdict, margin),
                score.total(),
                definition.getAboutThreshold(),
                definition.getMentionThreshold(),
                rules(),
                changes(verdict));
    }

    private List<Rule> rules() {
        return List.of(parties(), rivals(), places(), actors(), terms(), against(), conflict());
    }

    private Rule parties() {
        List<String> lacked = definition.getParties().stream()
                .filter(code -> !text.countries().contains(code))
                .map(code -> country(code) + " is not named")
                .toList();
        return rule(Role.PARTY, "parties", "Is one of its countries named?", score.sum(Role.PARTY), lacked);
    }

    private Rule rivals() {
        List<String> lacked = new ArrayList<>();
        for (FlashpointRivalry rivals : definition.getRivals()) {
            String first = country(rivals.getFirst());
            String second = country(rivals.getSecond());
            boolean hasFirst = text.countries().contains(rivals.getFirst());
            boolean hasSecond = text.countries().contains(rivals.getSecond());
            if (hasFirst && hasSecond) {
                if (points(Role.RIVALS, rivals.getFirst() + " and " + rivals.getSecond()) == 0) {
                    lacked.add(first + " and " + second + " are not named within one sentence");
                }
            } else if (hasFirst || hasSecond) {
                lacked.add(
                        (hasFirst
                                ? second + " is not named beside " + first
                                : first + " is not named beside " + second));
            }
        }
        if (lacked.isEmpty()
                && score.sum(Role.RIVALS) == 0
                && !definition.getRivals().isEmpty()) {
            lacked.add("neither country of any of its pairs is named");
        }
        return rule(
                Role.RIVALS,
                "rivals",
                "Are two countries at odds named within one sentence?",
                score.sum(Role.RIVALS),
                lacked);
    }

    private Rule places() {
        return rule(
                Role.PLACE,
                "places",
                "Is a place named that stands for it?",
                score.sum(Role.PLACE),
                lacking("place", definition.getPlaces(), Role.PLACE));
    }

    private Rule actors() {
        return rule(
                Role.ACTOR,
                "actors",
                "Is a group, leader or body named that stands for it?",
                score.sum(Role.ACTOR),
                lacking("actor", definition.getActors(), Role.ACTOR));
    }

    private Rule terms() {
        List<String> lacked = new ArrayList<>();
        score.parts().stream()
                .filter(part -> part.role() == Role.TERM && part.reach() == Reach.OUT)
                .map(part -> quoted(part.phrase()) + " stands out of reach of any party, place or actor")
                .distinct()
                .forEach(lacked::add);
        if (score.sum(Role.TERM) == 0) {
            lacked.add(
                    "no word of conflict, posture or negotiation counts, such as " + strongest(definition.getTerms()));
        }
        return rule(
                Role.TERM,
                "terms",
                "Do words of conflict, posture or negotiation stand near?",
                Math.min(Score.MOST_BY_TERMS, score.sum(Role.TERM)),
                lacked);
    }

    private Rule against() {
        return new Rule(
                "against",
                "Does it speak of another subject?",
                score.sum(Role.AGAINST) == 0,
                -Math.min(Score.MOST_AGAINST, score.sum(Role.AGAINST)),
                found(Role.AGAINST),
                List.of());
    }

    private Rule conflict() {
        List<String> lacked = new ArrayList<>();
        if (!score.isNamed()) {
            lacked.add("neither a party, a pair of rivals, nor a place or actor that stands alone is named");
        }
        if (!score.isConflict()) {
            lacked.add(String.format(
                    Locale.ROOT,
                    "words of conflict count %.1f of the %.1f they must, and it is not named beyond doubt",
                    Math.min(Score.MOST_BY_TERMS, score.sum(Role.TERM)),
                    Score.LEAST_CONFLICT));
        }
        if (!score.isCentral()) {
            lacked.add(
                    "it is named neither in the title nor in the lead nor throughout, so that it is in passing at most");
        }
        return new Rule(
                "conflict",
                "Is it the conflict that is named, not only a country, and where an article says what it is about?",
                score.isNamed() && score.isConflict() && score.isCentral(),
                0,
                List.of(),
                lacked);
    }

    private Rule rule(Role role, String name, String asks, double points, List<String> lacked) {
        return new Rule(name, asks, points > 0, points, found(role), lacked);
    }

    private List<Finding> found(Role role) {
        return score.parts().stream()
                .filter(part -> part.role() == role && part.reach() != Reach.OUT)
                .map(part -> new Finding(
                        part.phrase(),
                        part.weight(),
                        score.counts(part) ? (role == Role.AGAINST ? -part.points() : part.points()) : 0,
                        note(part),
                        part.mentions()))
                .toList();
    }

    private String note(Part part) {
        if (!score.counts(part)) {
            return "counts once, where it counts most";
        }
        return List.of(
                        part.position().note(),
                        part.reach().note(),
                        part.standing().note())
                .stream()
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private List<String> lacking(String what, List<FlashpointTerm> terms, Role role) {
        if (terms.isEmpty() || score.parts().stream().anyMatch(part -> part.role() == role)) {
            return List.of();
        }
        return List.of("no " + what + " of its " + terms.size() + " is named, such as " + strongest(terms));
    }

    private double points(Role role, Object key) {
        return score.parts().stream()
                .filter(part -> part.role() == role && part.key().equals(key))
                .mapToDouble(Part::points)
                .max()
                .orElse(0);
    }

    /** What would have changed the answer: first what to leave out, then what to add. */
    private List<Change> changes(Verdict verdict) {
        List<Change> changes = new ArrayList<>();
        withoutOne(verdict, changes);
        if (verdict != Verdict.ABOUT) {
            withOne(verdict, changes);
        }
        return changes;
    }

    private void withoutOne(Verdict verdict, List<Change> changes) {
        Set<Object> keys = new LinkedHashSet<>();
        score.parts().stream()
                .filter(score::counts)
                .sorted(Comparator.comparingDouble(Part::points).reversed())
                .forEach(part -> keys.add(part.key()));
        boolean changed = false;
        for (Object key : keys) {
            Verdict then = Score.of(definition, 0, text, key).verdict();
            if (then != verdict) {
                changed = true;
                changes.add(new Change(then, "Without " + quoted(phrase(key)) + " it would be " + words(then) + "."));
            }
        }
        if (!changed && verdict == Verdict.ABOUT) {
            changes.add(new Change(verdict, "No single word or country less would change the answer."));
        }
        if (verdict != Verdict.ABOUT && score.sum(Role.AGAINST) > 0) {
            double total = score.total() + Math.min(Score.MOST_AGAINST, score.sum(Role.AGAINST));
            Verdict then = score.isNamed() && score.isConflict()
                    ? total >= definition.getAboutThreshold() && score.isCentral()
                            ? Verdict.ABOUT
                            : total >= definition.getMentionThreshold() ? Verdict.IN_PASSING : Verdict.NOT
                    : Verdict.NOT;
            if (then != verdict) {
                changes.add(
                        new Change(then, "Without all the words of another subject it would be " + words(then) + "."));
            }
        }
    }

    private void withOne(Verdict verdict, List<Change> changes) {
        List<FlashpointTerm> names = new ArrayList<>(definition.getPlaces());
        names.addAll(definition.getActors());
        names.removeIf(name -> name.getWeight() < Signal.STANDS_ALONE);
        addition(verdict, Role.PLACE, names, " in the lead").ifPresent(changes::add);
        List<FlashpointTerm> terms = new ArrayList<>(definition.getTerms());
        terms.addAll(FlashpointFiles.vocabulary().terms());
        if (score.parts().stream().anyMatch(part -> part.role().isAnchor())) {
            addition(verdict, Role.TERM, terms, " in the lead, near what names it")
                    .ifPresent(changes::add);
        }
        for (FlashpointRivalry rivals : definition.getRivals()) {
            Verdict then = score.verdictWith(Role.RIVALS, rivals.getWeight());
            if (then.compareTo(verdict) < 0) {
                changes.add(new Change(
                        then,
                        "With " + country(rivals.getFirst()) + " and " + country(rivals.getSecond())
                                + " in one sentence of the lead it would be " + words(then) + "."));
            }
        }
        double missing = definition.getAboutThreshold() - score.total();
        if (missing > 0) {
            changes.add(new Change(
                    Verdict.ABOUT, String.format(Locale.ROOT, "It lacks %.1f points of being about it.", missing)));
        }
    }

    /** The weakest phrase that is not in the text and would raise the answer as far as one phrase can. */
    private Optional<Change> addition(Verdict verdict, Role role, List<FlashpointTerm> phrases, String where) {
        Set<String> there = score.parts().stream().map(Part::phrase).collect(Collectors.toSet());
        return phrases.stream()
                .filter(phrase -> !there.contains(phrase.getText()))
                .filter(phrase -> with(role, phrase).compareTo(verdict) < 0)
                .min(Comparator.comparing((FlashpointTerm phrase) -> with(role, phrase))
                        .thenComparingDouble(FlashpointTerm::getWeight))
                .map(phrase -> new Change(
                        with(role, phrase),
                        "With " + quoted(phrase.getText()) + where + ", it would be " + words(with(role, phrase))
                                + "."));
    }

    private Verdict with(Role role, FlashpointTerm phrase) {
        return score.verdictWith(role, phrase.getWeight() * Position.LEAD.factor());
    }

    private String phrase(Object key) {
        return score.parts().stream()
                .filter(part -> part.key().equals(key))
                .map(part -> part.mentions().stream()
                        .map(Mention::getText)
                        .distinct()
                        .collect(Collectors.joining(" and ")))
                .findFirst()
                .orElse("");
    }

    private static String strongest(List<FlashpointTerm> terms) {
        return terms.stream()
                .sorted(Comparator.comparingDouble(FlashpointTerm::getWeight).reversed())
                .limit(EXAMPLES)
                .map(term -> quoted(term.getText()))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String country(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case ABOUT -> "about it";
            case IN_PASSING -> "in passing";
            case NOT -> "not tagged";
        };
    }
}
