/** How a service process starts, waits and ends: close in reverse, exit 0 when asked to stop, 1 when failed. */
@NullMarked
package dev.dateline.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
