package dev.dateline.bench.conll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.analysis.entities.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConllFileTest {

    private static final MarkedSpan OSLO = new MarkedSpan(EntityType.LOCATION, 0, 1);
    private static final MarkedSpan NINA_BERG = new MarkedSpan(EntityType.PERSON, 2, 4);

    @TempDir
    Path folder;

    @Test
    void theTagIsTheLastOfFourColumnsWithSpaces() throws Exception {
        assertThat(only("Oslo NNP B-NP I-LOC\nof NN B-NP O\nNina NNP B-NP I-PER\nBerg NNP I-NP I-PER\n")
                        .names())
                .containsExactly(OSLO, NINA_BERG);
    }

    @Test
    void theLetterOfATagCountsInAllSchemes() throws Exception {
        assertThat(only("Oslo\tU-GPE\nof\tO\nNina\tB-PERSON\nBerg\tL-PERSON\n").names())
                .containsExactly(OSLO, NINA_BERG);
        assertThat(only("Oslo\tS-LOCATION\nof\tO\nNina\tB-PER\nBerg\tE-PER\n").names())
                .containsExactly(OSLO, NINA_BERG);
        assertThat(only("Oslo\tI-LOC\nBergen\tB-LOC\n").names())
                .containsExactly(OSLO, new MarkedSpan(EntityType.LOCATION, 1, 2));
    }

    @Test
    void otherTypesAreOutside() throws Exception {
        assertThat(only("Norwegian\tB-MISC\nOslo\tB-NORP\n").names()).isEmpty();
    }

    @Test
    void aDocumentIsWhatStandsBetweenDocstarts() throws Exception {
        Path file = folder.resolve("a.conll");
        Files.writeString(file, "-DOCSTART- -X- O O\n\nOslo O\n\nBergen O\n\n-DOCSTART- -X- O O\n\n# O\n1 O\n");

        List<MarkedDocument> documents = ConllFile.documents(file);

        assertThat(documents.stream().map(document -> document.sentences().size()))
                .containsExactly(2, 1);
        assertThat(documents.getLast().sentences().getFirst().words()).containsExactly("#", "1");
    }

    @Test
    void withoutDocstartEachSentenceStandsAlone() throws Exception {
        Path file = folder.resolve("a.conll");
        Files.writeString(file, "Oslo\tO\n\nBergen\tO\n");

        assertThat(ConllFile.documents(file)).hasSize(2);
    }

    @Test
    void aLineWithoutTagIsRefusedWithItsNumber() throws Exception {
        Path file = folder.resolve("a.conll");
        Files.writeString(file, "Oslo\tO\nBergen\n");

        assertThatThrownBy(() -> ConllFile.documents(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.conll:2");
    }

    private MarkedSentence only(String text) throws IOException {
        Path file = folder.resolve("one.conll");
        Files.writeString(file, text);
        return ConllFile.read(file).getFirst();
    }
}
