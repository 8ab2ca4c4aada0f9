/** {@code dateline flashpoints}: the operator's way to the definitions of a running pipeline. */
@NullMarked
package dev.dateline.cli.flashpoints;

import org.jspecify.annotations.NullMarked;
