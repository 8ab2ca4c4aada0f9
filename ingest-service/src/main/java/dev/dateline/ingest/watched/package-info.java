/** Files of the operator that are read again when they change, without a restart. */
@NullMarked
package dev.dateline.ingest.watched;

import org.jspecify.annotations.NullMarked;
