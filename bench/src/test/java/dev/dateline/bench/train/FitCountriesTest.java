package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.countries.CountryConfidence;
import dev.dateline.analysis.countries.CountrySign;
import dev.dateline.analysis.entities.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitCountriesTest {

    private static final String BY_COUNTRIES = """
            {"id":"1","title":"France lifts its ban","text":"PARIS, May 3 - France lifted its ban on Monday.","labels":{"places":["france"]}}
            {"id":"2","title":"Norway builds a port","text":"OSLO, May 3 - Norway will build a port.","labels":{"places":["norway"]}}
            {"id":"3","title":"Ministers meet","text":"They met in Geneva. Brazil was not asked.","labels":{"places":["japan"]}}
            """;

    private static final String BY_PLACES = """
            {"id":"4","title":"","text":"Ships left Norway on Monday.","labels":{"toponyms":[{"start":11,"phrase":"Norway","country":"Norway","lat":62,"lon":10}]}}
            """;

    @TempDir
    Path folder;

    @Test
    void theSameArticlesGiveTheSameBytesAndEverySignHasAWeight() throws IOException {
        List<String> written = fitted("one.tsv");

        assertThat(fitted("two.tsv")).isEqualTo(written);
        assertThat(written.stream().skip(1).map(line -> line.split("\t")[0]))
                .containsExactlyElementsOf(
                        Stream.of(CountrySign.values()).map(CountrySign::name).toList());
    }

    @Test
    void theTableThatShipsHasTheFormThatIsWritten() {
        assertThat(TableFile.rows(CountryConfidence.class, CountryConfidence.TABLE).stream()
                        .map(row -> row[0])
                        .toList())
                .isEqualTo(Arrays.stream(CountrySign.values())
                        .map(CountrySign::name)
                        .toList());
    }

    private List<String> fitted(String name) throws IOException {
        Path countries = Files.writeString(folder.resolve("countries.jsonl"), BY_COUNTRIES);
        Path places = Files.writeString(folder.resolve("places.jsonl"), BY_PLACES);
        Path table = folder.resolve(name);
        FitCountries.main(new String[] {countries.toString(), places.toString(), table.toString()});
        return Files.readAllLines(table);
    }
}
