/** Reads the publication times that feeds state, and says how far each can be trusted. */
@NullMarked
package dev.dateline.ingest.dates;

import org.jspecify.annotations.NullMarked;
