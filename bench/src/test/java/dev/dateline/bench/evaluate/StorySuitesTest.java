package dev.dateline.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class StorySuitesTest {

    @TempDir
    Path folder;

    @Test
    void bcubedAndPairwiseFiguresAreThoseOfTheirDefinitions() {
        Clustering clustering = new Clustering();
        clustering.add("one", "a");
        clustering.add("one", "a");
        clustering.add("one", "b");
        clustering.add("two", "b");
        // Precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4.
        assertThat(clustering.bcubedF1()).isCloseTo(2 * 0.75 * (2 / 3.0) / (0.75 + 2 / 3.0), within(1e-9));
        clustering.absorb("b", "a");
        assertThat(clustering.bcubedF1()).isCloseTo(2 * 0.625 / 1.625, within(1e-9));
    }

    @Test
    void pairsAreLookedUpInTheSetsBesideTheirs() throws IOException {
        Path pairs = Files.createDirectory(folder.resolve("pairs"));
        Files.writeString(pairs.resolve("p.jsonl"), """
            {"id":"1","a":"t-1","b":"t-2","kind":"exact"}
            {"id":"2","a":"t-1","b":"t-9","kind":"near"}
            """);
        Path texts = Files.createDirectory(folder.resolve("texts"));
        Files.writeString(texts.resolve("t.jsonl"), """
            {"id":"t-1","title":"Bridge reopens","text":"The bridge over the strait reopened on Monday after repairs."}
            {"id":"t-2","title":"BRIDGE REOPENS","text":"The bridge over the strait reopened on Monday after repairs"}
            """);

        JsonNode figures = lastLine(new DuplicatesSuite(), pairs);

        assertThat(figures.get("exact_f1").asDouble()).isEqualTo(1);
        assertThat(figures.get("absent").asInt()).isEqualTo(1);
    }

    @Test
    void articlesOfOneEventAreToldAsOneStory() throws IOException {
        Path set = folder.resolve("set.jsonl");
        Files.writeString(set, """
            {"id":"1","title":"Ferry runs aground off Mindoro","text":"","published":"2026-03-01T08:00:00Z","labels":{"story":"x"}}
            {"id":"2","title":"Latvian parliament passes budget","text":"","published":"2026-03-01T07:00:00Z","labels":{"story":"y"}}
            {"id":"3","title":"Mindoro ferry runs aground, all safe","text":"","published":"2026-03-01T09:00:00Z","labels":{"story":"x"}}
            """);

        assertThat(lastLine(new StoriesSuite(), set).get("bcubed_f1").asDouble())
                .isEqualTo(1);
    }

    private static JsonNode lastLine(Suite suite, Path path) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        suite.run(path, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8).lines().toList().getLast());
    }
}
