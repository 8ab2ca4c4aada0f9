package dev.dateline.publish.store;

import org.apache.kafka.common.TopicPartition;

/**
 * One record of a topic, as what it does to the read model.
 *
 * @param source the partition that it was read from
 * @param offset its place there
 * @param effect what it does
 */
public record Change(TopicPartition source, long offset, Effect effect) {}
