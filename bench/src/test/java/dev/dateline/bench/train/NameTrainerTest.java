package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.analysis.entities.NameFeatures;
import dev.dateline.analysis.entities.NameModel;
import dev.dateline.analysis.entities.NameTagger;
import dev.dateline.analysis.entities.Span;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameTrainerTest {

    private static final NameFeatures FEATURES = NameFeatures.standard();

    private static final List<MarkedSentence> SENTENCES = List.of(
            sentence("Captain Zorp flew home .", new MarkedSpan(EntityType.PERSON, 1, 2)),
            sentence(
                    "Captain Zorp slept at Blim .",
                    new MarkedSpan(EntityType.PERSON, 1, 2),
                    new MarkedSpan(EntityType.LOCATION, 4, 5)),
            sentence("They slept at Blim .", new MarkedSpan(EntityType.LOCATION, 3, 4)));

    @Test
    void equalInputGivesEqualBytes() throws Exception {
        assertThat(trainedBytes()).isEqualTo(trainedBytes());
    }

    @Test
    void whatWasLearnedSurvivesWritingAndReading() throws Exception {
        NameTagger tagger = new NameTagger(NameModel.read(new ByteArrayInputStream(trainedBytes())), FEATURES);

        List<Span> spans = tagger.tag(List.of("Captain", "Zorp", "slept", "at", "Blim", "."));

        assertThat(spans.stream().map(Span::type)).containsExactly(EntityType.PERSON, EntityType.LOCATION);
    }

    private static byte[] trainedBytes() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new NameTrainer(FEATURES, 20, 0.1f).train(SENTENCES).write(bytes);
        return bytes.toByteArray();
    }

    private static MarkedSentence sentence(String words, MarkedSpan... names) {
        return MarkedSentence.of(List.of(words.split(" ")), List.of(names));
    }
}
