/** The way of single articles, from the record that ingest wrote to those who were told; also of one that came nowhere yet. */
@NullMarked
package dev.dateline.publish.trace;

import org.jspecify.annotations.NullMarked;
