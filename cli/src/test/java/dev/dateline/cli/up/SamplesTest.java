package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.cli.up.Samples.Sample;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.schemas.Lane;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {

    private final ItemParser parser = new ItemParser();

    @Test
    void everySampleIsReadByIngestWithoutAWarning() throws IOException {
        for (Sample sample : Samples.read()) {
            assertThat(parsed(sample)).as(sample.feed()).isNotEmpty().allSatisfy(item -> {
                assertThat(item).isInstanceOf(ParsedItem.Article.class);
                assertThat(((ParsedItem.Article) item).warnings()).isEmpty();
            });
        }
    }

    @Test
    void theManifestSaysHowManyItemsThereAre() throws IOException {
        int stated = 0;
        for (JsonNode file : new ObjectMapper().readTree(SamplesTest.class.getResource("/samples/manifest.json"))) {
            stated += file.get("articles").asInt();
        }

        assertThat(Samples.read().stream()
                        .mapToInt(sample -> parsed(sample).size())
                        .sum())
                .isEqualTo(stated);
    }

    @Test
    void thereAreSixtyOrMoreFromTwelveFeedsOrMoreInSeveralFormats() throws IOException {
        List<Sample> samples = Samples.read();

        assertThat(samples).hasSizeGreaterThanOrEqualTo(60);
        assertThat(samples.stream().map(Sample::feed).distinct()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(samples.stream().map(Sample::mediaType).distinct())
                .contains(
                        "application/json",
                        "text/plain",
                        "text/html",
                        "application/rss+xml",
                        "application/atom+xml",
                        "application/xml");
    }

    @Test
    void neighboursComeFromDifferentFeedsAsInTheNews() throws IOException {
        List<Sample> samples = Samples.read();

        assertThat(samples.subList(0, 12).stream().map(Sample::feed).distinct()).hasSize(12);
    }

    private List<ParsedItem> parsed(Sample sample) {
        return parser.parse(sample.bytes(), sample.mediaType(), sample.feed(), Instant.now(), Lane.LIVE);
    }
}
