/** Requests to the outside: bounded in time and size, and never to an address that only this network reaches. */
@NullMarked
package dev.dateline.runtime.outbound;

import org.jspecify.annotations.NullMarked;
