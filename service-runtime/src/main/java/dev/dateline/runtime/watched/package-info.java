/** Files of the operator that are read again when they change, without a restart. */
@NullMarked
package dev.dateline.runtime.watched;

import org.jspecify.annotations.NullMarked;
