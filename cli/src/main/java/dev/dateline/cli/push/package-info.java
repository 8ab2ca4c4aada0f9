/** Pushing files to an ingest service. */
@NullMarked
package dev.dateline.cli.push;

import org.jspecify.annotations.NullMarked;
