/** Specific Avro records on the Confluent wire format, through the Confluent Schema Registry REST API. */
@NullMarked
package dev.dateline.runtime.avro;

import org.jspecify.annotations.NullMarked;
