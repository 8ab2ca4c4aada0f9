package dev.dateline.analysis.flashpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.RecordJson;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlashpointJsonTest {

    private static final String GOOD = """
            {
              "id": "cod-war",
              "name": "Cod war",
              "version": 3,
              "rivals": [
                {"first": "IS", "second": "GB", "weight": 1.5}
              ],
              "places": [
                {"text": "Iceland Sea", "weight": 2.0},
                {"text": "Westfjords", "weight": 0.5}
              ],
              "aboutThreshold": 3,
              "mentionThreshold": 2.0,
              "latitude": 65.5,
              "longitude": -24
            }
            """;

    @Test
    void aDefinitionIsReadAndWhatItLeavesOutHasItsDefault() throws Exception {
        FlashpointDefinition definition = FlashpointJson.read(GOOD);

        assertThat(definition.getId()).isEqualTo("cod-war");
        assertThat(definition.getVersion()).isEqualTo(3);
        assertThat(definition.getRivals().getFirst().getSecond()).isEqualTo("GB");
        assertThat(definition.getPlaces()).hasSize(2);
        assertThat(definition.getPartyWeight()).isEqualTo(0.5);
        assertThat(definition.getActors()).isEmpty();
        assertThat(definition.getAboutThreshold()).isEqualTo(3);
    }

    @Test
    void everyDefinitionThatShipsIsReadFromItsOwnJson() throws Exception {
        assertThat(FlashpointFiles.standard()).hasSizeGreaterThanOrEqualTo(21);
        for (FlashpointDefinition definition : FlashpointFiles.standard()) {
            assertThat(FlashpointJson.read(RecordJson.of(definition))).isEqualTo(definition);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "cod-war"                        | "Cod War"           | 2  | id                   | lower-case
            "Cod war"                        | ""                  | 3  | name                 | name to show
            "version": 3                     | "version": 0        | 4  | version              | 1 or more
            "version": 3                     | "version": 2.5      | 4  | version              | whole number
            "first": "IS"                    | "first": "Iceland"  | 6  | rivals[0].first      | not 'Iceland'
            "second": "GB"                   | "second": "IS"      | 6  | rivals[0].second     | another country
            "weight": 2.0                    | "weight": 200       | 9  | places[0].weight     | to 10.0
            "weight": 2.0                    | "weight": "2"       | 9  | places[0].weight     | must be a number, not a text
            {"text": "Iceland Sea",          | {                   | 9  | places[0].text       | is missing
            "Westfjords"                     | "Iceland Sea"       | 10 | places[1].text       | stands already in places[0]
            "Westfjords"                     | "--"                | 10 | places[1].text       | a letter or a digit
            "places"                         | "place"             | 8  | place                | is no field here; there are: id,
            "places"                         | "rivals"            | 8  | rivals               | stands twice
            "mentionThreshold": 2.0          | "mentionThreshold": 3.5 | 13 | mentionThreshold | not be higher than
            "latitude": 65.5                 | "latitude": 165.5   | 14 | latitude             | from -90.0 to 90.0
            "version": 3                     | "version": 3, "reach": "SENTENCE" | 4 | reach    | must be one of sentence,
            "version": 3                     | "version": 3, "nearCharacters": -1 | 4 | nearCharacters | from 0
            "longitude": -24                 | "longitude": null   | 15 | longitude            | not null
            "longitude": -24                 | "longitude": -24,   | 16 | ''                   | is not JSON
            """)
    void aMistakeIsToldWithItsLineAndItsField(String part, String instead, int line, String field, String words) {
        String text = GOOD.replaceFirst(Pattern.quote(part), instead);

        BadDefinitionException refusal =
                catchThrowableOfType(BadDefinitionException.class, () -> FlashpointJson.read(text));

        assertThat(refusal.problems()).anySatisfy(problem -> {
            assertThat(problem.line()).as(problem.toString()).isEqualTo(line);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(words);
        });
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheText() {
        String text = """
                {
                  "id": "x",
                  "nam": "X",
                  "version": "one",
                  "places": [{"text": 7, "weight": 1}],
                  "aboutThreshold": 3, "mentionThreshold": 2, "latitude": 0
                }
                """;

        BadDefinitionException refusal =
                catchThrowableOfType(BadDefinitionException.class, () -> FlashpointJson.read(text));

        assertThat(refusal.problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("name", "longitude", "nam", "version", "places[0].text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''       | not null
            []       | not a list
            "x"      | not a text
            {} {}    | line
            """)
    void whatIsNoObjectIsRefused(String text, String words) {
        BadDefinitionException refusal =
                catchThrowableOfType(BadDefinitionException.class, () -> FlashpointJson.read(text));

        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains(words);
    }

    @Test
    void aDefinitionThatNamesNothingIsRefused() {
        String text = GOOD.replaceAll("(?s)\"rivals\".*\"aboutThreshold\"", "\"aboutThreshold\"");

        BadDefinitionException refusal =
                catchThrowableOfType(BadDefinitionException.class, () -> FlashpointJson.read(text));

        assertThat(refusal.problems()).extracting(DefinitionProblem::field).containsExactly("places");
    }
}
