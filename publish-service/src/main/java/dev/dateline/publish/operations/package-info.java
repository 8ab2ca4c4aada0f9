/** Whether news flow, and if not, where they stand still: stages, lag, topics, groups, as Kafka and the read model tell them. */
@NullMarked
package dev.dateline.publish.operations;

import org.jspecify.annotations.NullMarked;
