/** Digests of bytes. */
@NullMarked
package dev.dateline.runtime.digest;

import org.jspecify.annotations.NullMarked;
