/** The ingest service: its settings, its start and its main. */
@NullMarked
package dev.dateline.ingest;

import org.jspecify.annotations.NullMarked;
