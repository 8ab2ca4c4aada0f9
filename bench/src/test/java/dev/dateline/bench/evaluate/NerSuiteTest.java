package dev.dateline.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NerSuiteTest {

    @TempDir
    Path folder;

    @Test
    void theLastLineIsOneJsonObjectOfTheFigures() throws Exception {
        Files.writeString(
                folder.resolve("a.conll"),
                "Mr.\tO\nRobert\tB-PER\nLangley\tI-PER\nmet\tO\ndockers\tO\nin\tO\nRotterdam\tB-LOC\n.\tO\n\n");
        Files.writeString(folder.resolve("b.conll"), "He\tO\nspoke\tO\nin\tO\nParis\tB-ORG\non\tO\nMonday\tO\n.\tO\n");

        JsonNode figures = run();

        assertThat(figures.path("per").asDouble()).isEqualTo(1);
        assertThat(figures.path("org").asDouble()).isZero();
        assertThat(figures.path("loc").asDouble()).isEqualTo(0.6667);
        assertThat(figures.path("f1").asDouble()).isEqualTo(0.6667);
    }

    @Test
    void aWordThatTheFileLeavesWholeIsComparedWhole() throws Exception {
        Files.writeString(
                folder.resolve("a.conll"),
                "A\tO\nRotterdam-based\tO\nfirm\tO\nhired\tO\nMr.\tO\nRobert\tB-PER\nLangley\tI-PER\n.\tO\n");

        assertThat(run().path("f1").asDouble()).isEqualTo(1);
    }

    private JsonNode run() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            new NerSuite().run(folder, out);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8).strip();
        return new ObjectMapper().readTree(printed.substring(printed.lastIndexOf('\n') + 1));
    }
}
