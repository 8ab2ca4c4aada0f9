package dev.dateline.analysis.countries;

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

    private static final double SUREST = 0.99;

    private final List<Mention> mentions = new ArrayList<>();
    private final Set<TextPart> parts = EnumSet.noneOf(TextPart.class);
    private double weight;
    private double doubt = 1;
    private NameKind kind = NameKind.CITY;

    void add(Mention mention, NameKind mentionKind, TextPart part) {
        mentions.add(mention);
        parts.add(part);
        weight += part.weight();
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
    NameKind kind() {
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
        logit += parts.contains(TextPart.TITLE) ? 1.4 : 0;
        logit += parts.contains(TextPart.LEAD) ? 0.3 : 0;
        logit += parts.contains(TextPart.DATELINE) ? 4 : 0;
        logit -= kind == NameKind.NAME || kind == NameKind.REGION ? 0 : 1;
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
