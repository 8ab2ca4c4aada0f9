package dev.dateline.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dateline.runtime.avro.AvroDeserializer;
import dev.dateline.runtime.avro.AvroSerializer;
import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private static final Map<String, String> NEEDED =
            Map.of("bootstrap.servers", "127.0.0.1:9092", "schema.registry.url", "http://127.0.0.1:8081");

    @Test
    void whatIsPassedThroughKeepsItsName() {
        ConfigReader reader = new ConfigReader(Settings.of(Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:9092",
                "kafka.schema.registry.url", "http://127.0.0.1:8081",
                "kafka.security.protocol", "SSL")));

        KafkaSettings settings = KafkaSettings.read(reader);

        assertThat(reader.finish(() -> settings).admin())
                .containsAllEntriesOf(NEEDED)
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void addressesMustBeGivenAndGuaranteesMustStand() {
        ConfigReader reader =
                new ConfigReader(Settings.of(Map.of("kafka.acks", "1", "kafka.isolation.level", "read_uncommitted")));
        KafkaSettings settings = KafkaSettings.read(reader);

        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> reader.finish(() -> settings));

        assertThat(failure.problems())
                .containsExactlyInAnyOrder(
                        "kafka.bootstrap.servers is missing",
                        "kafka.schema.registry.url is missing",
                        "kafka.acks (caller) must be all: exactly-once rests on it",
                        "kafka.isolation.level (caller) must be read_committed: exactly-once rests on it");
    }

    @Test
    void theOperatorWinsOverTheDefaultTheServiceOverTheOperatorAndNobodyOverAGuarantee() {
        KafkaSettings settings = new KafkaSettings(Map.of("linger.ms", "50", "compression.type", "lz4"));

        assertThat(settings.producer(Map.of("linger.ms", "0", "acks", "0")))
                .containsEntry("compression.type", "lz4")
                .containsEntry("linger.ms", "0")
                .containsEntry("acks", "all");
    }

    @Test
    void aProducerIsOneThatKafkaAccepts() {
        ProducerConfig config = new ProducerConfig(new KafkaSettings(NEEDED).producer(Map.of()));

        assertThat(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG)).isEqualTo("zstd");
        assertThat(config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
        assertThat(config.getClass(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG))
                .isEqualTo(AvroSerializer.class);
    }

    @Test
    void aConsumerIsOneThatKafkaAccepts() {
        ConsumerConfig config = new ConsumerConfig(new KafkaSettings(NEEDED).consumer(Map.of("group.id", "g")));

        assertThat(config.getString(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)).isEqualTo("earliest");
        assertThat(config.getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)).isFalse();
        assertThat(config.getClass(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG))
                .isEqualTo(AvroDeserializer.class);
    }

    @Test
    void streamsGetWhatTheOperatorSaidAndSetTheirOwnGuarantees() {
        KafkaSettings settings = new KafkaSettings(Map.of("acks", "all", "num.stream.threads", "2"));

        assertThat(settings.streams(Map.of("application.id", "enrich")))
                .containsOnly(Map.entry("num.stream.threads", "2"), Map.entry("application.id", "enrich"));
    }

    @Test
    void secretsAreNeverPrinted() {
        KafkaSettings settings = new KafkaSettings(Map.of(
                "sasl.jaas.config", "password=\"s3cret\"",
                "schema.registry.basic.auth.user.info", "user:s3cret",
                "basic.auth.credentials.source", "USER_INFO",
                "bearer.auth.token", "s3cret",
                "ssl.keystore.key", "s3cret",
                "ssl.keystore.password", "s3cret",
                "schema.registry.url", "http://user:s3cret@registry:8081"));

        assertThat(settings.toString())
                .doesNotContain("s3cret")
                .contains("basic.auth.credentials.source=USER_INFO", "http://[hidden]@registry:8081");
    }
}
