package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.SentenceSignals.Country;
import dev.dateline.analysis.flashpoints.SentenceSignals.Found;
import dev.dateline.analysis.flashpoints.Signal.Role;
import dev.dateline.analysis.phrases.Hit;
import dev.dateline.analysis.phrases.PhraseTrie;
import dev.dateline.analysis.phrases.Words;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tags the flashpoints that a document is about or mentions in passing. All phrases of all definitions are looked for at
 * once; only definitions that the text names are scored, so that a further definition costs next to nothing. Safe for use
 * by many threads.
 */
public final class FlashpointTagger {

    private static final String RULE = "flashpoints: ";

    private static final double IN_TITLE = 1.5;
    private static final double IN_LEAD = 1;
    private static final double ELSEWHERE = 0.5;
    private static final int LEAD = 3;

    /** What a mention counts that the sentence gives as the cause or date of something else. */
    private static final double AS_A_CAUSE = 0.4;

    private static final int CAUSE_REACHES = 9;

    /** Weight from which a place or actor stands for a flashpoint by itself. */
    private static final double STANDS_ALONE = 1;

    private static final BitSet NONE = new BitSet();

    private static final PhraseTrie<Boolean> CAUSES = causes();

    private final List<FlashpointDefinition> definitions;
    private final PhraseTrie<Signal> phrases;
    private final Map<String, BitSet> byParty = new HashMap<>();
    private final Map<String, List<Rival>> byRival = new HashMap<>();

    private FlashpointTagger(List<FlashpointDefinition> definitions) {
        this.definitions = definitions;
        PhraseTrie.Builder<Signal> builder = PhraseTrie.builder();
        FlashpointFiles.Vocabulary vocabulary = FlashpointFiles.vocabulary();
        int term = add(builder, vocabulary.terms(), Signal.SHARED, Role.TERM, 0);
        term = add(builder, vocabulary.against(), Signal.SHARED, Role.AGAINST, term);
        for (int i = 0; i < definitions.size(); i++) {
            FlashpointDefinition definition = definitions.get(i);
            term = add(builder, definition.getPlaces(), i, Role.ANCHOR, term);
            term = add(builder, definition.getActors(), i, Role.ANCHOR, term);
            term = add(builder, definition.getTerms(), i, Role.TERM, term);
            term = add(builder, definition.getAgainst(), i, Role.AGAINST, term);
            for (String party : definition.getParties()) {
                byParty.computeIfAbsent(party, key -> new BitSet()).set(i);
            }
            for (FlashpointRivalry rivals : definition.getRivals()) {
                byRival.computeIfAbsent(rivals.getFirst(), key -> new ArrayList<>())
                        .add(new Rival(rivals.getSecond(), i));
            }
        }
        this.phrases = builder.build();
    }

    /** The other country of a rivalry, and the definition that states it. */
    private record Rival(String country, int definition) {}

    /** A tagger by definitions, such as {@link FlashpointFiles#standard()}. */
    public static FlashpointTagger of(Collection<FlashpointDefinition> definitions) {
        return new FlashpointTagger(List.copyOf(definitions));
    }

    /**
     * The flashpoints of a document, those it is about first, then by salience.
     *
     * @param countries the document's countries
     */
    public List<Tag> tag(Document document, List<Tag> countries) {
        BitSet named = new BitSet(definitions.size());
        List<SentenceSignals> sentences = read(document, countries, named);
        List<Tag> tags = new ArrayList<>();
        named.stream().forEach(index -> {
            FlashpointDefinition definition = definitions.get(index);
            Score score = Score.of(definition, index, sentences);
            if (score.total() >= definition.getMentionThreshold() && score.isConflict()) {
                tags.add(toTag(definition, score));
            }
        });
        // Salience is above one half exactly where the article is about it.
        tags.sort(Comparator.comparingDouble(Tag::getSalience).reversed().thenComparing(Tag::getId));
        return tags;
    }

    private static int add(
            PhraseTrie.Builder<Signal> builder, List<FlashpointTerm> terms, int definition, Role role, int firstTerm) {
        int number = firstTerm;
        for (FlashpointTerm term : terms) {
            builder.add(term.getText(), new Signal(definition, role, number++, term.getWeight()));
        }
        return number;
    }

