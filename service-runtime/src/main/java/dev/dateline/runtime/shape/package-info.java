/** What JSON values look like, told as JSON Schema, so that answers can be described and checked. */
@NullMarked
package dev.dateline.runtime.shape;

import org.jspecify.annotations.NullMarked;
