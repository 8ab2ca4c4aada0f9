/** Reads the topics and hands what they say to the store, once each. */
@NullMarked
package dev.dateline.publish.materialize;

import org.jspecify.annotations.NullMarked;
