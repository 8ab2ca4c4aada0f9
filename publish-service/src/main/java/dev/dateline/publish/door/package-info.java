/** The way to ingest's door, for what operators do here and is ingest's to do. */
@NullMarked
package dev.dateline.publish.door;

import org.jspecify.annotations.NullMarked;
