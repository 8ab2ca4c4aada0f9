/** Finds many phrases in a text at once, at a cost that does not grow with their number. */
@NullMarked
package dev.dateline.analysis.phrases;

import org.jspecify.annotations.NullMarked;
