package dev.dateline.publish.operations;

import dev.dateline.publish.operations.Cluster.Group;
import dev.dateline.publish.store.FlowReader.Flow;
import dev.dateline.publish.store.FlowReader.Refusals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a stage at one moment, to judge it by.
 *
 * @param group its group; null if Kafka knows none of that name, or the stage has none
 * @param partitions how far the group is in what the stage reads
 * @param lag of all of them
 * @param before the lag half a minute ago; null where that is not known
 * @param formingSince since when the group has been forming; null if it is stable or has no members
 * @param moved when the stage last went on, as far as it was watched
 * @param refusals what it refused lately
 * @param flow how far the read model is; null where the database does not answer
 * @param databaseTrouble why the database does not answer; null if it does
 */
record StageReading(
        Stage stage,
        Instant at,
        @Nullable Group group,
        List<PartitionLag> partitions,
        Lag lag,
        Trend.@Nullable Point before,
        @Nullable Instant formingSince,
        @Nullable Instant moved,
        List<Refusals> refusals,
        @Nullable Flow flow,
        @Nullable String databaseTrouble) {}
