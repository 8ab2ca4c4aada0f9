package dev.dateline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.publish.delivery.DeliveryConfig;
import dev.dateline.publish.door.DoorConfig;
import dev.dateline.publish.hub.HubConfig;
import dev.dateline.publish.materialize.MaterializeConfig;
import dev.dateline.publish.rejected.ReplayConfig;
import dev.dateline.publish.session.SessionConfig;
import dev.dateline.publish.store.DatabaseAddress;
import dev.dateline.publish.store.StoreConfig;
import dev.dateline.publish.stream.StreamConfig;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.outbound.Reach;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishConfigTest {

    private static final Map<String, String> NEEDED = Map.of(
            "kafka.bootstrap.servers", "broker:9092",
            "kafka.schema.registry.url", "http://registry",
            "publish.database.url", "jdbc:postgresql://db/news");

    private static final KafkaSettings KAFKA =
            new KafkaSettings(Map.of("bootstrap.servers", "broker:9092", "schema.registry.url", "http://registry"));

    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(PublishConfig.read(Settings.of(NEEDED)))
                .isEqualTo(new PublishConfig(
                        new HttpConfig("127.0.0.1", 7713),
                        KAFKA,
                        new StoreConfig(
                                new DatabaseAddress("jdbc:postgresql://db/news", "dateline", new Secret("")),
                                8,
                                100_000,
                                Optional.empty()),
                        new MaterializeConfig(1_000, 6, 1),
                        new StreamConfig(Duration.ofSeconds(15), Duration.ofSeconds(30), 2_000, 10_000, 4),
                        new DeliveryConfig(
                                Reach.PUBLIC,
                                Duration.ofSeconds(20),
                                List.of(
                                        Duration.ofSeconds(5),
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(30),
                                        Duration.ofHours(2),
                                        Duration.ofHours(5),
                                        Duration.ofHours(10),
                                        Duration.ofHours(14),
                                        Duration.ofHours(20),
                                        Duration.ofHours(24)),
                                4,
                                500,
                                100_000,
                                Duration.ofDays(7)),
                        new HubConfig(Duration.ofDays(10), Duration.ofDays(30), 500, 60),
                        SecretSeal.none(),
                        new DoorConfig(Optional.empty(), Optional.empty()),
                        new ReplayConfig(3),
                        new SessionConfig(Duration.ofHours(12), Duration.ofDays(7)),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void everyKeyIsMapped() {
        String key = SecretSeal.newKey();
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.putAll(Map.ofEntries(
                Map.entry("http.host", "0.0.0.0"),
                Map.entry("http.port", "1"),
                Map.entry("publish.database.user", "reader"),
                Map.entry("publish.database.password", "s3cret"),
                Map.entry("publish.database.readers", "2"),
                Map.entry("publish.partition.articles", "50000"),
                Map.entry("publish.retention", "90d"),
                Map.entry("publish.batch.records", "3"),
                Map.entry("topics.partitions", "4"),
                Map.entry("topics.replication", "5"),
                Map.entry("publish.stream.heartbeat", "6s"),
                Map.entry("publish.stream.write.timeout", "7s"),
                Map.entry("publish.stream.readers", "8"),
                Map.entry("publish.stream.most.behind", "900"),
                Map.entry("publish.stream.questions", "9"),
                Map.entry("publish.webhooks.private", "allow"),
                Map.entry("publish.webhooks.timeout", "11s"),
                Map.entry("publish.webhooks.retries", "1s, 2s"),
                Map.entry("publish.webhooks.concurrency", "12"),
                Map.entry("publish.webhooks.at.once", "13"),
                Map.entry("publish.webhooks.most.pending", "1400"),
                Map.entry("publish.webhooks.kept", "15d"),
                Map.entry("publish.hub.lease", "16d"),
                Map.entry("publish.hub.longest.lease", "17d"),
                Map.entry("publish.hub.subscriptions.per.host", "18"),
                Map.entry("publish.hub.requests.per.host", "19"),
                Map.entry("publish.secrets.key", key),
                Map.entry("publish.ingest.url", "https://ingest.example"),
                Map.entry("publish.ingest.key", "dl_k_s3cret"),
                Map.entry("publish.replay.limit", "16"),
                Map.entry("publish.session.idle", "20h"),
                Map.entry("publish.session.longest", "21h"),
                Map.entry("publish.public.url", "https://news.example/d"),
                Map.entry("publish.keys.file", "keys.json")));

        PublishConfig config = PublishConfig.read(Settings.of(settings));

        assertThat(config)
                .isEqualTo(new PublishConfig(
                        new HttpConfig("0.0.0.0", 1),
                        KAFKA,
                        new StoreConfig(
                                new DatabaseAddress("jdbc:postgresql://db/news", "reader", new Secret("s3cret")),
                                2,
                                50_000,
                                Optional.of(Duration.ofDays(90))),
                        new MaterializeConfig(3, 4, 5),
                        new StreamConfig(Duration.ofSeconds(6), Duration.ofSeconds(7), 8, 900, 9),
                        new DeliveryConfig(
                                Reach.ANYWHERE,
                                Duration.ofSeconds(11),
                                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                                12,
                                13,
                                1_400,
                                Duration.ofDays(15)),
                        new HubConfig(Duration.ofDays(16), Duration.ofDays(17), 18, 19),
                        SecretSeal.of(key),
                        new DoorConfig(
                                Optional.of(URI.create("https://ingest.example/")),
                                Optional.of(new Secret("dl_k_s3cret"))),
                        new ReplayConfig(16),
                        new SessionConfig(Duration.ofHours(20), Duration.ofHours(21)),
                        Optional.of(URI.create("https://news.example/d/")),
                        Optional.of(Path.of("keys.json"))));
        assertThat(config.toString()).doesNotContain("s3cret").doesNotContain(key);
    }

    @Test
    void withoutKeysItListensOnThisMachineAlone() {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put("http.host", "0.0.0.0");

        assertThatThrownBy(() -> PublishConfig.read(Settings.of(settings)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("publish.keys.file", "http.host", "dateline keys add", "--read")
                .hasMessageContainingAll("publish.secrets.key", "openssl rand -base64 32");
        settings.put("http.host", "localhost");
        assertThat(PublishConfig.read(Settings.of(settings)).keysFile()).isEmpty();
    }

    @Test
    void aHeartbeatThatComesAfterTheWriteTimeoutIsRefused() {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put("publish.stream.heartbeat", "30s");

        assertThatThrownBy(() -> PublishConfig.read(Settings.of(settings)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("publish.stream.heartbeat");
    }
}
