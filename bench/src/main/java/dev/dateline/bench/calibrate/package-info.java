/** How far stated confidence is from what turns out to be right, and what brings it nearer. */
@NullMarked
package dev.dateline.bench.calibrate;

import org.jspecify.annotations.NullMarked;
