/** Measures the analysis against labels that people set. */
@NullMarked
package dev.dateline.bench.evaluate;

import org.jspecify.annotations.NullMarked;
