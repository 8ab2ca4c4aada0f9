package dev.dateline.analysis.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.text.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geneva | Envoys of Switzerland and France met in Geneva on Monday.
            Cologne | The cathedral of Cologne in Germany was closed on Monday.
            Odesa | Drones hit the port of Odesa in Ukraine, the mayor of Odesa said.
            Lyon | Shops in Lyon, the second city of France, were shut.
            """)
    void aCityIsCalledByItsEnglishNameOrElseByItsOwn(String label, String text) {
        assertThat(GeographyReader.standard().read(Document.of("", text)).places())
                .extracting(tag -> tag.getLabel())
                .contains(label);
    }
}
