package dev.dateline.analysis.topics;

import dev.dateline.analysis.phrases.Words;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Token;
import dev.dateline.analysis.topics.TopicTable.Signal;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tags what a document is about by the words that speak for each topic, each weighted and counted with diminishing
 * effect, for the length of the text. The receipt is the words that spoke loudest. Safe for use by many threads.
 */
public final class TopicTagger {

    private static final String RULE = "topics: weighted words";
    private static final String RULE_VERSION = "3";

    /** Density of evidence from which a subject of the top level is a tag, and a narrower topic. */
    private static final double TOP_THRESHOLD = 0.6;

    private static final double NARROW_THRESHOLD = 0.55;

    /** The weight of words that stand in articles on anything. */
    private static final double EVERYDAY = 1;

    private static final int TITLE_COUNTS = 3;
    private static final int MENTIONS = 8;

    /** The evidence that a text of no words would be divided by; keeps one word of a headline from being enough. */
    private static final double SHORTEST = 4;

    /** How fast the confidence in a narrower topic rises with the density; no set labels these, so it is an estimate. */
    private static final double SLOPE = 4;

    private static final double INTERCEPT = 0.90;
    private static final double BY_DENSITY = 0.53;
    private static final double BY_LEAD = 1.74;

    /** Keeps the logarithm of no evidence finite. */
    private static final double FLOOR = 0.05;

    private final TopicTable table;

    private TopicTagger(TopicTable table) {
        this.table = table;
    }

    /** The tagger with the table of this module, loaded once per JVM. */
    public static TopicTagger standard() {
        return Standard.TAGGER;
    }

    /** The topics of a document, the most salient first. */
    public List<Tag> tag(Document document) {
        List<Evidence> all = read(document);
        double strongest = all.stream().mapToDouble(one -> one.density).max().orElse(1);
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Evidence evidence = all.get(i);
            Topic topic = table.topics().get(i);
            if (evidence.density >= (topic.isTopLevel() ? TOP_THRESHOLD : NARROW_THRESHOLD)) {
                tags.add(Tag.newBuilder()
                        .setId(topic.id())
                        .setLabel(topic.name())
                        .setConfidence(confidence(topic, evidence.density, strongestBeside(i, all)))
                        .setSalience(evidence.density / strongest)
                        .setRule(RULE)
                        .setRuleVersion(RULE_VERSION)
                        .setMentions(evidence.mentions())
                        .build());
            }
        }
        tags.sort(Comparator.comparingDouble(Tag::getSalience).reversed().thenComparing(Tag::getId));
        return tags;
    }

    /** How strongly a document speaks for each subject of the top level (0 and up), by id. */
    public Map<String, Double> subjects(Document document) {
        List<Evidence> all = read(document);
        Map<String, Double> subjects = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (table.topics().get(i).isTopLevel()) {
                subjects.put(table.topics().get(i).id(), all.get(i).density);
            }
        }
        return subjects;
    }

    private List<Evidence> read(Document document) {
        List<Evidence> all = new ArrayList<>();
        for (int i = 0; i < table.topics().size(); i++) {
            all.add(new Evidence());
        }
        int size = 0;
        for (Words words : Words.of(document)) {
            size += words.size();
            int counts = words.sentence().field() == Field.TITLE ? TITLE_COUNTS : 1;
            table.signals().scan(words, hit -> {
                for (Signal signal : hit.values()) {
                    List<Token> tokens = words.sentence().tokens();
                    int begin = tokens.get(hit.first()).begin();
                    int end = tokens.get(hit.end() - 1).end();
                    all.get(signal.topic())
                            .add(signal, document.mention(words.sentence().field(), begin, end), counts);
                }
            });
        }
        for (Evidence evidence : all) {
            evidence.weigh(size);
        }
        return all;
    }

    /** The density of the strongest other subject of the top level. */
    private double strongestBeside(int topic, List<Evidence> all) {
        double strongest = 0;
        for (int i = 0; i < all.size(); i++) {
            if (i != topic && table.topics().get(i).isTopLevel()) {
                strongest = Math.max(strongest, all.get(i).density);
            }
        }
        return strongest;
    }

    /**
     * How likely a topic is right: of a subject of the top level by its evidence and by how far that is ahead of the next
     * subject, in three parameters fitted by logistic regression to 1,800 labelled articles of two sources.
     */
    private static double confidence(Topic topic, double density, double beside) {
        double logit = topic.isTopLevel()
                ? INTERCEPT
                        + BY_DENSITY * Math.log(density + FLOOR)
                        + BY_LEAD * Math.log((density + FLOOR) / (beside + FLOOR))
                : SLOPE * (density - NARROW_THRESHOLD);
        return 1 / (1 + Math.exp(-logit));
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final TopicTagger TAGGER = new TopicTagger(TopicTable.load());
    }

    /** What speaks for one topic in one document. */
    private static final class Evidence {

        private final Map<Integer, Term> terms = new HashMap<>();
        private double density;

        void add(Signal signal, Mention mention, int counts) {
            Term term = terms.computeIfAbsent(signal.term(), key -> new Term(signal.weight()));
            term.counts += counts;
            if (term.mentions.size() < MENTIONS) {
                term.mentions.add(mention);
            }
        }

        /** A long text has more of every word, so that its evidence is divided by the root of its length. */
        void weigh(int words) {
            double sum = terms.values().stream().mapToDouble(Term::evidence).sum();
            density = sum / (SHORTEST + Math.sqrt(words));
        }

        /**
         * The mentions of the strongest words, in the order of the text. Everyday words that only tip the scales, such as a person's
         * title, are no receipt where others speak.
         */
        List<Mention> mentions() {
            boolean telling = terms.values().stream().anyMatch(term -> term.weight > EVERYDAY);
            return terms.values().stream()
                    .filter(term -> !telling || term.weight > EVERYDAY)
                    .sorted(Comparator.comparingDouble(Term::evidence).reversed())
                    .flatMap(term -> term.mentions.stream())
                    .limit(MENTIONS)
                    .sorted(Comparator.comparing(Mention::getField).thenComparing(Mention::getBegin))
                    .collect(Collectors.toList());
        }
    }

    /** One word in one document. */
    private static final class Term {

        private final double weight;
        private final List<Mention> mentions = new ArrayList<>(2);
        private int counts;

        Term(double weight) {
            this.weight = weight;
        }

        double evidence() {
            return weight * (1 + Math.log(counts));
        }
    }
}
