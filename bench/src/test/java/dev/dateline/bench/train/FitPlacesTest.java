package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.entities.TableFile;
import dev.dateline.analysis.places.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitPlacesTest {

    private static final String ARTICLES = """
            {"id":"a","title":"","text":"Police in London, Ontario, arrested a driver.","labels":{"toponyms":[{"start":10,"phrase":"London","country":"Canada","lat":42.98,"lon":-81.23},{"start":18,"phrase":"Ontario","country":"Canada","fcode":"ADM1","name":"Ontario","lat":50,"lon":-85}]}}
            {"id":"b","title":"","text":"The ministers met in Paris on Monday and left France.","labels":{"toponyms":[{"start":21,"phrase":"Paris","country":"France","lat":48.85,"lon":2.35},{"start":46,"phrase":"France","country":"France","fcode":"PCLI","lat":46,"lon":2}]}}
            """;

    @TempDir
    Path folder;

    @Test
    void theSameArticlesGiveTheSameBytesInTheFormThatShips() throws IOException {
        List<String> written = fitted("one.tsv");

        assertThat(fitted("two.tsv")).isEqualTo(written);
        assertThat(written.stream().skip(1).map(line -> line.split("\t")[0]).toList())
                .isEqualTo(TableFile.rows(Weights.class, Weights.TABLE).stream()
                        .map(row -> row[0])
                        .toList());
    }

    private List<String> fitted(String name) throws IOException {
        Path articles = Files.writeString(folder.resolve("places.jsonl"), ARTICLES);
        Path table = folder.resolve(name);
        FitPlaces.main(new String[] {articles.toString(), table.toString()});
        return Files.readAllLines(table);
    }
}
