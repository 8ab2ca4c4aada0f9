package dev.dateline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.ingest.intake.IntakeLimits;
import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
                .isEqualTo(new IntakeLimits(256 << 20, 8 << 20, 64 << 20, 400 << 10, 100_000, Duration.ofSeconds(10)));
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

        IngestConfig config = IngestConfig.read(Settings.of(all));

        assertThat(config.http()).isEqualTo(new HttpConfig("0.0.0.0", 0));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:9092");
        assertThat(config.partitions()).isEqualTo(3);
        assertThat(config.replication()).isEqualTo(2);
        assertThat(config.limits()).isEqualTo(new IntakeLimits(2000, 3000, 70_000_000, 1500, 7, Duration.ofSeconds(3)));
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
