package dev.dateline.ingest;

import dev.dateline.ingest.limits.IntakeLimits;
import dev.dateline.ingest.pull.PullConfig;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.keys.KeySetting;
import dev.dateline.schemas.Topics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of the ingest service.
 *
 * @param http {@code http.*}: where feeds push; default port 7711
 * @param kafka {@code kafka.*}: Kafka's and Confluent's own settings by their own names
 * @param partitions {@code topics.partitions}: partitions of each topic that is created, 1 to 1000, default 6
 * @param replication {@code topics.replication}: replicas of each topic that is created, 1 to 10, default 1
 * @param limits {@code ingest.*}: what a request may cost
 * @param keysFile {@code ingest.keys.file}: the keys of who may push, as {@code dateline keys} writes them; without it everyone
 *     may, and the service then listens on this machine alone
 * @param pull {@code ingest.feeds.file} and others: which feeds are fetched
 */
public record IngestConfig(
        HttpConfig http,
        KafkaSettings kafka,
        int partitions,
        int replication,
        IntakeLimits limits,
        Optional<Path> keysFile,
        PullConfig pull) {

    static final int DEFAULT_PORT = 7711;

    /**
     * Reads the settings.
     *
     * @throws dev.dateline.runtime.config.ConfigException naming all that is wrong with them
     */
    public static IngestConfig read(Settings settings) {
        ConfigReader reader = new ConfigReader(settings);
        HttpConfig http = HttpConfig.read(reader, DEFAULT_PORT);
        KafkaSettings kafka = KafkaSettings.read(reader);
        int partitions = reader.integer("topics.partitions", Topics.DEFAULT_PARTITIONS, 1, 1000);
        int replication = reader.integer("topics.replication", 1, 1, 10);
        IntakeLimits limits = IntakeLimits.read(reader);
        Optional<Path> keysFile = KeySetting.read(reader, http, "ingest.keys.file", "--feed FEED");
        PullConfig pull = PullConfig.read(reader);
        return reader.finish(() -> new IngestConfig(http, kafka, partitions, replication, limits, keysFile, pull));
    }
}
