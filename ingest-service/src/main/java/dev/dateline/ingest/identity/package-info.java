/** What makes an item the same item when it is seen again: its id, its canonical address and the hash of its content. */
@NullMarked
package dev.dateline.ingest.identity;

import org.jspecify.annotations.NullMarked;
