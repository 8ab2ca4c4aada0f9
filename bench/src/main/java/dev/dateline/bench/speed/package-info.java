/** Measurements of speed and memory, as ratios within one run. */
@NullMarked
package dev.dateline.bench.speed;

import org.jspecify.annotations.NullMarked;
