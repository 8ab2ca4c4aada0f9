/** {@code dateline rejected}: what was refused, and its way back. */
@NullMarked
package dev.dateline.cli.rejected;

import org.jspecify.annotations.NullMarked;
