package dev.dateline.publish.operations;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is in one partition.
 *
 * @param committed the offset after the last that it has read; null if it has read none
 * @param end the offset after the newest; null where the leader does not answer
 * @param deleted records that were deleted by age before the group read them
 * @param read whether a member reads it; what a former version of a program read stays among a group's offsets
 * @param standsSince since when it has been at that offset with records to read; null if it goes on, or there are none
 */
record PartitionLag(
        TopicPartition partition,
        @Nullable Long committed,
        @Nullable Long end,
        long deleted,
        boolean read,
        Lag lag,
        @Nullable Instant standsSince) {}
