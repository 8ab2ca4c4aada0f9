/** How the topologies run: settings, error handling and memory of Kafka Streams. */
@NullMarked
package dev.dateline.enrich.streams;

import org.jspecify.annotations.NullMarked;
