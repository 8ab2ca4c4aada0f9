package dev.dateline.cli.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.cli.push.Batches.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"title\":\"One\"}`, application/x-ndjson",
                "`{\"title\":\"One\"}\n{\"title\":\"Two\"}`, application/x-ndjson",
                "`{\n  \"title\": \"One\"\n}`, application/json",
                "`[{\"title\":\"One\"}]`, application/json",
                "`<!DOCTYPE html><title>One</title>`, text/html",
                "`<rss version=\"2.0\"/>`, application/xml",
                "`One\n\nText.`, text/plain",
                "`\uFEFF{\"title\":\"One\"}`, application/x-ndjson",
            })
    void theMediaTypeIsToldByHowTheContentBegins(String content, String mediaType) throws IOException {
        assertThat(batches(content)).extracting(Batch::mediaType).containsExactly(mediaType);
    }

    @Test
    void manyLinesAreCutIntoBatchesThatTogetherAreTheFile() throws IOException {
        String file = "{\"title\":\"One\"}\n".repeat(1_201) + "{\"title\":\"the last, without a line end\"}";

        List<Batch> batches = batches(file);

        assertThat(batches).extracting(Batch::firstLine).containsExactly(1, 501, 1001);
        assertThat(batches).extracting(Batch::lines).containsExactly(500, 500, 202);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        batches.forEach(batch -> together.writeBytes(batch.body()));
        assertThat(together.toString(StandardCharsets.UTF_8)).isEqualTo(file);
    }

    @Test
    void longLinesMakeSmallBatches() throws IOException {
        String line = "{\"body\":\"" + "x".repeat(900_000) + "\"}\n";

        assertThat(batches(line.repeat(5))).extracting(Batch::lines).containsExactly(2, 2, 1);
    }

    @Test
    void anEmptyFileIsOneItemThatIngestRefuses() throws IOException {
        assertThat(batches(""))
                .singleElement()
                .satisfies(batch -> assertThat(batch.body()).isEmpty());
    }

    private static List<Batch> batches(String content) throws IOException {
        List<Batch> batches = new ArrayList<>();
        Batches.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), batches::add);
        return batches;
    }
}
