/** Which articles repeat the text of another, whole, in part or under another headline. */
@NullMarked
package dev.dateline.enrich.duplicate;

import org.jspecify.annotations.NullMarked;
