package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
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

/**
 * Tags the flashpoints that a document is about or mentions in passing. All phrases of all definitions are looked for at
 * once; only definitions that the text names are scored, so that a further definition costs next to nothing. Immutable,
 * safe for use by many threads, and cheap enough to be made anew whenever a definition changes.
 */
public final class FlashpointTagger {

    private static final String RULE = "flashpoints: ";

    private static final BitSet NONE = new BitSet();

    private final List<FlashpointDefinition> definitions;
    private final SignalReader reader;
    private final Map<String, BitSet> byParty = new HashMap<>();
    private final Map<String, List<Rival>> byRival = new HashMap<>();

    private FlashpointTagger(List<FlashpointDefinition> definitions) {
        this.definitions = definitions;
        this.reader = new SignalReader(definitions);
        for (int i = 0; i < definitions.size(); i++) {
            FlashpointDefinition definition = definitions.get(i);
            for (String party : definition.getParties()) {
                byParty.computeIfAbsent(party, key -> new BitSet()).set(i);
            }
            for (FlashpointRivalry rivals : definition.getRivals()) {
                byRival.computeIfAbsent(rivals.getFirst(), key -> new ArrayList<>())
                        .add(new Rival(rivals.getSecond(), i));
            }
        }
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
        TextSignals text = reader.read(document, countries);
        List<Tag> tags = new ArrayList<>();
        candidates(text).stream().forEach(index -> {
            FlashpointDefinition definition = definitions.get(index);
            Score score = Score.ofWhatCounts(definition, index, text);
            if (score.verdict() != Verdict.NOT) {
                tags.add(toTag(definition, score));
            }
        });
        // Salience is above one half exactly where the article is about it.
        tags.sort(Comparator.comparingDouble(Tag::getSalience).reversed().thenComparing(Tag::getId));
        return tags;
    }

    /** The definitions that a text may name; the others need no score. */
    private BitSet candidates(TextSignals text) {
        BitSet candidates = new BitSet(definitions.size());
        for (String code : text.countries()) {
            candidates.or(byParty.getOrDefault(code, NONE));
            for (Rival rival : byRival.getOrDefault(code, List.of())) {
                if (text.countries().contains(rival.country())) {
                    candidates.set(rival.definition());
                }
            }
        }
        for (int definition : text.definitions()) {
            if (text.own(definition).stream()
                    .anyMatch(found -> found.signal().role().isAnchor())) {
                candidates.set(definition);
            }
        }
        return candidates;
    }

    private static Tag toTag(FlashpointDefinition definition, Score score) {
        Set<Mention> mentions = new LinkedHashSet<>(score.mentions());
        double margin = score.total() - definition.getAboutThreshold();
        Verdict verdict = score.verdict();
        return Tag.newBuilder()
                .setId(definition.getId())
                .setLabel(definition.getName())
                .setConfidence(Confidence.of(verdict, margin))
                .setSalience(Confidence.salience(margin))
                .setRule(RULE + definition.getId())
                .setRuleVersion(Integer.toString(definition.getVersion()))
                .setAbout(verdict == Verdict.ABOUT)
                .setMentions(mentions.stream()
                        .sorted(Comparator.comparing(Mention::getField)
                                .thenComparing(Mention::getBegin)
                                .thenComparing(Mention::getEnd))
                        .toList())
                .build();
    }
}
