package dev.dateline.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectSuitesTest {

    @TempDir
    Path folder;

    @Test
    void countriesAreComparedAsSetsOfCodesWithTheDatelineReadAsPartOfTheText() throws IOException {
        JsonNode figures = lastLine(new CountriesSuite(), """
                {"title":"MILLS CLOSE","text":"Two mills will close in June.","dateline":"CLEVELAND, Feb 26 -","labels":{"places":["usa"]}}
                {"title":"France and Zaire sign","text":"France signed.","labels":{"places":["france","west-germany"]}}
                {"title":"Norway","text":"An article that nobody labelled.","labels":{"places":[]}}
                """);

        assertThat(figures.get("articles").asInt()).isEqualTo(2);
        assertThat(figures.get("precision").asDouble()).isEqualTo(0.6667);
        assertThat(figures.get("recall").asDouble()).isEqualTo(0.6667);
    }

    @Test
    void languagesAreComparedWithTheLabelAndTextsThatTellNoneAreNotWrongButUndetermined() throws IOException {
        JsonNode figures = lastLine(new LanguagesSuite(), """
                {"title":"Talks in the capital went on for a second day","text":"Ministers said that they would meet again.","lang":"en"}
                {"title":"Die Gespräche in der Hauptstadt dauern an","text":"Die Minister wollen sich wieder treffen.","lang":"de"}
                {"title":"1:0","text":"","lang":"de"}
                {"title":"A text that nobody labelled","text":"It is counted by what it was told to be."}
                """);

        assertThat(figures.get("articles").asInt()).isEqualTo(4);
        assertThat(figures.get("labelled").asInt()).isEqualTo(3);
        assertThat(figures.get("accuracy").asDouble()).isEqualTo(0.6667);
        assertThat(figures.get("undetermined").asDouble()).isEqualTo(0.3333);
        assertThat(figures.get("read_as_english").asDouble()).isZero();
    }

    @Test
    void topicsAreTakenAmongTheSectionsOfTheSet() throws IOException {
        JsonNode figures = lastLine(new TopicsSuite(), """
                {"title":"Late goal wins cup final","text":"The striker scored.","labels":{"category":"sport"}}
                {"title":"Shares fall","text":"Investors sold as profits shrank.","labels":{"category":"business"}}
                """);

        assertThat(figures.get("accuracy").asDouble()).isEqualTo(1);
    }

    @Test
    void aFlashpointThatIsOnlyMentionedIsToleratedAndBorderlineItemsCountUnderAllOnly() throws IOException {
        JsonNode figures = lastLine(new FlashpointsSuite(), """
                {"title":"Shelling across the Line of Control in Kashmir","text":"","confidence":"clear","labels":{"flashpoints":["kashmir"],"mentions":[]}}
                {"title":"Hamas and Israel agree on a ceasefire in Gaza","text":"","confidence":"clear","labels":{"flashpoints":[],"mentions":["gaza-israel"]}}
                {"title":"A quiet day","text":"","confidence":"borderline","labels":{"flashpoints":["libya"],"mentions":[]}}
                """);

        assertThat(figures.get("clear").get("precision").asDouble()).isEqualTo(1);
        assertThat(figures.get("clear").get("recall").asDouble()).isEqualTo(1);
        assertThat(figures.get("all").get("recall").asDouble()).isEqualTo(0.5);
    }

    @Test
    void aFolderWithoutLinesIsRefusedByName() {
        assertThatThrownBy(() -> new TopicsSuite().run(folder, System.out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());
    }

    private JsonNode lastLine(Suite suite, String lines) throws IOException {
        Files.writeString(folder.resolve("set.jsonl"), lines);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        suite.run(folder, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String last = bytes.toString(StandardCharsets.UTF_8).lines().reduce("", (before, line) -> line);
        return new ObjectMapper().readTree(last);
    }
}
