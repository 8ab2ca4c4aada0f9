/** Bytes to text: which character set, and on whose word. */
@NullMarked
package dev.dateline.ingest.charset;

import org.jspecify.annotations.NullMarked;
