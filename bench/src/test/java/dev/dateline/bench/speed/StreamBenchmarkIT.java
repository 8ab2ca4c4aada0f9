package dev.dateline.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark in short: 50 readers, five of them stalled, all cut at random, one of two instances killed with SIGKILL. */
class StreamBenchmarkIT {

    @Test
    void readersMissNothingAndGetNothingTwiceWhateverIsCutOrKilled() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            new StreamBenchmark().run(List.of("50", "20", "50"), out);
        }
        List<String> lines = told.toString(StandardCharsets.UTF_8).lines().toList();
        JsonNode figures = new ObjectMapper().readTree(lines.getLast());
        assertThat(figures.path("gaps").asInt()).as(String.join("\n", lines)).isZero();
        assertThat(figures.path("twice").asInt()).isZero();
        assertThat(figures.path("behind").asInt()).isZero();
        assertThat(figures.path("connections").asInt()).isGreaterThan(50);
        assertThat(figures.path("resident_mib").asInt()).isLessThan(1_024);
    }
}
