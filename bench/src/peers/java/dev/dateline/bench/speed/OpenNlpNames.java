package dev.dateline.bench.speed;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedText;
import dev.dateline.bench.train.TrainNames;
import java.io.IOException;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;

/**
 * Apache OpenNLP's finder of names with its default features and settings, trained on the sets that our own model learned
 * from, each read as often; sentences by the JDK, tokens by OpenNLP's simple tokenizer.
 */
final class OpenNlpNames implements NameReading {

    private final NameFinderME finder;

    private OpenNlpNames(TokenNameFinderModel model) {
        this.finder = new NameFinderME(model);
    }

    /** A finder that has learned from a folder of CoNLL files. */
    static NameReading trained(Path folder) throws IOException {
        List<NameSample> samples =
                TrainNames.sentences(folder).stream().map(OpenNlpNames::sample).toList();
        return new OpenNlpNames(NameFinderME.train(
                "eng",
                null,
                ObjectStreamUtils.createObjectStream(samples),
                TrainingParameters.defaultParams(),
                new TokenNameFinderFactory()));
    }

    private static NameSample sample(MarkedSentence sentence) {
        Span[] names = sentence.names().stream()
                .map(name -> new Span(
                        sentence.firstToken().get(name.begin()),
                        sentence.firstToken().get(name.end()),
                        name.type().name()))
                .toArray(Span[]::new);
        return new NameSample(sentence.tokens().toArray(String[]::new), names, false);
    }

    @Override
    public String name() {
        return "opennlp";
    }

    @Override
    public Set<MarkedText.Stretch> read(String text) {
        Set<MarkedText.Stretch> found = new HashSet<>();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int begin = sentences.first();
        for (int end = sentences.next(); end != BreakIterator.DONE; begin = end, end = sentences.next()) {
            String sentence = text.substring(begin, end);
            Span[] positions = SimpleTokenizer.INSTANCE.tokenizePos(sentence);
            for (Span name : finder.find(Span.spansToStrings(positions, sentence))) {
                int first = begin + positions[name.getStart()].getStart();
                int last = begin + positions[name.getEnd() - 1].getEnd();
                found.add(new MarkedText.Stretch(
                        EntityType.valueOf(name.getType()),
                        text.codePointCount(0, first),
                        text.codePointCount(0, last)));
            }
        }
        finder.clearAdaptiveData();
        return found;
    }
}
