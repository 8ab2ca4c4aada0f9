/** Kafka client settings with the pipeline's guarantees, and topics made as the catalogue says. */
@NullMarked
package dev.dateline.runtime.kafka;

import org.jspecify.annotations.NullMarked;
