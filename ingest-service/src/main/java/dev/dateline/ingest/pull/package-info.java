/** Feeds that are fetched: the list of them, when each is due, and what was taken of it before. */
@NullMarked
package dev.dateline.ingest.pull;

import org.jspecify.annotations.NullMarked;
