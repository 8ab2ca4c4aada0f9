/** Whether a service lives and whether it is ready, asked by orchestrators. */
@NullMarked
package dev.dateline.runtime.health;

import org.jspecify.annotations.NullMarked;
