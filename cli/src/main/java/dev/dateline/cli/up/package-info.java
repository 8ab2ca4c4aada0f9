/** The whole pipeline and the stack it needs, in one process tree. */
@NullMarked
package dev.dateline.cli.up;

import org.jspecify.annotations.NullMarked;
