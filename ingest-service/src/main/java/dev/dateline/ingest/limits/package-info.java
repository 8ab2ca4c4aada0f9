/** What a request may cost: bytes, time, memory and how many of them. */
@NullMarked
package dev.dateline.ingest.limits;

import org.jspecify.annotations.NullMarked;
