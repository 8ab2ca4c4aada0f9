package dev.dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.enrich.EnrichConfig.GroupProtocol;
import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnrichConfigTest {

    private static final Map<String, String> REQUIRED =
            Map.of("kafka.bootstrap.servers", "broker:9092", "kafka.schema.registry.url", "http://registry");

    @Test
    void whatIsNotSetHasItsDefault() {
        EnrichConfig config = EnrichConfig.read(Settings.of(REQUIRED));

        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(7712);
        assertThat(config.partitions()).isEqualTo(6);
        assertThat(config.replication()).isEqualTo(1);
        assertThat(config.stateDirectory()).isEqualTo(Path.of("state"));
        assertThat(config.threads()).isEqualTo(1);
        assertThat(config.groupProtocol()).isEqualTo(GroupProtocol.STREAMS);
        assertThat(config.deleteRetiredTopics()).isFalse();
        assertThat(config.tagsHeld()).isEqualTo(50_000);
    }

    @Test
    void everyKeyIsRead() {
        EnrichConfig config = EnrichConfig.read(with(Map.of(
                "http.host", "0.0.0.0",
                "http.port", "8080",
                "topics.partitions", "12",
                "topics.replication", "3",
                "state.directory", "/var/lib/state",
                "threads", "4",
                "group.protocol", "classic",
                "flashpoints.delete.retired.topics", "true",
                "trends.tags.held", "1234",
                "kafka.security.protocol", "SSL")));

        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.partitions()).isEqualTo(12);
        assertThat(config.replication()).isEqualTo(3);
        assertThat(config.stateDirectory()).isEqualTo(Path.of("/var/lib/state"));
        assertThat(config.threads()).isEqualTo(4);
        assertThat(config.groupProtocol()).isEqualTo(GroupProtocol.CLASSIC);
        assertThat(config.deleteRetiredTopics()).isTrue();
        assertThat(config.tagsHeld()).isEqualTo(1234);
        assertThat(config.kafka().values()).containsEntry("security.protocol", "SSL");
    }

    @Test
    void allProblemsAreToldTogether() {
        assertThatThrownBy(() -> EnrichConfig.read(Settings.of(
                        Map.of("threads", "many", "group.protocol", "democratic", "topics.partitions", "0"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers")
                .hasMessageContaining("threads")
                .hasMessageContaining("group.protocol")
                .hasMessageContaining("topics.partitions");
    }

    private static Settings with(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.putAll(more);
        return Settings.of(settings);
    }
}
