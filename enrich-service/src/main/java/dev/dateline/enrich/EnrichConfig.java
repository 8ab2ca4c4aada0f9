package dev.dateline.enrich;

import dev.dateline.enrich.story.StoryRules;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the enrich service.
 *
 * @param http {@code http.*}: where health and metrics are served; default port 7712
 * @param kafka {@code kafka.*}: Kafka's and Confluent's own settings by their own names
 * @param partitions {@code topics.partitions}: partitions of each topic that is created, 1 to 1000, default 6
 * @param replication {@code topics.replication}: replicas of each topic that is created, 1 to 10, default 1
 * @param stateDirectory {@code state.directory}: where local state is kept, default {@code state}
 * @param threads {@code threads}: stream threads of each topology, 1 to 64, default 1
 * @param groupProtocol {@code group.protocol}: {@code streams}, the default, or {@code classic}
 * @param deleteRetiredTopics {@code flashpoints.delete.retired.topics}: whether the topic of a retired flashpoint is deleted
 *     at once with the articles on it; by default false: it is deleted when the last of them has gone by age
 * @param killedKept {@code articles.killed.kept}: how long a killed article stays on news.enriched, as a revision that says so,
 *     before a tombstone takes it off; default 24h
 * @param stories {@code stories.window}: how long a report is compared with, default 72h; {@code stories.memory.mb}: how many MiB
 *     those reports may take, 16 to 65536, default 192
 * @param tagsHeld {@code trends.tags.held}: how many tags of the last day each partition of those who count trends holds in
 *     memory, 100 to 10000000, default 50000; the quietest beyond that are kept on disk, and rankings say what they may lack
 */
public record EnrichConfig(
        HttpConfig http,
        KafkaSettings kafka,
        int partitions,
        int replication,
        Path stateDirectory,
        int threads,
        GroupProtocol groupProtocol,
        boolean deleteRetiredTopics,
        Duration killedKept,
        StoryRules stories,
        int tagsHeld) {

    private static final int DEFAULT_TAGS_HELD = 50_000;

    /** How the instances of a topology share the work. */
    public enum GroupProtocol {
        /** The broker assigns tasks (KIP-1071). */
        STREAMS,
        /** One instance assigns tasks. */
        CLASSIC
    }

    /**
     * Reads the settings.
     *
     * @throws dev.dateline.runtime.config.ConfigException naming all that is wrong with them
     */
    public static EnrichConfig read(Settings settings) {
        ConfigReader reader = new ConfigReader(settings);
        HttpConfig http = HttpConfig.read(reader, 7712);
        KafkaSettings kafka = KafkaSettings.read(reader);
        int partitions = reader.integer("topics.partitions", Topics.DEFAULT_PARTITIONS, 1, 1000);
        int replication = reader.integer("topics.replication", 1, 1, 10);
        Path state = Path.of(reader.text("state.directory", "state"));
        int threads = reader.integer("threads", 1, 1, 64);
        String protocol = reader.text("group.protocol", "streams");
        if (!protocol.equals("streams") && !protocol.equals("classic")) {
            reader.problem("group.protocol", "must be streams or classic, not '" + protocol + "'");
        }
        boolean deleteRetiredTopics = reader.bool("flashpoints.delete.retired.topics", false);
        Duration killedKept = reader.duration("articles.killed.kept", Duration.ofHours(24));
        StoryRules standard = StoryRules.standard();
        Duration window = reader.duration("stories.window", standard.window());
        int storyMemory = reader.integer("stories.memory.mb", (int) (standard.bytes() >> 20), 16, 65_536);
        int tagsHeld = reader.integer("trends.tags.held", DEFAULT_TAGS_HELD, 100, 10_000_000);
        return reader.finish(() -> new EnrichConfig(
                http,
                kafka,
                partitions,
                replication,
                state,
                threads,
                protocol.equals("classic") ? GroupProtocol.CLASSIC : GroupProtocol.STREAMS,
                deleteRetiredTopics,
                killedKept,
                standard.within(window, (long) storyMemory << 20),
                tagsHeld));
    }
}
