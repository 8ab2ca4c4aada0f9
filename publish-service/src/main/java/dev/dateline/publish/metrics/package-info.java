/** What the service counts and times. */
@NullMarked
package dev.dateline.publish.metrics;

import org.jspecify.annotations.NullMarked;
