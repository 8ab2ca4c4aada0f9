package dev.dateline.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

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

class PlacesSuiteTest {

    @TempDir
    Path folder;

    @Test
    void aPlaceIsRightWhereItIsFoundAndLiesNearAndUnplacedOnesAreNotCounted() throws IOException {
        JsonNode figures = figures("""
                {"title":"","text":"Police in London, Ontario, arrested a driver.","labels":{"toponyms":[{"start":10,"phrase":"London","country":"Canada","lat":42.98,"lon":-81.23},{"start":18,"phrase":"Ontario","country":"Canada","fcode":"ADM1","name":"Ontario","lat":50,"lon":-85}]}}
                {"title":"","text":"The ministers met in Paris and left France.","labels":{"toponyms":[{"start":21,"phrase":"Paris","country":"United States","lat":33.66,"lon":-95.55},{"start":36,"phrase":"France"}]}}
                """);

        assertThat(figures.get("places").asInt()).isEqualTo(3);
        assertThat(figures.get("precision").asDouble()).isEqualTo(0.6667);
        assertThat(figures.get("recall").asDouble()).isEqualTo(0.6667);
        assertThat(figures.get("wrong_countries").asDouble()).isEqualTo(0.3333);
    }

    private JsonNode figures(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("set.jsonl"), lines);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PlacesSuite().run(file, new PrintStream(out, true, StandardCharsets.UTF_8));
        String[] printed = out.toString(StandardCharsets.UTF_8).strip().split("\n");
        return new ObjectMapper().readTree(printed[printed.length - 1]);
    }
}
