package dev.dateline.bench.conll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.entities.EntityType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedArticlesTest {

    @TempDir
    Path folder;

    @Test
    void aListedNameIsMarkedWhereverItStandsTheLongestFirst() throws Exception {
        Path file = folder.resolve("dev.jsonl");
        Files.writeString(file, """
                {"text":"Nina Berg of Oslo's port met Berg.","labels":{"Person":["Nina Berg","Berg"],"Facility":["Oslo 's port"],"Location":["Oslo"]}}
                """);

        MarkedSentence sentence =
                MarkedArticles.read(file).getFirst().sentences().getFirst();
        MarkedText text = MarkedArticles.texts(folder).getFirst();

        assertThat(sentence.names())
                .containsExactly(new MarkedSpan(EntityType.PERSON, 0, 2), new MarkedSpan(EntityType.PERSON, 7, 8));
        assertThat(text.names())
                .containsExactlyInAnyOrder(
                        new MarkedText.Stretch(EntityType.PERSON, 0, 9),
                        new MarkedText.Stretch(EntityType.PERSON, 29, 33));
    }
}
