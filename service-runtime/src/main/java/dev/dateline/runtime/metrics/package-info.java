/** The meters of the process itself. */
@NullMarked
package dev.dateline.runtime.metrics;

import org.jspecify.annotations.NullMarked;
