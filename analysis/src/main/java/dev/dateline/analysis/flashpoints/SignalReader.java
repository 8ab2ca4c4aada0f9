package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.SentenceSignals.Country;
import dev.dateline.analysis.flashpoints.SentenceSignals.Found;
import dev.dateline.analysis.flashpoints.SentenceSignals.Position;
import dev.dateline.analysis.flashpoints.Signal.Role;
import dev.dateline.analysis.phrases.Hit;
import dev.dateline.analysis.phrases.PhraseTrie;
import dev.dateline.analysis.phrases.Words;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for the phrases of all definitions in one pass over a text. Safe for use by many threads. */
final class SignalReader {

    private static final int LEAD = 3;

    private final PhraseTrie<Signal> phrases;

    SignalReader(List<FlashpointDefinition> definitions) {
        PhraseTrie.Builder<Signal> builder = PhraseTrie.builder();
        FlashpointFiles.Vocabulary vocabulary = FlashpointFiles.vocabulary();
        int term = add(builder, vocabulary.terms(), Signal.SHARED, Role.TERM, 0);
        term = add(builder, vocabulary.against(), Signal.SHARED, Role.AGAINST, term);
        for (int i = 0; i < definitions.size(); i++) {
            FlashpointDefinition definition = definitions.get(i);
            term = add(builder, definition.getPlaces(), i, Role.PLACE, term);
            term = add(builder, definition.getActors(), i, Role.ACTOR, term);
            term = add(builder, definition.getTerms(), i, Role.TERM, term);
            term = add(builder, definition.getAgainst(), i, Role.AGAINST, term);
        }
        this.phrases = builder.build();
    }

    private static int add(
            PhraseTrie.Builder<Signal> builder, List<FlashpointTerm> terms, int definition, Role role, int firstTerm) {
        int number = firstTerm;
        for (FlashpointTerm term : terms) {
            builder.add(term.getText(), new Signal(definition, role, number++, term.getWeight(), term.getText()));
        }
        return number;
    }

    /** What a document holds, with the countries that were found in it. */
    TextSignals read(Document document, List<Tag> countries) {
        TextSignals signals = new TextSignals();
        boolean hasTitle = document.sentences().stream().anyMatch(sentence -> sentence.field() == Field.TITLE);
        int body = 0;
        int paragraph = 0;
        for (Words words : Words.of(document)) {
            Sentence sentence = words.sentence();
            boolean title = sentence.field() == Field.TITLE;
            body += title ? 0 : 1;
            paragraph += sentence.paragraphStart() ? 1 : 0;
            Position position =
                    title || !hasTitle && body == 1 ? Position.TITLE : body <= LEAD ? Position.LEAD : Position.BODY;
            signals.add(new SentenceSignals(position, paragraph));
            findPhrases(document, words, signals);
        }
        addCountries(document, countries, signals);
        return signals;
    }

    private void findPhrases(Document document, Words words, TextSignals signals) {
        Standing[] standings = Standings.of(words);
        int sentence = signals.sentences().size() - 1;
        Hidden hidden = new Hidden();
        phrases.scan(words, hit -> {
            Mention mention = null;
            for (Signal signal : hit.values()) {
                if (!hidden.hides(signal, hit.first())) {
                    mention = mention == null ? mention(document, words, hit) : mention;
                    signals.add(new Found(signal, sentence, mention, standings[hit.first()]));
                }
            }
            hit.values().forEach(signal -> hidden.add(signal, hit.end()));
        });
    }

    /**
     * What the phrases found so far hide: the longest phrase of a definition hides the shorter ones within it, but a term
     * does not hide the place or actor in it.
     */
    private static final class Hidden {

        private final Map<Integer, Integer> anchors = new HashMap<>();
        private final Map<Integer, Integer> others = new HashMap<>();

        boolean hides(Signal signal, int first) {
            Map<Integer, Integer> ends = signal.role().isAnchor() ? anchors : others;
            return ends.getOrDefault(signal.definition(), 0) > first;
        }

        void add(Signal signal, int end) {
            others.merge(signal.definition(), end, Math::max);
            if (signal.role() != Role.TERM || signal.weight() == 0) {
                anchors.merge(signal.definition(), end, Math::max);
            }
        }
    }

    private static Mention mention(Document document, Words words, Hit<?> hit) {
        Sentence sentence = words.sentence();
        int begin = sentence.tokens().get(hit.first()).begin();
        int end = sentence.tokens().get(hit.end() - 1).end();
        return document.mention(sentence.field(), begin, end);
    }

    private static void addCountries(Document document, List<Tag> countries, TextSignals signals) {
        for (Tag country : countries) {
            int sentence = 0;
            for (Mention mention : country.getMentions()) {
                while (!holds(document.sentences().get(sentence), mention)) {
                    sentence++;
                }
                signals.addCountry(sentence, new Country(country.getId(), mention));
            }
        }
    }

    private static boolean holds(Sentence sentence, Mention mention) {
        return sentence.field() == mention.getField()
                && mention.getBegin() >= sentence.begin()
                && mention.getEnd() <= sentence.end();
    }
}