    private List<SentenceSignals> read(Document document, List<Tag> countries, BitSet named) {
        List<SentenceSignals> sentences = new ArrayList<>();
        Map<Field, Integer> bodySentences = new HashMap<>();
        for (Words words : Words.of(document)) {
            Field field = words.sentence().field();
            int number = bodySentences.merge(field, 1, Integer::sum);
            double position = field == Field.TITLE ? IN_TITLE : number <= LEAD ? IN_LEAD : ELSEWHERE;
            SentenceSignals signals = new SentenceSignals(position);
            findPhrases(document, words, signals, named);
            sentences.add(signals);
        }
        addCountries(document, countries, sentences, named);
        return sentences;
    }

    private void findPhrases(Document document, Words words, SentenceSignals signals, BitSet named) {
        BitSet caused = caused(words);
        Map<Integer, Integer> ends = new HashMap<>();
        phrases.scan(words, hit -> {
            Mention mention = null;
            for (Signal signal : hit.values()) {
                // The longest phrase of a definition hides the shorter ones within it.
                if (ends.getOrDefault(signal.definition(), 0) > hit.first()) {
                    continue;
                }
                mention = mention == null ? mention(document, words, hit) : mention;
                signals.found().add(new Found(signal, mention, caused.get(hit.first()) ? AS_A_CAUSE : 1));
                if (signal.role() == Role.ANCHOR && signal.weight() >= STANDS_ALONE) {
                    named.set(signal.definition());
                }
            }
            for (Signal signal : hit.values()) {
                ends.merge(signal.definition(), hit.end(), Math::max);
            }
        });
    }

    private static Mention mention(Document document, Words words, Hit<?> hit) {
        Sentence sentence = words.sentence();
        int begin = sentence.tokens().get(hit.first()).begin();
        int end = sentence.tokens().get(hit.end() - 1).end();
        return document.mention(sentence.field(), begin, end);
    }

    /** The words that stand as the cause or date of something else. */
    private static BitSet caused(Words words) {
        BitSet caused = new BitSet();
        CAUSES.scanLongest(words, hit -> caused.set(hit.end(), Math.min(words.size(), hit.end() + CAUSE_REACHES)));
        return caused;
    }

    private void addCountries(Document document, List<Tag> countries, List<SentenceSignals> sentences, BitSet named) {
        Set<String> codes = countries.stream().map(Tag::getId).collect(Collectors.toSet());
        for (Tag country : countries) {
            named.or(byParty.getOrDefault(country.getId(), NONE));
            byRival.getOrDefault(country.getId(), List.of()).stream()
                    .filter(rival -> codes.contains(rival.country()))
                    .forEach(rival -> named.set(rival.definition()));
            int sentence = 0;
            for (Mention mention : country.getMentions()) {
                while (!holds(document.sentences().get(sentence), mention)) {
                    sentence++;
                }
                sentences.get(sentence).countries().add(new Country(country.getId(), mention));
            }
        }
    }

    private static boolean holds(Sentence sentence, Mention mention) {
        return sentence.field() == mention.getField()
                && mention.getBegin() >= sentence.begin()
                && mention.getEnd() <= sentence.end();
    }

    private static Tag toTag(FlashpointDefinition definition, Score score) {
        Set<Mention> mentions = new LinkedHashSet<>(score.mentions());
        double margin = score.total() - definition.getAboutThreshold();
        boolean about = margin >= 0;
        return Tag.newBuilder()
                .setId(definition.getId())
                .setLabel(definition.getName())
                .setConfidence(about ? logistic(0.9 + margin) : logistic(0.5 - margin))
                .setSalience(logistic(margin))
                .setRule(RULE + definition.getId())
                .setRuleVersion(Integer.toString(definition.getVersion()))
                .setAbout(about)
                .setMentions(mentions.stream()
                        .sorted(Comparator.comparing(Mention::getField)
                                .thenComparing(Mention::getBegin)
                                .thenComparing(Mention::getEnd))
                        .toList())
                .build();
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static PhraseTrie<Boolean> causes() {
        PhraseTrie.Builder<Boolean> builder = PhraseTrie.builder();
        for (String phrase : List.of(
                "due to",
                "because of",
                "since",
                "caused by",
                "driven by",
                "fuelled by",
                "fueled by",
                "as a result of",
                "in the wake of",
                "amid fears",
                "exacerbated by",
                "led to",
                "blamed on",
                "the impact of",
                "ahead of",
                "followed by")) {
            builder.add(phrase, true);
        }
        return builder.build();
    }
}
