package dev.dateline.ingest.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.schemas.Lane;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedListTest {

    @TempDir
    private Path folder;

    @Test
    void aFeedNeedsANameAndAnAddress() throws IOException {
        assertThat(read("""
            feeds:
              - feed: a
                url: https://a.example/rss
              - {feed: b, url: "http://b.example/", interval: 2h, lane: backfill, allow-private: true, websub: false}
            """))
                .containsExactly(
                        new PulledFeed(
                                "a",
                                URI.create("https://a.example/rss"),
                                Duration.ofMinutes(10),
                                Lane.LIVE,
                                false,
                                true),
                        new PulledFeed(
                                "b", URI.create("http://b.example/"), Duration.ofHours(2), Lane.BACKFILL, true, false));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> read("""
            feeds:
              - {feed: "No Name", url: "ftp://a.example/"}
              - {feed: b, url: "https://b.example/", interval: 1s}
              - {feed: b, url: "https://user@b.example/", colour: red, lane: fast, websub: perhaps}
            """))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "feeds[0]: \"feed\"",
                        "feeds[0]: \"url\"",
                        "feeds[1]: \"interval\"",
                        "listed twice",
                        "feeds[2]: \"url\"",
                        "\"colour\"",
                        "\"lane\"",
                        "\"websub\"");
    }

    @Test
    void aFileWithoutAListIsRefused() {
        assertThatThrownBy(() -> read("feed: a")).hasMessageContaining("list \"feeds\"");
        assertThatThrownBy(() -> read("feeds: [")).hasMessageContaining("no YAML");
    }

    @Test
    void thePauseDoublesWithEachFailureUpToADay() {
        assertThat(Puller.backOff(Duration.ofMinutes(10), 1)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Puller.backOff(Duration.ofMinutes(10), 3)).isEqualTo(Duration.ofMinutes(40));
        assertThat(Puller.backOff(Duration.ofMinutes(10), 1_000_000)).isEqualTo(Duration.ofDays(1));
    }

    private List<PulledFeed> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("feeds.yaml"), yaml);
        return FeedList.read(file, Duration.ofSeconds(10));
    }
}
