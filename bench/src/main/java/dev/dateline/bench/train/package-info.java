/** Training of the models that the analysis ships. */
@NullMarked
package dev.dateline.bench.train;

import org.jspecify.annotations.NullMarked;
