/** The feeds as their operators see them: names, counts, and what stands still. */
@NullMarked
package dev.dateline.ingest.feeds;

import org.jspecify.annotations.NullMarked;
