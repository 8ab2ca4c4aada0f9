package dev.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

    @Test
    void theOriginComesBeforeThePublisherAndAFamilyBeforeAName() {
        RawArticle.Builder article = article();
        assertThat(Sources.family(article.build())).isEqualTo("feed:harbour");
        article.setUrl("https://news.example.co.uk/a");
        assertThat(Sources.family(article.build())).isEqualTo("domain:example.co.uk");
        article.setPublisher("The Daily Planet");
        assertThat(Sources.family(article.build())).isEqualTo("name:daily planet");
        article.setPublisherFamily("planet-group");
        assertThat(Sources.family(article.build())).isEqualTo("planet-group");
        article.setOriginPublisher("Northgate Wire");
        assertThat(Sources.family(article.build())).isEqualTo("name:northgate wire");
        article.setOriginFamily("northgate");
        assertThat(Sources.family(article.build())).isEqualTo("northgate");
    }

    @Test
    void aNameWithoutLettersCountsAsNone() {
        assertThat(Sources.family(article().setPublisher("- -").build())).isEqualTo("feed:harbour");
    }

    @ParameterizedTest
    @CsvSource({
        "The Daily Planet, daily planet",
        "DAILY  PLANET, daily planet",
        "El País, el pais",
        "Fish & Chips Weekly, fish and chips weekly",
        "St. Mary's Gazette, st marys gazette",
        "Правда, правда",
        "The, the"
    })
    void namesAreComparedWithoutWhatSpellingsDifferIn(String name, String key) {
        assertThat(Sources.nameKey(name)).isEqualTo(key);
    }

    private static RawArticle.Builder article() {
        return RawArticle.newBuilder()
                .setId("1")
                .setFeed("harbour")
                .setTitle("t")
                .setBody("")
                .setContentType("text/plain")
                .setPublished(new Publication(null, Instant.EPOCH, DateConfidence.INGEST))
                .setReceived(Instant.EPOCH)
                .setContentHash("h");
    }
}
