package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidateNamesTest {

    @TempDir
    Path folder;

    @Test
    void whatIsHeldBackIsNotLearnedFrom() throws IOException {
        for (TrainNames.Source source : TrainNames.SOURCES) {
            Files.writeString(folder.resolve(source.file()), "Zorp\tB-PER\nsleeps\tO\n\n".repeat(60));
        }

        List<Long> left =
                TrainNames.SOURCES.stream().map(source -> count(source, 0)).toList();

        // Of 60 sentences the first run of 40 is held back for fold 0, but for the set that no person marked.
        assertThat(left)
                .containsExactlyElementsOf(TrainNames.SOURCES.stream()
                        .map(source -> source.byHand() ? 20L * source.times() : 60L * source.times())
                        .collect(Collectors.toList()));
    }

    private long count(TrainNames.Source wanted, int fold) {
        try {
            return TrainNames.sentences(
                            folder,
                            (source, document) ->
                                    source.equals(wanted) && !CrossValidateNames.isHeld(source, document, fold, 5))
                    .size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
