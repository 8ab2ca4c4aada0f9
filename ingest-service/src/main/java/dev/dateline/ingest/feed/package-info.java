/** Feeds: RSS of every version, Atom and JSON Feed, read into one form. */
@NullMarked
package dev.dateline.ingest.feed;

import org.jspecify.annotations.NullMarked;
