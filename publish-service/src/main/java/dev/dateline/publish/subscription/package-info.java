/** Standing queries: who is told of what, and where. */
@NullMarked
package dev.dateline.publish.subscription;

import org.jspecify.annotations.NullMarked;
