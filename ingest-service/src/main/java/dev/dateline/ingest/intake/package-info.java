/** The way of a pushed item: out of the HTTP request, through the parser, into Kafka, and the answer back. */
@NullMarked
package dev.dateline.ingest.intake;

import org.jspecify.annotations.NullMarked;
