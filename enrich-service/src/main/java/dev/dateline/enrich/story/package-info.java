/** Which articles report the same event. */
@NullMarked
package dev.dateline.enrich.story;

import org.jspecify.annotations.NullMarked;
