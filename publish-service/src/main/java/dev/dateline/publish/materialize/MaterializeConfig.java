package dev.dateline.publish.materialize;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.schemas.Topics;

/**
 * How the topics are read.
 *
 * @param batch {@code publish.batch.records}: records written in one transaction at most, 1 to 10,000, by default 1,000
 * @param partitions {@code topics.partitions}: partitions of a topic that is not there yet, by default 6
 * @param replication {@code topics.replication}: copies of each of its partitions, by default 1
 */
public record MaterializeConfig(int batch, int partitions, int replication) {

    /** Reads it. */
    public static MaterializeConfig read(ConfigReader settings) {
        return new MaterializeConfig(
                settings.integer("publish.batch.records", 1_000, 1, 10_000),
                settings.integer("topics.partitions", Topics.DEFAULT_PARTITIONS, 1, 1_000),
                settings.integer("topics.replication", 1, 1, 10));
    }
}
