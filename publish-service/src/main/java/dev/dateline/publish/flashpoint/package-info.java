/** The definitions of flashpoints: followed on their topic, and changed by the operator. */
@NullMarked
package dev.dateline.publish.flashpoint;

import org.jspecify.annotations.NullMarked;
