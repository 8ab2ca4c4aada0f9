/** Standing queries over HTTP: made, changed, tried, and their health. */
@NullMarked
package dev.dateline.publish.webhook;

import org.jspecify.annotations.NullMarked;
