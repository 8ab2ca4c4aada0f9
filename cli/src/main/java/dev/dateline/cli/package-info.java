/** The {@code dateline} command: everything in one process, and the tools around it. */
@NullMarked
package dev.dateline.cli;

import org.jspecify.annotations.NullMarked;
