package dev.dateline.analysis.countries;

import dev.dateline.analysis.countries.CountryName.Kind;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All mentions of one country in a document. Not safe for use by several threads. */
final class Evidence {

    /** Where a mention stands, with what it weighs beside others. */
    enum Place {
        TITLE(3),
        DATELINE(2),
        LEAD(2),
        BODY(1);

        private final double weight;

        Place(double weight) {
            this.weight = weight;
        }
    }

    /** Sentences of the body that belong to the lead. */
    static final int LEAD = 2;

    private static final double SUREST = 0.99;

    private final List<Mention> mentions = new ArrayList<>();
    private final Set<Place> places = EnumSet.noneOf(Place.class);
    private double weight;
    private double doubt = 1;
    private Kind kind = Kind.CITY;

    void add(Mention mention, Kind mentionKind, Place place) {
        mentions.add(mention);
        places.add(place);
        weight += place.weight;
        doubt *= 1 - mentionKind.confidence();
        kind = mentionKind.compareTo(kind) < 0 ? mentionKind : kind;
    }

    /** All mentions, in the order of the text. */
    List<Mention> mentions() {
        return mentions.stream()
                .sorted(Comparator.comparing(Mention::getField).thenComparing(Mention::getBegin))
                .toList();
    }

    /** The surest kind of its mentions. */
    Kind kind() {
        return kind;
    }

    /** Sum of what the mentions weigh. */
    double weight() {
        return weight;
    }

    /** How likely the country is named at all, 0..1: mentions are taken as independent. */
    double confidence() {
        return Math.min(SUREST, 1 - doubt);
    }

    /**
     * How likely the article concerns the country rather than names it in passing, 0..1: a logistic function of where
     * and how often it is named. Its coefficients were fitted on one half of the country labels of Reuters-21578 and
     * rounded.
     *
     * @param heaviest the weight of the country with the most
     */
    double salience(double heaviest) {
        double logit = -1.9 + 0.7 * Math.log(mentions.size()) + 1.4 * weight / heaviest;
        logit += places.contains(Place.TITLE) ? 1.4 : 0;
        logit += places.contains(Place.LEAD) ? 0.3 : 0;
        logit += places.contains(Place.DATELINE) ? 4 : 0;
        logit -= kind == Kind.NAME || kind == Kind.REGION ? 0 : 1;
        return 1 / (1 + Math.exp(-logit));
    }

    /**
     * The tags of countries, the most salient first.
     *
     * @param evidence what there is for each country, by code
     * @param rule how the receipt names the rule
     */
    static List<Tag> tags(Map<String, Evidence> evidence, Function<Evidence, String> rule, String ruleVersion) {
        double heaviest =
                evidence.values().stream().mapToDouble(Evidence::weight).max().orElse(1);
        List<Tag> tags = new ArrayList<>();
        evidence.forEach((country, one) -> tags.add(Tag.newBuilder()
                .setId(country)
                .setLabel(CountryTable.standard().label(country))
                .setConfidence(one.confidence())
                .setSalience(one.salience(heaviest))
                .setRule(rule.apply(one))
                .setRuleVersion(ruleVersion)
                .setMentions(one.mentions())
                .build()));
        tags.sort(Comparator.comparingDouble(Tag::getSalience).reversed().thenComparing(Tag::getId));
        return tags;
    }
}
