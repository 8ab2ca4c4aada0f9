package dev.dateline.ingest;

import dev.dateline.ingest.limits.IntakeLimits;
import dev.dateline.ingest.pull.PullConfig;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

    /** Without keys, nobody but this machine gets in. */
    public IngestConfig {
        if (keysFile.isEmpty() && !isThisMachine(http.host())) {
            throw new IllegalArgumentException("http.host is " + http.host()
                    + ", which others reach, and there are no keys: make one with `dateline keys add --file FILE"
                    + " --feed FEED` and set ingest.keys.file to FILE, or set http.host to 127.0.0.1");
        }
    }

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
        Optional<Path> keysFile = reader.optionalText("ingest.keys.file").map(Path::of);
        PullConfig pull = PullConfig.read(reader);
        return reader.finish(() -> new IngestConfig(http, kafka, partitions, replication, limits, keysFile, pull));
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Not known to be safe; listening will say what is wrong with it.
        }
    }
}
