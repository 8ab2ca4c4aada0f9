package dev.dateline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.ingest.limits.IntakeLimits;
import dev.dateline.ingest.pull.PullConfig;
import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestConfigTest {

    private static final Map<String, String> NEEDED =
            Map.of("kafka.bootstrap.servers", "broker:9092", "kafka.schema.registry.url", "http://registry:8081");

    @Test
    void everythingButTheAddressesHasADefault() {
        IngestConfig config = IngestConfig.read(Settings.of(NEEDED));

        assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 7711));
        assertThat(config.partitions()).isEqualTo(6);
        assertThat(config.replication()).isEqualTo(1);
        assertThat(config.limits())
                .isEqualTo(new IntakeLimits(
                        256 << 20,
                        8 << 20,
                        64 << 20,
                        400 << 10,
                        200,
                        1000,
                        100_000,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        1024,
                        50));
        assertThat(config.keysFile()).isEmpty();
        assertThat(config.pull())
                .isEqualTo(new PullConfig(
                        Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(10), Optional.empty()));
    }

    @Test
    void everyKeyArrivesInItsPlace() {
        Map<String, String> all = new HashMap<>(NEEDED);
        all.putAll(Map.of(
                "http.host", "0.0.0.0",
                "http.port", "0",
                "topics.partitions", "3",
                "topics.replication", "2",
                "ingest.max.request.bytes", "2000",
                "ingest.max.whole.bytes", "3000",
                "ingest.max.held.bytes", "70000000",
                "ingest.max.item.bytes", "1500",
                "ingest.max.items", "7",
                "ingest.ack.timeout", "3s"));
        all.putAll(Map.of(
                "ingest.max.request.time", "60s",
                "ingest.min.bytes.per.second", "99",
                "ingest.rate.requests", "5",
                "ingest.max.depth", "9",
                "ingest.max.requests", "8",
                "ingest.keys.file", "keys.json",
                "ingest.feeds.file", "feeds.yaml",
                "ingest.pull.timeout", "4s",
                "ingest.pull.shortest.interval", "1s",
                "ingest.public.url", "https://news.example/in"));

        IngestConfig config = IngestConfig.read(Settings.of(all));

        assertThat(config.http()).isEqualTo(new HttpConfig("0.0.0.0", 0));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:9092");
        assertThat(config.partitions()).isEqualTo(3);
        assertThat(config.replication()).isEqualTo(2);
        assertThat(config.limits())
                .isEqualTo(new IntakeLimits(
                        2000, 3000, 70_000_000, 1500, 9, 8, 7, Duration.ofSeconds(3), Duration.ofSeconds(60), 99, 5));
        assertThat(config.keysFile()).contains(Path.of("keys.json"));
        assertThat(config.pull())
                .isEqualTo(new PullConfig(
                        Optional.of(Path.of("feeds.yaml")),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(1),
                        Optional.of(URI.create("https://news.example/in/"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void whereOthersGetInThereMustBeKeys(String host) {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put("http.host", host);

        assertThatThrownBy(() -> IngestConfig.read(Settings.of(settings)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("http.host", "ingest.keys.file", "dateline keys add");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void thisMachineNeedsNoKeys(String host) {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put("http.host", host);

        assertThat(IngestConfig.read(Settings.of(settings)).keysFile()).isEmpty();
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(
                        () -> IngestConfig.read(Settings.of(Map.of("ingest.max.items", "0", "ingest.colour", "red"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "ingest.max.items", "ingest.colour", "kafka.bootstrap.servers", "kafka.schema.registry.url");
    }
}
