/** Who may change what the pipeline does. */
@NullMarked
package dev.dateline.publish.access;

import org.jspecify.annotations.NullMarked;
