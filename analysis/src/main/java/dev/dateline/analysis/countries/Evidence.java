package dev.dateline.analysis.countries;

import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All mentions of one country in a document. Not safe for use by several threads. */
final class Evidence {

    private final List<Mention> mentions = new ArrayList<>();
    private final Set<TextPart> parts = EnumSet.noneOf(TextPart.class);
    private final Set<NameKind> kinds = EnumSet.noneOf(NameKind.class);
    private double weight;
    private boolean weighed = true;

    void add(CountryMention mention) {
        add(mention.mention(), mention.kind(), mention.part());
        weighed &= mention.weighed();
    }

    /** Adds a mention that means nothing else. */
    void addPlain(Mention mention, NameKind kind, TextPart part) {
        add(mention, kind, part);
        weighed = false;
    }

    private void add(Mention mention, NameKind kind, TextPart part) {
        mentions.add(mention);
        parts.add(part);
        kinds.add(kind);
        weight += part.weight();
    }

    /** All mentions, in the order of the text. */
    List<Mention> mentions() {
        return mentions.stream()
                .sorted(Comparator.comparing(Mention::getField).thenComparing(Mention::getBegin))
                .toList();
    }

    /** The surest kind of its mentions. */
    NameKind kind() {
        return Collections.min(kinds);
    }

    /** Sum of what the mentions weigh. */
    double weight() {
        return weight;
    }

    /** How much of each {@link CountrySign} there is, in its order. */
    double[] signs() {
        double[] signs = new double[CountrySign.values().length];
        set(signs, CountrySign.MENTIONED, true);
        set(signs, CountrySign.BY_NAME, kinds.contains(NameKind.NAME));
        set(signs, CountrySign.BY_ADJECTIVE, kinds.contains(NameKind.ADJECTIVE));
        set(signs, CountrySign.BY_SEAT, kinds.contains(NameKind.SEAT));
        set(signs, CountrySign.BY_REGION, kinds.contains(NameKind.REGION));
        set(signs, CountrySign.BY_CITY, kinds.contains(NameKind.CITY));
        set(signs, CountrySign.BY_LEADER, kinds.contains(NameKind.LEADER));
        signs[CountrySign.MENTIONS.ordinal()] = Math.log(mentions.size());
        set(signs, CountrySign.IN_TITLE, parts.contains(TextPart.TITLE));
        set(signs, CountrySign.IN_DATELINE, parts.contains(TextPart.DATELINE));
        set(signs, CountrySign.IN_LEAD, parts.contains(TextPart.LEAD));
        set(signs, CountrySign.WEIGHED, weighed);
        return signs;
    }

    private static void set(double[] signs, CountrySign sign, boolean there) {
        signs[sign.ordinal()] = there ? 1 : 0;
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
        logit -= kind() == NameKind.NAME || kind() == NameKind.REGION ? 0 : 1;
        return 1 / (1 + Math.exp(-logit));
    }

    private static double heaviest(Map<String, Evidence> evidence) {
        return evidence.values().stream().mapToDouble(Evidence::weight).max().orElse(1);
    }

    /** The countries with what their confidence is fitted to. */
    static List<CountryChoice> choices(Map<String, Evidence> evidence) {
        double heaviest = heaviest(evidence);
        List<CountryChoice> choices = new ArrayList<>();
        evidence.forEach(
                (country, one) -> choices.add(new CountryChoice(country, one.salience(heaviest), one.signs())));
        return choices;
    }

    /**
     * The tags of countries, the most salient first.
     *
     * @param evidence what there is for each country, by code
     * @param rule how the receipt names the rule
     */
    static List<Tag> tags(Map<String, Evidence> evidence, Function<Evidence, String> rule, String ruleVersion) {
        double heaviest = heaviest(evidence);
        List<Tag> tags = new ArrayList<>();
        evidence.forEach((country, one) -> tags.add(Tag.newBuilder()
                .setId(country)
                .setLabel(CountryTable.standard().label(country))
                .setConfidence(CountryConfidence.standard().of(one.signs()))
                .setSalience(one.salience(heaviest))
                .setRule(rule.apply(one))
                .setRuleVersion(ruleVersion)
                .setMentions(one.mentions())
                .build()));
        tags.sort(Comparator.comparingDouble(Tag::getSalience).reversed().thenComparing(Tag::getId));
        return tags;
    }
}
