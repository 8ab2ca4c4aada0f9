/** The conflicts and tensions that an article is about, by definitions that an operator can change. */
@NullMarked
package dev.dateline.analysis.flashpoints;

import org.jspecify.annotations.NullMarked;
